"""Take URLs and mail addresses out of a text, as langdetect does: their letters are no language."""

from typing import Any

import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.profiletables import MAIL, URL

__all__ = ["blank_addresses"]

Array = npt.NDArray[Any]

_COLON, _SLASH, _AT, _H, _P, _S, _T = (ord(letter) for letter in ":/@hpst")


@kernel
def _is(kinds: Array, point: int, bit: int) -> bool:
    return point < 0x10000 and kinds[point] & bit != 0


@kernel
def _blank_url(text: Array, length: int, at: int, kinds: Array) -> int:
    """Write spaces over the URL whose colon is here; return where to go on."""
    if at + 2 >= length or text[at + 1] != _SLASH or text[at + 2] != _SLASH:
        return at + 1
    start = at - 5 if text[at - 1] == _S else at - 4
    if start < 0 or text[start] != _H or text[start + 1] != _T or text[start + 3] != _P:
        return at + 1
    end = at + 3
    while end < length and _is(kinds, text[end], URL):
        end += 1
    text[start:end] = 32
    return end


@kernel
def _blank_mail(text: Array, length: int, at: int, kinds: Array) -> int:
    """Write spaces over the mail address whose @ is here; return where to go on."""
    start = at
    while start > 0 and at - start < 64 and _is(kinds, text[start - 1], MAIL):
        start -= 1
    end = at + 1
    while end < length and end - at < 511 and _is(kinds, text[end], MAIL):
        end += 1
    if start == at or end < at + 3:
        return at + 1
    text[start:end] = 32
    return end


@kernel
def blank_addresses(text: Array, length: int, kinds: Array) -> None:
    """Write spaces over every address, in time linear in the length.

    Args:
        text: code points; changed.
        length: how many of them are the text.
        kinds: `Profiles.kinds`.
    """
    at = 0
    while at < length:
        if text[at] == _COLON:
            at = _blank_url(text, length, at, kinds)
        elif text[at] == _AT:
            at = _blank_mail(text, length, at, kinds)
        else:
            at += 1
