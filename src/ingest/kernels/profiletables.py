"""langdetect's language profiles as arrays: how likely each 1–3-gram is in each language.

The knowledge is Shuyo Nakatani's (language-detection, Apache-2.0), as the installed langdetect
package carries it; nothing of it is copied here. An n-gram's weight in a language is
log(smoothing + frequency / n-grams of that length), the same sum that langdetect multiplies up.
"""

import json
import math
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import langdetect
import numpy as np
import numpy.typing as npt
import regex
from langdetect.utils.ngram import NGram

from ingest.kernels.tablecache import Tables, cached

__all__ = [
    "KIND",
    "LATIN",
    "LETTER",
    "MAIL",
    "NON_LATIN",
    "SCALE",
    "SCRIPT",
    "SCRIPTS",
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

UPPER, LATIN, NON_LATIN, URL, MAIL = (1 << k for k in range(5))
"""What a code point is, as bits of `Profiles.kinds`."""

LETTER, KIND, SCRIPT = 0xFFF, 24, 27
"""A letter's number as a mask; where in `Profiles.letters` kind and script begin."""

SCRIPTS = (
    "Common", "Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Devanagari", "Bengali",
    "Gurmukhi", "Gujarati", "Tamil", "Telugu", "Kannada", "Malayalam", "Thai", "Han", "Kana",
    "Hangul", "Other",
)  # fmt: skip
"""What `Profiles.scripts` counts: no letter, a letter of a script with profiles, any other."""

_LAYOUT = 7


class Profiles(NamedTuple):
    """Arrays of the kernel; all read-only.

    Attributes:
        languages: codes, sorted; column j of a row belongs to languages[j].
        letters: uint32 [65,536], all that is asked of a code point at once, from the lowest bits:
            the number (12 bits) of the letter that langdetect makes of it, where 1 is white space
            and punctuation and 0 occurs in no n-gram; the same (12 bits) for its small letter;
            UPPER, LATIN, NON_LATIN (3 bits); its script's place in `SCRIPTS` (5 bits).
        kinds: uint8 [65,536], bits UPPER … MAIL.
        table: int64, hash table of 2- and 3-grams: letters (12 bits each), then the row (17 bits).
        single: int32, row of each letter alone, -1 for none.
        rows: int16 [n-grams, WIDTH], sums over an n-gram and its shorter endings.
        strange: bool [languages, letters], whether the language never uses the letter.
        expected: float64 [languages], mean weight of an n-gram in a text of the language.
    """

    languages: tuple[str, ...]
    letters: npt.NDArray[np.uint32]
    kinds: npt.NDArray[np.uint8]
    table: npt.NDArray[np.int64]
    single: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int16]
    strange: npt.NDArray[np.bool_]
    expected: npt.NDArray[np.float64]


@cache
def profiles() -> Profiles:
    """Open the arrays of the installed langdetect, building them if they are not kept yet."""
    files = _profile_files()
    listing = json.dumps([(path.name, path.stat().st_size) for path in files])
    mark = zlib.crc32(listing.encode("utf-8"))
    versions = f"{version('langdetect')}-{version('regex')}"
    tables: Any = cached(f"langprofiles-{versions}-{mark:08x}-{_LAYOUT}", _build)
    return Profiles(tuple(path.name for path in files), **tables)


def _profile_files() -> list[Path]:
    """List the profiles sorted; langdetect takes them in the order of the directory."""
    folder = Path(langdetect.__file__).parent / "profiles"
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")


def _build() -> Tables:
    weights = _weights()
    grams = sorted(weights)
    letters = {letter: k + 2 for k, letter in enumerate(sorted(set("".join(grams)) - {" "}))}
    letters[" "] = 1
    table, single = _hashed(grams, letters)
    kinds = np.array([_kind(chr(point)) for point in range(0x10000)], np.uint8)
    return {
        "letters": _packed(letters, kinds),
        "kinds": kinds,
        "table": table,
        "single": single,
        "rows": _rows(grams, weights),
        "strange": _strange(letters, weights),
        "expected": _expected(weights),
    }


def _weights() -> dict[str, npt.NDArray[np.int32]]:
    """Weight of every n-gram in every language; the last columns count it as one."""
    files = _profile_files()
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


