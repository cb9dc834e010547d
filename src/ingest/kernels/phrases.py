"""Which of a few given words and phrases a text holds, by the hashes of its words."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.words import Words, hash_word

__all__ = ["Phrases", "find_phrases", "phrases_of"]

Array = npt.NDArray[Any]


class Phrases(NamedTuple):
    """At most 64 phrases, each of at least one word.

    Attributes:
        hashes: uint64 [phrases, words], 0 behind the end of a phrase.
        beginnings: bool [65,536], whether a phrase begins with a hash that ends in these bits.
    """

    hashes: Array
    beginnings: Array


def phrases_of(texts: tuple[str, ...]) -> Phrases:
    """Lay out phrases in small letters, their words between spaces."""
    words = [text.split() for text in texts]
    hashes = np.zeros((len(words), max(map(len, words))), np.uint64)
    for row, own in zip(hashes, words, strict=True):
        row[: len(own)] = [hash_word(word) for word in own]
    beginnings = np.zeros(0x10000, np.bool_)
    beginnings[(hashes[:, 0] & np.uint64(0xFFFF)).astype(np.intp)] = True
    return Phrases(hashes, beginnings)


@kernel
def _begun(hashes: Array, at: int, phrases: Array) -> int:
    """Give the phrases that begin at a word, as bits."""
    found = 0
    for number in range(phrases.shape[0]):
        length = 0
        while length < phrases.shape[1] and phrases[number, length] != 0:
            if at + length >= hashes.size or hashes[at + length] != phrases[number, length]:
                length = -1
                break
            length += 1
        if length > 0:
            found |= 1 << number
    return found


@kernel
def _find(firsts: Array, hashes: Array, phrases: Any, found: Array) -> None:
    known, beginnings = phrases
    for row in range(found.size):
        own = hashes[firsts[row] : firsts[row + 1]]
        for at in range(own.size):
            if beginnings[own[at] & np.uint64(0xFFFF)]:
                found[row] |= _begun(own, at, known)


def find_phrases(words: Words, phrases: Phrases) -> Array:
    """Say for every text which phrases it holds, whatever their case.

    Returns:
        int64 [n]: bit k is set if phrase k stands there, word after word.
    """
    found = np.zeros(words.firsts.size - 1, np.int64)
    _find(words.firsts, words.hashes, phrases, found)
    return found
