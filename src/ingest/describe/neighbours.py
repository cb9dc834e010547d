"""Languages told by their commonest words: from close relatives, and where no profile fits.

By its n-grams Malay is Indonesian, Galician is Portuguese, Serbian is Croatian or Macedonian, and a
headline in Danish may be Norwegian. A few words that only one of them writes tell them apart. They
stand in `neighbours.toml`.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.describe.langrules import LIMITS
from ingest.describe.language import UNDETERMINED, Evidence, Languages
from ingest.kernels.phrases import Phrases, find_phrases, phrases_of
from ingest.kernels.profiletables import SCRIPTS, profiles
from ingest.kernels.words import Words

__all__ = ["languages_by_words", "tell_neighbours"]

Array = npt.NDArray[Any]

_READ = 500
"""Words of a text that are looked at."""
_AT_ONCE = 64
"""Words that `find_phrases` looks for at once."""
_BRIEF = 40
"""Words of a headline or a sentence, in which one word may tell a language without a profile."""
_PER_WORD = 40
"""In doubt, a neighbour needs one word more for so many words of the text, and one anyway."""
_CERTAIN = 3
"""Words that it needs at least where the n-grams are in no doubt."""
_OUTWEIGHS = 3
"""It needs so many times as many words as the language by n-grams."""
_DOUBTFUL = 0.9
"""Confidence below which the n-grams are in doubt."""
_STRANGERS = "strangers"
"""The family of languages that are no neighbours: for texts that fit no profile."""
_STRANGE, _STRANGER, _SPARSE = 6, 3, 6
"""Different words that tell one of them at least, and by how many more than any other; in brief
texts one in so many words is enough."""
_EACH = 0.45
"""What is left of doubt after each word."""


class _Family(NamedTuple):
    """Languages that are told from each other.

    Attributes:
        taken_for: codes by n-grams whose texts are looked at.
        codes: the languages.
        listed: float32 [words, languages], 1 where the language writes the word.
        phrases: the words, as `find_phrases` takes them.
    """

    taken_for: frozenset[str]
    codes: tuple[str, ...]
    listed: Array
    phrases: tuple[Phrases, ...]


@cache
def _families() -> dict[str, _Family]:
    text = files("ingest.describe").joinpath("neighbours.toml").read_text("utf-8")
    return {name: _family(table) for name, table in tomllib.loads(text).items()}


def _family(table: dict[str, Any]) -> _Family:
    lists = {code: set(words.split()) for code, words in table.items() if code != "taken_for"}
    words = sorted(set().union(*lists.values()))
    listed = np.array([[word in own for own in lists.values()] for word in words], np.float32)
    phrases = (phrases_of(tuple(words[k : k + _AT_ONCE])) for k in range(0, len(words), _AT_ONCE))
    return _Family(frozenset(table["taken_for"]), tuple(lists), listed, tuple(phrases))


def languages_by_words() -> frozenset[str]:
    """Name the languages that words may tell.

    >>> sorted(languages_by_words() & {"fr", "gl", "ms"})
    ['gl', 'ms']
    """
    return frozenset(code for family in _families().values() for code in family.codes)


def tell_neighbours(found: Languages, evidence: Evidence, words: Words) -> Languages:
    """Let words decide between close languages, and name some that have no profile.

    Args:
        found: what n-grams and letters say about n texts.
        evidence: of the n-grams.
        words: of the same texts.
    """
    codes, flags = np.array(found.codes, object), np.array(found.flags, object)
    confidences = found.confidences.astype(np.float64)
    for name, family in _families().items():
        rows = _rows_of(name, family, codes, flags, evidence)
        if not rows.size:
            continue
        held = _hold(words, rows, family)
        if name == _STRANGERS:
            places, lead = _strangest(held, np.diff(words.firsts)[rows])
        else:
            needed = _needed(family, words, rows, (confidences[rows], flags[rows]))
            places, lead = _nearest(held, codes[rows], family, needed)
        told = np.flatnonzero(places >= 0)
        own, names = rows[told], np.array(family.codes, object)[places[told]]
        kept = np.where(codes[own] == names, confidences[own], 0.0)
        fits = np.isin(names, profiles().languages) & (confidences[own] <= LIMITS.unlike)
        sure = np.where(fits, LIMITS.unlike, 1 - _EACH ** (lead[told] + 1))
        codes[own], confidences[own] = names, np.maximum(kept, sure)
        sound = own[(confidences[own] >= LIMITS.unsure) & (flags[own] == "unsure")]
        flags[sound] = ""
    return Languages(codes.tolist(), confidences.astype(np.float32), flags.tolist())


def _rows_of(name: str, family: _Family, codes: Array, flags: Array, evidence: Evidence) -> Array:
    """Choose the texts that may be in one of a family's languages."""
    if name == _STRANGERS:
        doubtful = (codes == UNDETERMINED) | (flags == "unsure")
        return np.flatnonzero(doubtful & (evidence.scripts == SCRIPTS.index("Latin")))
    return np.flatnonzero(np.isin(codes, [*family.taken_for]))