def _rows(grams: list[str], weights: dict[str, npt.NDArray[np.int32]]) -> npt.NDArray[np.int16]:
    """Add to every n-gram what ends in it, so that one look-up serves up to three n-grams."""
    rows = np.stack([weights[gram] for gram in grams])
    for row, gram in enumerate(grams):
        for start in range(1, len(gram)):
            ending = gram[start:]
            if ending in weights and ending != " ":
                rows[row] += weights[ending]
    return rows.astype(np.int16)


def _strange(
    letters: dict[str, int], weights: dict[str, npt.NDArray[np.int32]]
) -> npt.NDArray[np.bool_]:
    """Mark the letters that make up less than 1 in 50,000 of a language; letter 0 is strange."""
    rare = round(math.log(SMOOTHING + 2e-5) * SCALE)
    strange = np.ones((len(letters) + 2, WIDTH), np.bool_)
    strange[1] = False
    for letter, number in letters.items():
        if letter in weights:
            strange[number] = weights[letter] < rare
    return np.ascontiguousarray(strange.T)


def _expected(weights: dict[str, npt.NDArray[np.int32]]) -> npt.NDArray[np.float64]:
    """Average the negative entropy of each profile over its 1-, 2- and 3-grams."""
    grams = list(weights)
    logs = np.stack([weights[gram] for gram in grams]) / SCALE
    shares = np.maximum(np.exp(logs) - SMOOTHING, 0)
    lengths = np.array([len(gram) for gram in grams])
    means = []
    for length in (1, 2, 3):
        own = lengths == length
        means.append((shares[own] * logs[own]).sum(axis=0) / shares[own].sum(axis=0))
    return np.asarray(np.mean(means, axis=0))


def _hashed(
    grams: list[str], letters: dict[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Put the n-grams into a table of 2^18 places (a third full) with linear probing."""
    table = np.zeros(1 << 18, np.int64)
    single = np.full(len(letters) + 2, -1, np.int32)
    for row, gram in enumerate(grams):
        if len(gram) == 1:
            single[letters[gram]] = row
            continue
        key = 0
        for letter in gram:
            key = key << 12 | letters[letter]
        at = ((key * 0x9E3779B97F4A7C15) & (2**64 - 1)) >> 46
        while table[at]:
            at = (at + 1) & 0x3FFFF
        table[at] = key << 17 | row
    return table, single


def _numbers(letters: dict[str, int]) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    """Number each code point by what langdetect's normalising makes of it and its small letter."""
    plain = np.zeros(0x10000, np.uint16)
    for point in range(0x10000):
        plain[point] = letters.get(NGram.normalize(chr(point)), 0)
    small = [chr(point).lower() for point in range(0x10000)]
    lower = plain[[ord(text) if len(text) == 1 else k for k, text in enumerate(small)]]
    return plain, lower


def _packed(letters: dict[str, int], kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """Pack the numbers, kind and script of every code point into 32 bits."""
    plain, lower = _numbers(letters)
    cases = kinds & (UPPER | LATIN | NON_LATIN)
    parts = ((plain, 0), (lower, 12), (cases, KIND), (_scripts(), SCRIPT))
    packed = np.zeros(0x10000, np.uint32)
    for values, shift in parts:
        packed |= values.astype(np.uint32) << np.uint32(shift)
    return packed


def _kind(letter: str) -> int:
    point = ord(letter)
    mail = letter.isascii() and (letter.isalnum() or letter in "-_.")
    return (
        UPPER * bool(NGram.normalize(letter).isupper())
        | LATIN * ("A" <= letter <= "z")
        | NON_LATIN * (point >= 0x300 and not 0x1E00 <= point <= 0x1EFF)
        | URL * (mail or (letter.isascii() and letter in "?&~;+=/#"))
        | MAIL * mail
    )


def _scripts() -> npt.NDArray[np.uint8]:
    scripts = np.zeros(0x10000, np.uint8)
    kana = r"(?=[\p{L}\p{M}])[\p{Hiragana}\p{Katakana}]"
    plane = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000)]))
    for number, name in reversed(list(enumerate(SCRIPTS))):
        rule = {"Common": None, "Other": r"[\p{L}\p{M}]", "Kana": kana}
        pattern = rule.get(name, rf"(?=[\p{{L}}\p{{M}}])\p{{Script={name}}}")
        if pattern is not None:
            scripts[[ord(letter) for letter in regex.findall(pattern, plane)]] = number
    return scripts
