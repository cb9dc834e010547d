"""Quality rules of Gopher and C4, as flags: nothing is dropped for them.

Gopher: Rae et al. 2021, Scaling Language Models, section A1.1 and table A1.
C4: Raffel et al. 2020, Exploring the Limits of Transfer Learning, section 2.2.
Rules made for whole lines are turned into rules for the article, as their descriptions say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.describe.watched import POLICIES, STOP_WORDS, WATCHED

if TYPE_CHECKING:
    from ingest.describe.facts import Facts

__all__ = ["RULES", "Rule", "find_flags"]

Array = npt.NDArray[Any]

_UNSTOPPED = ("th",)


class Rule(NamedTuple):
    """A flag: its name starts with its source.

    Attributes:
        name: what stands in `quality_flags`.
        meaning: when it is set.
        breaks: gives bool [n], which bodies break the rule.
    """

    name: str
    meaning: str
    breaks: Callable[[Facts], Array]


def _per(part: Array, whole: Array) -> Array:
    return np.asarray(part / np.maximum(whole, 1))


def _word_count(facts: Facts) -> Array:
    words = facts.of_words("words")
    return np.asarray((words < 50) | (words > 100_000))


def _mean_word_length(facts: Facts) -> Array:
    words = facts.of_words("words")
    mean = _per(facts.of_words("length"), words)
    syllabic = np.array([code == "ko" for code in facts.languages.codes], np.bool_)
    alphabetic = (facts.of_words("characters") * 2 < words) & ~syllabic
    return np.asarray(alphabetic & ((mean < 3) | (mean > 10)))


def _symbols(facts: Facts) -> Array:
    return np.asarray(facts.of_lines("symbols") > 0.1 * facts.of_words("words"))


def _bullets(facts: Facts) -> Array:
    return np.asarray(facts.of_lines("bullets") > 0.9 * facts.of_lines("lines"))


def _ellipses(facts: Facts) -> Array:
    return np.asarray(facts.of_lines("ellipses") > 0.3 * facts.of_lines("lines"))


def _alphabetic(facts: Facts) -> Array:
    lettered = facts.of_words("alphabetic") + facts.of_words("characters")
    return np.asarray(lettered < 0.8 * facts.of_words("words"))


def _stop_words(facts: Facts) -> Array:
    """Count how many of the eight occur; only English texts are asked."""
    english = np.array([code == "en" for code in facts.languages.codes], np.bool_)
    seen = facts.phrases[:, None] >> np.arange(len(STOP_WORDS)) & 1
    return np.asarray(english & (seen.sum(axis=1) < 2))


def _repeated_lines(facts: Facts) -> Array:
    number = _per(facts.of_lines("repeated_lines"), facts.of_lines("lines"))
    length = _per(facts.of_lines("repeated_line_length"), facts.of_lines("length"))
    return np.asarray((number > 0.3) | (length > 0.2))


def _repeated_paragraphs(facts: Facts) -> Array:
    number = _per(facts.of_lines("repeated_paragraphs"), facts.of_lines("paragraphs"))
    length = _per(facts.of_lines("repeated_paragraph_length"), facts.of_lines("length"))
    return np.asarray((number > 0.3) | (length > 0.2))


def _top_phrase(facts: Facts) -> Array:
    return np.asarray((facts.repeated[:, :3] > np.array([0.2, 0.18, 0.16])).any(axis=1))


def _repeated_phrases(facts: Facts) -> Array:
    limits = np.array([0.15, 0.14, 0.13, 0.12, 0.11, 0.10])
    return np.asarray((facts.repeated[:, 3:] > limits).any(axis=1))


def _few_sentences(facts: Facts) -> Array:
    stopped = np.array([code not in _UNSTOPPED for code in facts.languages.codes], np.bool_)
    return np.asarray(stopped & (facts.sentences < 3))


def _unfinished(facts: Facts) -> Array:
    stopped = np.array([code not in _UNSTOPPED for code in facts.languages.codes], np.bool_)
    return np.asarray(stopped & (facts.of_lines("finished") * 2 < facts.of_lines("lines")))


def _braces(facts: Facts) -> Array:
    return np.asarray(facts.of_lines("braces") > 0)


def _holding(*phrases: str) -> Callable[[Facts], Array]:
    """Tell whether one of the phrases stands in a text."""
    bits = sum(1 << WATCHED.index(phrase) for phrase in phrases)
    return lambda facts: np.asarray(facts.phrases & bits != 0)


RULES = (
    Rule("gopher_word_count", "fewer than 50 or more than 100,000 words", _word_count),
    Rule("gopher_word_length", "mean word length outside 3 to 10 (alphabets)", _mean_word_length),
    Rule("gopher_symbols", "more than one # or ellipsis for ten words", _symbols),
    Rule("gopher_bullets", "over 90 % of lines start with a bullet", _bullets),
    Rule("gopher_ellipses", "over 30 % of lines end with an ellipsis", _ellipses),
    Rule("gopher_alphabetic", "under 80 % of words have a letter", _alphabetic),
    Rule("gopher_stop_words", "English with under 2 of 8 common words", _stop_words),
    Rule("gopher_repeated_lines", "over 30 % of lines or 20 % of their text", _repeated_lines),
    Rule("gopher_repeated_paragraphs", "likewise for paragraphs", _repeated_paragraphs),
    Rule("gopher_top_phrase", "20, 18, 16 % of text is one 2-, 3-, 4-gram", _top_phrase),
    Rule("gopher_repeated_phrases", "15 … 10 % in repeated 5- to 10-grams", _repeated_phrases),
    Rule("c4_few_sentences", "fewer than 3 sentences (not Thai)", _few_sentences),
    Rule("c4_unfinished_lines", "over half of lines end without a stop (not Thai)", _unfinished),
    Rule("c4_curly_bracket", "a curly bracket anywhere", _braces),
    Rule("c4_lorem_ipsum", "the words lorem ipsum", _holding("lorem ipsum")),
    Rule("c4_javascript", "the word javascript", _holding("javascript")),
    Rule("c4_policy", "words of a cookie notice or terms of use", _holding(*POLICIES)),
)


def find_flags(facts: Facts) -> list[list[str]]:
    """Name for every body the rules that it breaks, in the order of `RULES`."""
    broken = np.stack([rule.breaks(facts) for rule in RULES], axis=1)
    flags: list[list[str]] = [[] for _ in range(broken.shape[0])]
    for row, number in np.argwhere(broken).tolist():
        flags[row].append(RULES[number].name)
    return flags