def _needed(family: _Family, words: Words, rows: Array, found: tuple[Array, Array]) -> Array:
    """Say how many words each neighbour needs: int64 [rows, languages].

    Args:
        family: the neighbours.
        words: of all texts.
        rows: the texts to say it of.
        found: confidences and flags of these.
    """
    confidences, flags = found
    counts = np.diff(words.firsts)[rows]
    some = 1 + np.minimum(counts, _READ) // _PER_WORD
    doubt = (confidences < _DOUBTFUL) | (flags != "")
    known = np.where(doubt, some, np.maximum(some, _CERTAIN))
    unknown = np.where(flags == "unsure", some, np.where(counts < _BRIEF, 1, 2))
    profiled = np.isin(family.codes, profiles().languages)
    return np.where(profiled, known[:, None], unknown[:, None])


def _hold(words: Words, rows: Array, family: _Family) -> Array:
    """Say which of a family's words some texts hold: float32 [rows, words], for quick products."""
    firsts = words.firsts[rows]
    lasts = np.minimum(words.firsts[rows + 1], firsts + _READ)
    hashes = [words.hashes[first:last] for first, last in zip(firsts, lasts, strict=True)]
    begins = np.concatenate([[0], np.cumsum(lasts - firsts)])
    own = words._replace(firsts=begins, hashes=np.concatenate(hashes))
    bits = np.stack([find_phrases(own, phrases) for phrases in family.phrases], axis=1)
    held = np.unpackbits(bits.astype("<i8").view(np.uint8), axis=1, bitorder="little")
    return held[:, : family.listed.shape[0]].astype(np.float32)


def _nearest(held: Array, codes: Array, family: _Family, needed: Array) -> tuple[Array, Array]:
    """Choose the neighbour whose words outweigh those of the language by n-grams.

    Returns:
        int64 [rows], the place of a code, -1 where words tell nothing; and by how many words.
    """
    listed = family.listed
    alone = [held @ (listed[:, [k]] * (1 - listed)) for k in range(len(family.codes))]
    only = np.stack(alone, axis=1).astype(np.int64)
    margins = only - only.transpose(0, 2, 1)
    each = np.arange(len(family.codes))
    margins[:, each, each] = np.iinfo(np.int64).max
    best = margins.min(axis=2).argmax(axis=1)
    rows = np.arange(codes.size)
    own = np.array([family.codes.index(code) if code in family.codes else -1 for code in codes])
    least = margins[rows, best].min(axis=1)
    strangers = own < 0
    lead = np.where(strangers | (own == best), least, margins[rows, best, own])
    outweighs = strangers | (only[rows, best, own] >= _OUTWEIGHS * only[rows, own, best])
    outweighs |= own == best
    clear = (lead >= needed[rows, best]) & outweighs
    return np.where(clear, best, -1), np.maximum(lead, 0)


def _strangest(held: Array, lengths: Array) -> tuple[Array, Array]:
    """Choose the language of which a text without a profile holds the most words."""
    counts = (held @ _families()[_STRANGERS].listed).astype(np.int64)
    ordered = np.sort(counts, axis=1)
    lead = ordered[:, -1] - ordered[:, -2]
    least = np.clip(lengths // _SPARSE, _STRANGER, _STRANGE)
    clear = (ordered[:, -1] >= least) & (lead >= _STRANGER)
    return np.where(clear, counts.argmax(axis=1), -1), lead
