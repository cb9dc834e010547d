"""Bytes to text: marks and patterns first, then UTF-8, then what was declared, then a guess."""

import codecs
import re
from dataclasses import dataclass

from ingest.errors import Unreadable
from ingest.readers.damaged import by_lines, with_halves_joined, with_strays
from ingest.readers.encodings import COMMON_HANZI
from ingest.readers.sevenbit import of_utf7, seven_bit

__all__ = ["Decoded", "decode", "repaired", "wide_encoding"]

DAMAGE = 3
"""UTF-8 is damaged, not another encoding, when so many good sequences stand for each bad one."""
MARKUP_BYTES = 1 << 18
"""So much of a page is looked at for its encoding."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PRINTED = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_STRANGE = "\ufffd" + "".join(map(chr, range(0x80, 0xA0)))
_HIGH = bytes(range(0x80, 0x100))
_PLAIN_SIGNS = frozenset(".,;:!?'\"()-–—“”‘’«»、。「」（），：；！？/%&$€£@#*+=<>[]{}|_·…")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
_TEXT_BYTES = bytes(set(range(256)) - set(_CONTROLS))


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with how it was decoded.

    Attributes:
        text: the text.
        encoding: Python codec name.
        flags: what was noticed, e.g. "bad_bytes".
        sound: it is known to have no lone surrogate.
    """

    text: str
    encoding: str = "utf-8"
    flags: tuple[str, ...] = ()
    sound: bool = False


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
    >>> decode("It’s cafÃ© time".encode()).text
    'It’s café time'
    """
    if data[-1] == 0:
        data = _without_padding(data)
    if data[0] >= 0xEF or data[0] == 0:
        for mark, name in _MARKS:
            if data.startswith(mark):
                return _with_mark(data, name)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _wide(data) or _not_utf8(data, declared)
    if _MOJIBAKE_BYTES.search(data):
        return _mended(text)
    if (b"\x1b" in data and b"\x1b$" in data) or (b"~" in data and b"~{" in data):
        return _seven_bit(data) or Decoded(text)
    if b"+A" in data and (hidden := of_utf7(data)):
        return Decoded(hidden, "utf-7")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return _with_controls(data, text, controls) if controls else Decoded(text, sound=True)


def _without_padding(data: bytes) -> bytes:
    """Cut zeros that fill a block behind a text that has none in it."""
    text = data.rstrip(b"\0")
    return text if len(text) >= _SHORTEST and not text.translate(None, _TEXT_BYTES) else data


_SHORTEST = 32
"""So many bytes before the zeros are a text, and no head of something else."""


_LEADS = "ÂÃÄÅÐÑâãäåæçèé"
_FOLLOWERS = "".join(map(chr, range(0x80, 0xC0))) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(f"[{_LEADS}][{_FOLLOWERS}]")
"""UTF-8 that was read as an 8-bit encoding and written as UTF-8 again looks like this."""
_MOJIBAKE_BYTES = re.compile(
    b"\xc3[%s](?:%s)"
    % (
        bytes(letter.encode()[1] for letter in _LEADS),
        b"|".join(letter.encode() for letter in _FOLLOWERS),
    )
)
"""The same in bytes of UTF-8. All leads have one first byte, so most texts are soon through."""


def _mended(text: str) -> Decoded:
    mended = repaired(text)
    return Decoded(mended, "utf-8", () if mended == text else ("mojibake_repaired",))


def repaired(text: str) -> str:
    """Undo a wrong decoding line by line; HTML entities are left as they are."""
    if not _MOJIBAKE.search(text):
        return text
    import ftfy

    lines = text.split("\n")
    return "\n".join(ftfy.fix_encoding(line) if _MOJIBAKE.search(line) else line for line in lines)


def _with_controls(data: bytes, text: str, controls: int) -> Decoded:
    if found := _wide(data):
        return found
    if controls * 20 > len(data):
        raise _binary(data, controls)
    return Decoded(text, "utf-8", ("control_characters",))


def _wide(data: bytes) -> Decoded | None:
    name = wide_encoding(data)
    return _tolerant(data, name) if name else None


def wide_encoding(data: bytes) -> str:
    """Name UTF-16 or UTF-32 without a mark; else "".

    UTF-32 has zeros in every other pair of bytes. In UTF-16 a space is a zero beside a 0x20, and
    what comes out must be letters of few alphabets, or mostly common East Asian characters.

    >>> wide_encoding("No mark at all".encode("utf-16-be"))
    'utf-16-be'
    >>> wide_encoding("Без метки, и всё же".encode("utf-16-le"))
    'utf-16-le'
    """
    sample = data[: 4096 - 4096 % 4]
    if b"\0" not in sample:
        return ""
    plain = sample.translate(None, b"\0")
    printed = len(plain.translate(None, _PRINTED))
    if printed * 20 < len(plain) and len(plain) * 4 > 3 * len(sample):
        return ""
    quarter = max(len(sample) // 4, 1)
    zeros = [sample[at::4].count(0) / quarter for at in range(4)]
    if min(zeros[0], zeros[1]) > 0.9 and zeros[3] < 0.1:
        names: tuple[str, ...] = ("utf-32-be",)
    elif min(zeros[2], zeros[3]) > 0.9 and zeros[0] < 0.1:
        names = ("utf-32-le",)
    elif zeros[1] + zeros[3] > zeros[0] + zeros[2]:
        names = ("utf-16-le", "utf-16-be")
    else:
        names = ("utf-16-be", "utf-16-le")
    return next((name for name in names if _is_prose(sample, name)), "")


def _is_prose(sample: bytes, name: str) -> bool:
    text = sample.decode(name, "replace").removesuffix("\ufffd")
    sound = sum(c.isalnum() or c.isspace() or c in _PLAIN_SIGNS for c in text)
    spread = len({ord(c) >> 8 for c in text if not 0x2E80 <= ord(c) < 0xD800})
    asian = {c for c in text if "\u2e80" <= c < "\ud800"}
    few = len(asian) <= 0.6 * len(text) + 8 or len(asian & COMMON_HANZI) * 3 > len(asian)
    return sound > 0.9 * len(text) and spread <= 8 and few


def _with_mark(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name.removesuffix("-sig"))
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), name.removesuffix("-sig"), ("bad_bytes",))


def _not_utf8(data: bytes, declared: str) -> Decoded:
    if whole := with_halves_joined(data):
        return Decoded(whole, "utf-8", ("bad_bytes",))
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    good = len(mended) - bad - len(data.translate(None, _HIGH))
    if bad * DAMAGE <= good:
        return Decoded(by_lines(data) or with_strays(data), "utf-8", ("bad_bytes",))
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * 50 > len(data):
        raise _binary(data, controls)
    if good and (whole := by_lines(data)):
        return Decoded(whole, "utf-8", ("bad_bytes",))
    from ingest.readers.detect import detect

    found = _tolerant(data, detect(_without_markup(data), declared))
    strange = sum(map(found.text.count, _STRANGE))
    if strange * 10 > len(found.text):
        detail = f"read as {found.encoding}, {strange} of {len(found.text)} characters are none"
        raise Unreadable("undecodable", detail)
    return found


def _without_markup(data: bytes) -> bytes:
    """Drop tags, scripts and styles of a page: they are English, whatever the text is.

    No encoding has bytes of < and > within a character. What is no page stays as it is.
    """
    start = data[:MARKUP_BYTES]
    if b"</" not in start:
        return data
    kept, hidden = [], b""
    for piece in start.split(b"<"):
        tag, closed, text = piece.partition(b">")
        name = tag[:7].lower()
        if hidden:
            hidden = b"" if name.startswith(hidden) else hidden
        elif name.startswith((b"script", b"style")):
            hidden = b"/" + name[:5]
        if not hidden and closed:
            kept.append(text)
    found = b" ".join(kept)
    return data if found.isascii() else found


def _binary(data: bytes, controls: int) -> Unreadable:
    first = len(data) - len(data.lstrip(_TEXT_BYTES))
    detail = f"offset {first}: {controls} of {len(data)} bytes are control characters"
    return Unreadable("binary", detail)


def _tolerant(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), name, ("bad_bytes",))


def _seven_bit(data: bytes) -> Decoded | None:
    text, name = seven_bit(data)
    return Decoded(text, name) if name else None
