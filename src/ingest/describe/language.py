"""Which language a body is in, how sure that is, and what to be careful about."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.describe.langrules import (
    FIT_OFFSETS,
    HABITS,
    KIN,
    LIMITS,
    UNBOUNDED_SCRIPTS,
    scripts_of,
)
from ingest.kernels.codepoints import Points
from ingest.kernels.langprofiles import Scores
from ingest.kernels.profiletables import SCALE, SCRIPTS, profiles
from ingest.kernels.strangers import count_strangers

__all__ = ["UNDETERMINED", "Evidence", "Languages", "judge", "soften", "weigh"]

UNDETERMINED = "und"

Array = npt.NDArray[Any]

_HAN, _KANA, _HANGUL, _LATIN = map(SCRIPTS.index, ("Han", "Kana", "Hangul", "Latin"))


class Languages(NamedTuple):
    """One value for each text.

    Attributes:
        codes: langdetect's code, or `und`.
        confidences: float32, 0 to 1.
        flags: "", "short", "mixed", "unsure".
    """

    codes: list[str]
    confidences: npt.NDArray[np.float32]
    flags: list[str]


class Evidence(NamedTuple):
    """What the profiles say about n texts, before anything is decided.

    Attributes:
        weights: float64 [n, languages], log-likelihoods; -inf where the script forbids it.
        grams: int64 [n], n-grams summed up.
        scripts: int64 [n], the dominant script, as its place in `SCRIPTS`; 0 without letters.
        letters: int64 [n], letters of that script.
        foreign_letters: int64 [n], letters of all others.
        variety: float64 [n], share of different n-grams in a window.
        others: float64 [n], share of what is in another script, which Latin letters are not, for
            names and code bring them along.
    """

    weights: Array
    grams: Array
    scripts: Array
    letters: Array
    foreign_letters: Array
    variety: Array
    others: Array


def weigh(scores: Scores) -> Evidence:
    """Sum up the windows and let the dominant script forbid what is not written in it."""
    table = profiles()
    count = len(table.languages)
    sums = np.add.reduceat(scores.windows, scores.firsts[:-1], axis=0, dtype=np.int64)
    letters = scores.scripts.astype(np.float64)
    letters[:, 0] = 0
    letters[:, _LATIN] *= LIMITS.latin_weight
    letters[:, _HAN] += letters[:, _KANA]
    letters[:, _KANA] = 0
    letters[:, [_HAN, _HANGUL]] *= LIMITS.han_weight
    dominant = letters.argmax(axis=1)
    weights = sums[:, :count] / SCALE
    weights[~_written()[dominant]] = -np.inf
    kana = scores.scripts[:, _KANA] >= LIMITS.kana * scores.scripts[:, [_HAN, _KANA]].sum(axis=1)
    weights[np.ix_((dominant == _HAN) & kana, _places("zh-cn", "zh-tw"))] = -np.inf
    own = np.take_along_axis(scores.scripts, dominant[:, None], axis=1)[:, 0]
    known = np.isfinite(weights).any(axis=1) & (dominant > 0)
    foreign = scores.scripts[:, 1:].sum(axis=1) - own
    variety = scores.variety[:, 1] / np.maximum(scores.variety[:, 0], 1)
    grams = np.where(known, sums[:, count], 0)
    whole = letters.sum(axis=1)
    most = np.take_along_axis(letters, dominant[:, None], axis=1)[:, 0]
    latin = np.where(dominant == _LATIN, 0, letters[:, _LATIN])
    others = (whole - most - latin) / np.maximum(whole, 1)
    return Evidence(weights, grams, dominant, own, foreign, variety, others)


def _places(*codes: str) -> Array:
    """Columns of some languages."""
    return np.array([profiles().languages.index(code) for code in codes])


@cache
def _written() -> Array:
    """Tell for every script and language whether one writes the other."""
    return np.array(
        [[script in scripts_of(code) for code in profiles().languages] for script in SCRIPTS]
    )


@cache
def _kin() -> Array:
    """Tell for every two languages whether they are too alike for a window to separate."""
    codes = profiles().languages
    alike = np.eye(len(codes), dtype=np.bool_)
    for family in KIN:
        places = [codes.index(code) for code in family.split()]
        alike[np.ix_(places, places)] = True
    return alike


def soften(evidence: Evidence) -> Array:
    """Turn weights into probabilities: the n-grams of a text are far from independent."""
    best = evidence.weights.max(axis=1, keepdims=True)
    differences = evidence.weights - np.where(np.isfinite(best), best, 0)
    differences[~np.isfinite(best[:, 0])] = 0
    tempered = LIMITS.sharpness * differences / np.sqrt(evidence.grams + LIMITS.ballast)[:, None]
    shares = np.exp(tempered)
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def judge(points: Points, scores: Scores, evidence: Evidence, shares: Array) -> Languages:
    """Decide: code, confidence and flag of every text.

    Args:
        points: the texts, for a second look at their letters.
        scores: the windows.
        evidence: the same, summed up.
        shares: float64 [n, languages], probabilities.
    """
    codes = profiles().languages
    winners = shares.argmax(axis=1)
    confidences = shares[np.arange(winners.size), winners]
    chinese = _places("zh-cn", "zh-tw")
    in_chinese = np.isin(winners, chinese)
    confidences = np.where(in_chinese, shares[:, chinese].sum(axis=1), confidences)
    misfit = _misfits(evidence, winners)
    mixed = _foreign_shares(scores, winners) >= LIMITS.mixed
    mixed |= (evidence.others >= LIMITS.mixed_scripts) & (evidence.grams > 0)
    known = (evidence.grams > 0) & ((misfit < LIMITS.no_fit) | mixed)
    known &= ~_repeats(evidence, LIMITS.monotony)
    unlike = (misfit > LIMITS.poor_fit) | (_strange_shares(points, evidence, winners) > 0)
    unlike |= _repeats(evidence, LIMITS.variety)
    confidences = np.where(unlike, np.minimum(confidences, LIMITS.unlike), confidences)
    unsure = (confidences < LIMITS.unsure) | ~known
    flags = np.select(
        [
            evidence.grams < LIMITS.short,
            mixed,
            unsure,
        ],
        ["short", "mixed", "unsure"],
        "",
    )
    found = np.where(known, np.array(codes)[winners], UNDETERMINED)
    return Languages(
        found.tolist(), np.where(known, confidences, 0).astype(np.float32), flags.tolist()
    )


def _misfits(evidence: Evidence, winners: Array) -> Array:
    """How much less an n-gram weighs than in a usual text of the language, beyond chance."""
    table = profiles()
    offsets = np.array([FIT_OFFSETS.get(code, 0.0) for code in table.languages])
    usual = (table.expected[: offsets.size] + offsets)[winners]
    grams = np.maximum(evidence.grams, 1)
    own = evidence.weights[np.arange(winners.size), winners]
    gaps = np.where(np.isfinite(own), usual - own / grams, 0.0)
    misfits = gaps - LIMITS.slack / np.sqrt(grams)
    misfits[evidence.foreign_letters > LIMITS.mixed * evidence.letters] = 0.0
    return np.where(_unbounded(evidence), 0.0, misfits)


def _unbounded(evidence: Evidence) -> Array:
    """Tell the texts in scripts of so many letters that fit and variety say nothing."""
    places = [SCRIPTS.index(name) for name in sorted(UNBOUNDED_SCRIPTS)]
    return np.isin(evidence.scripts, places)


def _repeats(evidence: Evidence, limit: float) -> Array:
    """Tell the texts that say the same few n-grams over and over: they fit whatever they fit."""
    enough = evidence.grams > LIMITS.short
    return np.asarray(enough & (evidence.variety < limit) & ~_unbounded(evidence))


def _strange_shares(points: Points, evidence: Evidence, winners: Array) -> Array:
    """Share of letters that the language never uses, above what foreign names bring along."""
    usual = np.array([HABITS.get(name, -1.0) for name in SCRIPTS])[evidence.scripts]
    columns = np.where((usual >= 0) & (evidence.grams > 0), winners, -1)
    counts = count_strangers(points, profiles(), columns, evidence.scripts)
    letters = np.maximum(evidence.letters, 1)
    allowed = usual + 1 / np.sqrt(letters) / 2
    return np.where(columns >= 0, counts / letters - allowed, 0.0)


def _foreign_shares(scores: Scores, winners: Array) -> Array:
    """Share of each text's n-grams in windows that clearly are in an unrelated language."""
    count = len(profiles().languages)
    rows = np.repeat(np.arange(winners.size), np.diff(scores.firsts))
    mains = winners[rows]
    weights = scores.windows[:, :count]
    grams = scores.windows[:, count]
    tops = weights.argmax(axis=1)
    places = np.arange(rows.size)
    lead = (weights[places, tops] - weights[places, mains]) / SCALE
    foreign = (lead > LIMITS.foreign * np.sqrt(grams)) & ~_kin()[tops, mains]
    whole = np.bincount(rows, grams, winners.size)
    return np.bincount(rows, grams * foreign, winners.size) / np.maximum(whole, 1)
