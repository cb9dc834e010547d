"""UTF-8 that programs have damaged in known ways: halves of UTF-16, signs and lines of others."""

import codecs
import re
from collections import Counter
from contextlib import suppress
from functools import lru_cache

__all__ = ["STRAYS", "by_lines", "with_halves_joined", "with_strays"]


def with_halves_joined(data: bytes) -> str:
    r"""Decode UTF-8 in which some characters stand as the two halves that UTF-16 has for them.

    Returns:
        The text; "" if there are other bytes that are no UTF-8.

    >>> with_halves_joined(b"caf\xc3\xa9 \xed\xa0\xbd\xed\xb8\x80")
    'café 😀'
    """
    if b"\xed" in data:
        with suppress(UnicodeError):
            halves = data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
            return halves.decode("utf-16")
    return ""


def by_lines(data: bytes) -> str:
    r"""Decode a text of which some lines are UTF-8 and the others in one older encoding.

    Returns:
        The text; "" if the others look like anything else.

    >>> by_lines("Un café très âgé\n".encode() + "à côté de la forêt".encode("cp1252"))
    'Un café très âgé\nà côté de la forêt'
    """
    from ingest.readers.detect import detect

    lines = data.split(b"\n")
    others = {line for line in lines if not _is_utf8(line)}
    if any(_good_in(line) for line in others):
        return ""
    codec = detect(b"\n".join(sorted(others)))
    good = sum(_good_in(line) for line in lines if line not in others)
    if codec != "cp1252" and (codec not in _ALPHABETS or good < _SURE):
        return ""
    return "\n".join(line.decode(codec if line in others else "utf-8", "replace") for line in lines)


_ALPHABETS = frozenset(
    ["cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859-2", "koi8-r"]
)
"""Encodings of one byte a letter, in which lines beside UTF-8 are believed to be."""
_SURE = 8
"""So many letters of UTF-8 in the other lines are no chance."""
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _good_in(line: bytes) -> int:
    return 0 if line.isascii() else len(_SEQUENCE.findall(line))


def with_strays(data: bytes) -> str:
    r"""Decode UTF-8 in which single signs of cp1252 stand; U+FFFD is for what is none.

    >>> with_strays("Mañana dice “sí” a todo: ".encode() + b"it\x92s \x93done\x94, Ren\xe9")
    'Mañana dice “sí” a todo: it’s “done”, René'
    >>> with_strays("Mañana dice “sí”, ma".encode() + b"\xc3ana \xe2\x80.")
    'Mañana dice “sí”, ma�ana �.'
    """
    return data.decode("utf-8", STRAYS)


STRAYS = "ingest.strays"
"""Name of the handler for `bytes.decode` and streams, as `with_strays` says."""
_RUN = 3
_PRINTED = b"\x80\x82\x84\x85\x91\x92\x93\x94\x96\x97\xa0\xab\xbb"


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as one of cp1252, if it may be one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    first, last = start, start + 1
    while first > 0 and start - first < _RUN and data[first - 1] >= 0x80:
        first -= 1
    while last < len(data) and last - start < _RUN and data[last] >= 0x80:
        last += 1
    byte, run = data[start : start + 1], data[first:last]
    leads, is_western = _leads_in(data)
    is_sound = end - start == 1 and len(run) <= _RUN and not leads.intersection(run)
    is_lone = len(run) == 1 or any(sign >= 0xC0 for sign in run)
    if is_sound and is_lone and (byte in _PRINTED or (is_western and byte >= b"\xc0")):
        return byte.decode("cp1252"), start + 1
    return "\ufffd", end


@lru_cache(4)
def _leads_in(data: bytes) -> tuple[frozenset[int], bool]:
    """First bytes of the sequences in a text, and whether most are of Western letters."""
    counts = Counter(sequence[0] for sequence in _SEQUENCE.findall(data))
    western = sum(counts[lead] for lead in (0xC2, 0xC3, 0xC5, 0xE2))
    return frozenset(counts), western * 10 >= 9 * counts.total()


codecs.register_error(STRAYS, _stray)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
