"""Which legacy encoding a text is in: decode it with each, and see which result is a language.

A candidate's score is the log-probability of its text under the best-fitting of langdetect's 55
letter profiles (letter pairs, backed off to letters), or, for East Asian characters, under a
coarse frequency class. Decoding is one to one, so these totals compare across encodings.
"""

import math
import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from ingest.readers.encodings import CANDIDATES, COMMON_HANZI, PUNCTUATION
from ingest.readers.lettermodel import BACKOFF, letter_model

__all__ = ["detect", "score"]

SAMPLE_BYTES = 4096
DECLARED_BONUS = 12.0
"""What a declaration is worth, in nats: about one strange letter."""
_WITH_MARKS = ("cp1258",)
"""Encodings in which accents stand behind their letters."""
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII = bytes(range(0x80))
_SPACE = 0x20
_EAST_ASIA = 0x2E80
_BORDER = -6.0
"""Price of a Latin letter beside an East Asian character or a sign: how misread letters look."""
_ALONE = -12.0
"""Price of an East Asian character alone beside a Latin letter: "caf茅" is no word."""
_BESIDE = frozenset("\u00a0\u00ad“”‘’´«»–—…")
_LATIN = -6.0
"""Lowest price of a plain Latin letter: names and titles in them occur in all languages."""
_SIGN, _STRANGE = -14.0, -22.0
_HANGUL, _KANA, _HANZI_COMMON, _HANZI, _HANZI_RARE = -6.6, -4.4, -5.4, -8.4, -13.0


def detect(data: bytes, declared: str = "") -> str:
    """Name the encoding of a text that is not UTF-8.

    Args:
        data: the whole text.
        declared: what its format says, if it does; believed unless another fits clearly better.

    Returns:
        A Python codec name.

    >>> detect("Příliš žluťoučký kůň úpěl ďábelské ódy".encode("cp1250"))
    'cp1250'
    """
    sample = _sample(data)
    best, best_score = "cp1252", -math.inf
    for name, rarity, languages in CANDIDATES:
        bonus = DECLARED_BONUS if name == declared else 0.0
        text = sample.decode(name, "replace")
        if name in _WITH_MARKS:
            text = unicodedata.normalize("NFC", text)
        found = score(text, languages) - rarity + bonus
        if found > best_score:
            best, best_score = name, found
    return best


def _sample(data: bytes) -> bytes:
    """Cut out the words with high bytes, and the start, which tells the language."""
    if len(data) <= SAMPLE_BYTES:
        return data
    words, length = [], 0
    first = _HIGH.search(data)
    begin = max(0, first.start() - SAMPLE_BYTES) if first else 0
    for word in data[begin : begin + 64 * SAMPLE_BYTES].split():
        if not word.isascii():
            at = max(0, len(word) - len(word.lstrip(_ASCII)) - 64)
            words.append(word[at : at + SAMPLE_BYTES])
            length += len(words[-1]) + 1
            if length > SAMPLE_BYTES:
                break
    return b" ".join([*data[: SAMPLE_BYTES // 4].split()[:-1], *words])


def score(text: str, languages: tuple[str, ...]) -> float:
    """Log-probability of a text in the one of some languages that fits it best."""
    model = letter_model()
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    total, letters = _charge_symbols(points)
    keys, counts = np.unique(letters[:-1] << 21 | letters[1:], return_counts=True)
    second = keys & 0x1FFFFF
    rows = np.minimum(np.searchsorted(model.letters, second), len(model.letters) - 1)
    rows[model.letters[rows] != second] = len(model.letters)
    columns = [model.languages.index(name) for name in languages]
    logs = model.letter_logs[rows][:, columns] + math.log(BACKOFF)
    at = np.minimum(np.searchsorted(model.pairs, keys), len(model.pairs) - 1)
    known = model.pairs[at] == keys
    logs[known] = model.pair_logs[at[known]][:, columns]
    latin = (keys >> 21 < 0x80) & (second < 0x80)
    logs[latin] = np.maximum(logs[latin], _LATIN)
    logs[second == _SPACE] *= keys[second == _SPACE, None] >> 21 != _SPACE
    # A pair seen again says less than one seen first: a text may be full of one odd letter.
    return total + float(((np.log(counts) + 1) @ logs).max())


def _charge_symbols(points: npt.NDArray[np.int64]) -> tuple[float, npt.NDArray[np.int64]]:
    """Price everything but letters of alphabets, and put spaces for it."""
    total = 0.0
    letters = points.copy()
    alphabetic = ((points | 0x20) >= 0x61) & ((points | 0x20) <= 0x7A)
    odd = np.array([_is_odd(int(point)) for point in points], dtype=bool)
    borders = int(((odd[:-1] & alphabetic[1:]) | (alphabetic[:-1] & odd[1:])).sum())
    total += _BORDER * borders + _ALONE * _count_alone(points >= _EAST_ASIA, alphabetic)
    for point, count in zip(*np.unique(points, return_counts=True), strict=True):
        cost = _cost(int(point))
        if cost is not None:
            total += cost * (count if cost <= _HANZI_RARE else math.log(count) + 1)
            letters[points == point] = _SPACE
    return total, letters


def _count_alone(asian: npt.NDArray[np.bool_], alphabetic: npt.NDArray[np.bool_]) -> int:
    """Count East Asian characters with a Latin letter beside them, and none of theirs."""
    beside = np.zeros(len(asian), dtype=bool)
    latin = beside.copy()
    beside[1:] |= asian[:-1]
    beside[:-1] |= asian[1:]
    latin[1:] |= alphabetic[:-1]
    latin[:-1] |= alphabetic[1:]
    return int((asian & latin & ~beside).sum())


@cache
def _is_odd(point: int) -> bool:
    """Whether it is strange to see this beside a Latin letter."""
    if point < 0x80:
        return False
    character = chr(point)
    return point >= _EAST_ASIA or not (character in _BESIDE or character.isalpha())


@cache
def _cost(point: int) -> float | None:
    """Price of a symbol or East Asian character; None for a letter of an alphabet."""
    if point == 0xFFFD:
        return _STRANGE
    if point < 0x80:
        return (
            None
            if chr(point).isalpha()
            else (0.0 if point > 0x1F or point in {9, 10, 13} else -9.0)
        )
    character = chr(point)
    if point >= _EAST_ASIA:
        return _east_asian_cost(character)
    category = unicodedata.category(character)
    if category[0] in "LM":
        return None
    if category in {"Cc", "Co", "Cn", "Cs"}:
        return _STRANGE
    return -7.0 if character in PUNCTUATION else _SIGN


def _east_asian_cost(character: str) -> float:
    point = ord(character)
    if character in PUNCTUATION or 0x3041 <= point <= 0x30FE:
        return _KANA
    if 0xAC00 <= point <= 0xD7A3:
        return _HANGUL if _fits(character, "euc_kr") else _HANZI_RARE
    if 0x4E00 <= point <= 0x9FFF:
        if character in COMMON_HANZI:
            return _HANZI_COMMON
        return _HANZI if _is_level_one(character) else _HANZI_RARE
    if 0xFF01 <= point <= 0xFF5E:
        return -9.0
    return _HANZI_RARE if 0xFF61 <= point <= 0xFF9F else _STRANGE


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _is_level_one(character: str) -> bool:
    """Whether a character is in the first, common level of GB 2312, Big5 or JIS X 0208."""
    for encoding, last in (("gb2312", 0xD7), ("big5", 0xC6), ("euc_jp", 0xCF)):
        if _fits(character, encoding):
            code = character.encode(encoding)
            if len(code) == 2 and code[0] <= last:
                return True
    return False
