"""Letters as rules are matched: neither capitals nor accents matter.

Capitals are often printed without accents, and so is a whole text where the keyboard has none.
"""

import re
import unicodedata

__all__ = ["small_letters", "unaccented"]


def small_letters(text: str) -> str:
    """Write a text in small letters without accents.

    >>> small_letters("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ") == small_letters("Διαβάστε επίσης"), small_letters("İ")
    (True, 'i')
    """
    small = text.lower()
    return small if small.isascii() else unaccented(small.replace("i\u0307", "i"))


def unaccented(text: str) -> str:
    """Write Latin and Greek letters without accents, and others that vary alike; sign for sign.

    >>> unaccented("Διαβάστε επίσης τα νέα του café; łódź; ещё; Straße")
    'Διαβαστε επισησ τα νεα του cafe; lodz; еще; Straße'
    """
    return text.translate(_BARE) if _ACCENTED.search(text) else text


def _bare(first: int, last: int) -> dict[str, str]:
    """The letters of a range that are a plain letter with something above, below or through it."""
    letters = map(chr, range(first, last))
    parts = {letter: unicodedata.normalize("NFD", letter)[0] for letter in letters}
    return {letter: base for letter, base in parts.items() if letter != base and base.isalpha()}


_PAIRS = {
    **_bare(0xC0, 0x250),  # Latin
    **_bare(0x370, 0x400),  # Greek
    **_bare(0x1E00, 0x1F00),  # Latin, for Vietnamese
    **dict(zip("łŁđĐøØıħĦςёЁ", "lLdDoOihHσеЕ", strict=True)),
}
_BARE = str.maketrans(_PAIRS)
_ACCENTED = re.compile(f"[{''.join(_PAIRS)}]")
