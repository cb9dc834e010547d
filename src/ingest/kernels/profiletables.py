"""langdetect's language profiles as arrays: how likely each 1–3-gram is in each language.

The knowledge is Shuyo Nakatani's (language-detection, Apache-2.0), as the installed langdetect
package carries it; nothing of it is copied here. An n-gram's weight in a language is
log(smoothing + frequency / n-grams of that length), the same sum that langdetect multiplies up.
"""

import json
import math
import os
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import langdetect
import numpy as np
import numpy.typing as npt
from langdetect.utils.ngram import NGram

from ingest.kernels.tablecache import Tables, cached

__all__ = [
    "HAN",
    "HANGUL",
    "KANA",
    "LATIN",
    "MAIL",
    "NON_LATIN",
    "SCALE",
    "UPPER",
    "URL",
    "WIDTH",
    "Profiles",
    "profiles",
]

SCALE = 1000.0
"""Weights are natural logarithms times this, rounded."""
SMOOTHING = 0.5 / 10_000
"""langdetect's alpha over its base frequency."""
WIDTH = 56
"""Columns of a row: the languages, then how many n-grams the row sums up."""

UPPER, LATIN, NON_LATIN, HAN, HANGUL, KANA, URL, MAIL = (1 << k for k in range(8))
"""What a code point is, as bits of `Profiles.kinds`."""

_LAYOUT = 1


class Profiles(NamedTuple):
    """Arrays of the kernel; all read-only.

    Attributes:
        languages: codes, sorted; column j of a row belongs to languages[j].
        plain: 65,536 × uint16, what langdetect makes of each code point of the first plane.
        lower: the same for the small letter of each code point.
        kinds: 65,536 × uint8, bits UPPER … MAIL.
        keys: open-addressed hash table of packed n-grams (1 + code, 17 bits each), 0 is free.
        slots: int32, row of each key.
        rows: int16 [n-grams, WIDTH], sums over an n-gram and its shorter endings.
    """

    languages: tuple[str, ...]
    plain: npt.NDArray[np.uint16]
    lower: npt.NDArray[np.uint16]
    kinds: npt.NDArray[np.uint8]
    keys: npt.NDArray[np.int64]
    slots: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int16]


@cache
def profiles() -> Profiles:
    """Open the arrays of the installed langdetect, building them if they are not kept yet."""
    files = sorted(_profile_files())
    listing = json.dumps([(path.name, path.stat().st_size) for path in files])
    mark = zlib.crc32(listing.encode("utf-8"))
    name = f"langprofiles-{version('langdetect')}-{mark:08x}-{_LAYOUT}"
    tables: Any = cached(name, _build)
    return Profiles(tuple(path.name for path in files), **tables)


def _profile_files() -> Iterator[Path]:
    folder = Path(os.path.dirname(langdetect.__file__)) / "profiles"
    return (path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")


def _build() -> Tables:
    weights = _weights()
    grams = sorted(weights)
    place = {gram: row for row, gram in enumerate(grams)}
    alone = np.stack([weights[gram] for gram in grams])
    rows = alone.copy()
    for row, gram in enumerate(grams):
        for start in range(1, len(gram)):
            ending = place.get(gram[start:])
            if ending is not None and gram[start:] != " ":
                rows[row] += alone[ending]
    keys, slots = _hashed(grams)
    plain, lower, kinds = _characters()
    return {
        "plain": plain,
        "lower": lower,
        "kinds": kinds,
        "keys": keys,
        "slots": slots,
        "rows": rows.astype(np.int16),
    }


def _weights() -> dict[str, npt.NDArray[np.int32]]:
    """Weight of every n-gram in every language; the last used column counts it as one."""
    files = sorted(_profile_files())
    floor = round(math.log(SMOOTHING) * SCALE)
    weights: dict[str, npt.NDArray[np.int32]] = {}
    for column, path in enumerate(files):
        profile = json.loads(path.read_text(encoding="utf-8"))
        for gram, frequency in profile["freq"].items():
            if gram not in weights:
                weights[gram] = np.full(WIDTH, floor, np.int32)
                weights[gram][len(files) :] = 1
            share = frequency / profile["n_words"][len(gram) - 1]
            weights[gram][column] = round(math.log(SMOOTHING + share) * SCALE)
    return weights


def _hashed(grams: list[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Put n-grams into a table at most half full, with linear probing."""
    size = 1 << (2 * len(grams) - 1).bit_length()
    keys = np.zeros(size, np.int64)
    slots = np.zeros(size, np.int32)
    for row, gram in enumerate(grams):
        key = 0
        for letter in gram:
            key = key << 17 | (ord(letter) + 1)
        at = ((key * 0x9E3779B97F4A7C15) & (2**64 - 1)) >> 40 & (size - 1)
        while keys[at]:
            at = (at + 1) & (size - 1)
        keys[at], slots[at] = key, row
    return keys, slots


def _characters() -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16], npt.NDArray[np.uint8]]:
    """Tabulate langdetect's normalising, and what its cleaning and our guards ask."""
    plain = np.zeros(0x10000, np.uint16)
    lower = np.zeros(0x10000, np.uint16)
    kinds = np.zeros(0x10000, np.uint8)
    for point in range(0x10000):
        letter = chr(point)
        small = letter.lower() if len(letter.lower()) == 1 else letter
        plain[point] = ord(NGram.normalize(letter))
        lower[point] = ord(NGram.normalize(small))
        kinds[point] = _kind(letter)
    return plain, lower, kinds


def _kind(letter: str) -> int:
    point = ord(letter)
    mail = letter.isascii() and (letter.isalnum() or letter in "-_.")
    return (
        UPPER * bool(NGram.normalize(letter).isupper())
        | LATIN * ("A" <= letter <= "z")
        | NON_LATIN * (point >= 0x300 and not 0x1E00 <= point <= 0x1EFF)
        | HAN * (0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF)
        | HANGUL * (0xAC00 <= point <= 0xD7A3)
        | KANA * (0x3041 <= point <= 0x30FE)
        | URL * (mail or (letter.isascii() and letter in "?&~;+=/#"))
        | MAIL * mail
    )
