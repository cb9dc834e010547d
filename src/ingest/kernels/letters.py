"""Letters as rules are matched: it does not matter whether a text stood in capitals."""

import re

__all__ = ["small_letters", "unaccented"]


def small_letters(text: str) -> str:
    """Write a text in small letters, so that it does not matter whether it stood in capitals.

    >>> small_letters("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ") == small_letters("Διαβάστε επίσης"), small_letters("İ")
    (True, 'i')
    """
    small = text.lower()
    return small if small.isascii() else unaccented(small.replace("i\u0307", "i"))


def unaccented(text: str) -> str:
    """Write Greek as its capitals do: without accents, and with one sigma; sign for sign.

    >>> unaccented("Διαβάστε επίσης τα νέα του café")
    'Διαβαστε επισησ τα νεα του café'
    """
    return text.translate(_BARE) if _ACCENTED.search(text) else text


_BARE = str.maketrans("άέήίόύώϊϋΐΰςΆΈΉΊΌΎΏΪΫ", "αεηιουωιυιυσΑΕΗΙΟΥΩΙΥ")
_ACCENTED = re.compile("[άέήίόύώϊϋΐΰςΆΈΉΊΌΎΏΪΫ]")
