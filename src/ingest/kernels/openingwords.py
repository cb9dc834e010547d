"""Paragraphs that begin as a sentence does: with words none of which belongs to a dateline."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import ALPHA, LOWER, NUMBER, SPACE, WIDE, points_of
from ingest.kernels.prefixes import FIRST_HASH, grow
from ingest.kernels.printedlines import END, START

__all__ = ["find_sentences", "hash_words"]

Array = npt.NDArray[Any]

_BAR = ord("|")
_OPENERS = tuple(map(ord, "(（【［[〔"))
_STOPS = tuple(map(ord, ",.:।，、"))


@kernel
def _hash(points: Array) -> Any:
    value = FIRST_HASH
    for point in points:
        value = grow(value, point)
    return value


def hash_words(words: Iterable[str]) -> npt.NDArray[np.uint64]:
    """The hashes of words, sorted: what `find_sentences` looks up."""
    return np.sort(np.array([_hash(points_of(word)) for word in words], np.uint64))


@kernel
def _is_among(value: Any, hashes: Array) -> bool:
    at = np.searchsorted(hashes, value)
    return at < hashes.size and bool(hashes[at] == value)


@kernel
def _may_name_place(head: Array, longest: int) -> bool:
    """Whether a stop, or the end, comes so soon that the name of a place may be before it."""
    for at in range(min(head.size, longest + 2)):
        if head[at] in _STOPS:
            return True
    return head.size <= longest + 1


@kernel
def _begins_with_word(head: Array, bits: Array, hashes: Array) -> bool:
    """Whether a word in small letters that is not among some comes before any sign."""
    start = 0
    while start < head.size:
        while start < head.size and bits[head[start]] & SPACE:
            start += 1
        end, letters = start, ALPHA
        while end < head.size and not bits[head[end]] & SPACE:
            if not bits[head[end]] & NUMBER:
                return False
            letters &= bits[head[end]]
            end += 1
        small = end > start + 1 and letters != 0 and bits[head[start]] & LOWER != 0
        if small and not _is_among(_hash(head[start:end]), hashes):
            return True
        start = end
    return False


@kernel
def _begins_with(head: Array, bits: Array, hashes: Array) -> bool:
    """Whether the first word is among some."""
    end = 0
    while end < head.size and bits[head[end]] & NUMBER:
        end += 1
    return _is_among(_hash(head[:end]), hashes)


@kernel
def find_sentences(
    points: Array,
    spans: Array,
    texts: tuple[Array, Array],
    bits: Array,
    told: tuple[Array, Array, Any],
) -> Array:
    """Say of which paragraphs the first words tell that no dateline is before them: bool [n].

    Args:
        points: code points of texts, one behind the other.
        spans: int32 [n, 4], their paragraphs, counted from the start of each text.
        texts: int64 [k + 1] twice: the first paragraph of each text, and where it starts.
        bits: of the code points, as `glyphs` gives them.
        told: hashes of the words that datelines hold, and of the first words of places that stand
            alone; characters of the longest name of such a place, and of the part of a paragraph in
            which a dateline is looked for.
    """
    firsts, starts = texts
    hashes, places, (longest, reach) = told
    found = np.zeros(len(spans), np.bool_)
    for text in range(len(firsts) - 1):
        for row in range(firsts[text], firsts[text + 1]):
            start = starts[text] + spans[row, START]
            head = points[start : min(starts[text] + spans[row, END], start + reach)]
            if head[0] in _OPENERS or bits[head[0]] & WIDE:
                continue
            if _may_name_place(head, longest) and _begins_with(head, bits, places):
                continue
            barred = False
            for point in head:
                barred |= point == _BAR
            found[row] = not barred and _begins_with_word(head, bits, hashes)
    return found
