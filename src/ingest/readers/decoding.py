"""Bytes to text: marks and patterns first, then UTF-8, then what was declared, then a guess."""

import codecs
from dataclasses import dataclass

from ingest.errors import Unreadable

__all__ = ["Decoded", "decode", "wide_encoding"]

BAD_BYTES_PER_MILLION = 2_000
"""UTF-8 with so few bad bytes is UTF-8 that was damaged, not another encoding."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with how it was decoded.

    Attributes:
        text: the text.
        encoding: Python codec name.
        flags: what was noticed, e.g. "bad_bytes".
    """

    text: str
    encoding: str = "utf-8"
    flags: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    r"""Decode the bytes of a text.

    UTF-8 that decodes is UTF-8, whatever anyone declares or a detector says; with a few bad bytes
    it is damaged UTF-8.

    Args:
        data: the bytes, at least one.
        declared: encoding that the format itself names, if it does.

    Raises:
        Unreadable: `binary` or `undecodable`.

    >>> decode(b"caf\xc3\xa9").text, decode("café".encode("utf-16")).encoding
    ('café', 'utf-16')
    """
    if data[0] >= 0xEF or data[0] == 0:
        for mark, name in _MARKS:
            if data.startswith(mark):
                return _with_mark(data, name)
    if b"\0" in data[:4096] and (name := wide_encoding(data)):
        return Decoded(data.decode(name, "replace"), name)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _not_utf8(data, declared)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if not controls:
        return Decoded(text)
    if controls * 20 > len(data):
        raise Unreadable("binary", f"{controls} of {len(data)} bytes are control characters")
    return Decoded(text, "utf-8", ("control_characters",))


def wide_encoding(data: bytes) -> str:
    """Name UTF-16 or UTF-32 without a mark, by where the zero bytes lie; else "".

    >>> wide_encoding("No mark at all".encode("utf-16-be"))
    'utf-16-be'
    """
    sample = data[: 4096 - 4096 % 4]
    quarter = max(len(sample) // 4, 1)
    zeros = [sample[at::4].count(0) / quarter for at in range(4)]
    if min(zeros[0], zeros[1]) > 0.9 and zeros[3] < 0.1:
        name = "utf-32-be"
    elif min(zeros[2], zeros[3]) > 0.9 and zeros[0] < 0.1:
        name = "utf-32-le"
    elif min(zeros[1], zeros[3]) > 0.3 > 10 * max(zeros[0], zeros[2]):
        name = "utf-16-le"
    elif min(zeros[0], zeros[2]) > 0.3 > 10 * max(zeros[1], zeros[3]):
        name = "utf-16-be"
    else:
        return ""
    text = sample.decode(name, "replace")
    strange = sum(not (c.isprintable() or c.isspace()) for c in text)
    return name if strange * 20 <= len(text) else ""


def _with_mark(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name.removesuffix("-sig"))
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), name.removesuffix("-sig"), ("bad_bytes",))


def _not_utf8(data: bytes, declared: str) -> Decoded:
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    if bad * 1_000_000 <= BAD_BYTES_PER_MILLION * len(data) or bad == 1:
        return Decoded(mended, "utf-8", ("bad_bytes",))
    return Decoded(data.decode("cp1252", "replace"), "cp1252")
