"""Encodings that hide a text in ASCII: those of East Asian mail, and UTF-7."""

import re
from contextlib import suppress

__all__ = ["of_utf7", "seven_bit"]

_SHIFTED = re.compile(rb"\+[A-Za-z0-9/]{3,400}-?")
_FEWEST_SHIFTED = 3


def seven_bit(data: bytes) -> tuple[str, str]:
    """Decode an encoding that hides East Asian text in ASCII.

    Returns:
        the text and the name of its codec; empty if it is in none of them.
    """
    if b"\x1b$)C" in data:
        return data.decode("iso2022_kr", "replace"), "iso2022_kr"
    if b"\x1b$" in data:
        text = data.decode("iso2022_jp_2", "replace")
        if text.count("\ufffd") * 100 <= len(text):
            return text, "iso2022_jp_2"
    if b"~{" in data and data.isascii():
        with suppress(UnicodeDecodeError):
            text = data.decode("hz")
            if sum(c > "\u2e80" for c in text) * 3 > len(text):
                return text, "hz"
    return "", ""


def of_utf7(data: bytes) -> str:
    """Decode UTF-7; "" if it is none: what it hides must be letters of alphabets, or quotes.

    >>> of_utf7("Café à Orléans, où l’été dure".encode("utf-7"))
    'Café à Orléans, où l’été dure'
    >>> of_utf7(b"Call +Abc-1 or +Abd-2 or +Abe-3")
    ''
    """
    shifted = _SHIFTED.findall(data) if data.isascii() else []
    if len(shifted) < _FEWEST_SHIFTED:
        return ""
    try:
        hidden = "".join(piece.decode("utf-7") for piece in shifted)
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return ""
    sound = all(c.isalpha() or c in "«»“”„‘’–—…§°\u00a0" for c in hidden) and hidden < "\u3000"
    return text if sound and all(c < "\u0600" or "\u2010" < c < "\u2030" for c in hidden) else ""
