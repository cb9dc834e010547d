"""The paragraphs of many texts at one go."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.linebreaks import find_spans
from ingest.kernels.printedlines import END, START

__all__ = ["find_all_spans", "find_inner", "relate"]

Array = npt.NDArray[Any]


@kernel
def find_all_spans(points: Array, starts: Array, bits: Array) -> tuple[Array, Array]:
    """Find the paragraphs of texts that stand one behind the other.

    Args:
        points: code points of the texts.
        starts: int64 [k + 1], where each of them starts.
        bits: of the code points, as `glyphs` gives them.

    Returns:
        int32 [n, 4], as `find_spans` gives them, counted from the first text; int64 [k + 1], the
        first paragraph of each text.
    """
    spans, firsts = np.empty((points.size // 2 + len(starts), 4), np.int32), np.zeros_like(starts)
    for text in range(len(starts) - 1):
        own = find_spans(points[starts[text] : starts[text + 1]], bits)
        first, last = firsts[text], firsts[text] + len(own)
        spans[first:last] = own
        spans[first:last, START] += starts[text]
        spans[first:last, END] += starts[text]
        firsts[text + 1] = last
    return spans[: firsts[-1]], firsts


@kernel
def relate(spans: Array, firsts: Array, starts: Array) -> None:
    """Count the places of paragraphs from the start of their text."""
    for text in range(len(firsts) - 1):
        for row in range(firsts[text], firsts[text + 1]):
            spans[row, START] -= starts[text]
            spans[row, END] -= starts[text]


@kernel
def find_inner(firsts: Array, edge: int) -> Array:
    """Say which paragraphs are at neither end of their text, by so many: bool [n]."""
    inner = np.zeros(firsts[-1], np.bool_)
    for text in range(len(firsts) - 1):
        inner[firsts[text] + edge : max(firsts[text] + edge, firsts[text + 1] - edge)] = True
    return inner
