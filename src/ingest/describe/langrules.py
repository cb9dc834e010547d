"""What is known about the 55 languages besides their profiles: scripts, kinship, thresholds.

The thresholds were set on openly licensed sentences (Leipzig Corpora through lingua, Universal
Dependencies) and the Universal Declaration of Human Rights; `benchmarks/language.py` measures them.
"""

from typing import NamedTuple

__all__ = ["FIT_OFFSETS", "HABITS", "KIN", "LIMITS", "UNBOUNDED_SCRIPTS"]
__all__ += ["scripts_of"]

_SCRIPTS = {
    "Arabic": "ar fa ur",
    "Bengali": "bn",
    "Cyrillic": "bg mk ru uk",
    "Devanagari": "hi mr ne",
    "Greek": "el",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Han": "ja zh-cn zh-tw",
    "Hangul": "ko",
    "Hebrew": "he",
    "Kana": "ja",
    "Kannada": "kn",
    "Malayalam": "ml",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
}

KIN = (
    "da no sv",
    "cs sk",
    "bg hr mk sl",
    "ca es pt",
    "bg mk ru uk",
    "hi mr ne",
    "af nl",
    "ja ko zh-cn zh-tw",
    "ar fa ur",
    "et fi",
)
"""Languages too alike for 300 characters of one in the other to be told from a quirk."""

FIT_OFFSETS = {
    "gu": -0.4,
    "sw": -0.35,
    "ko": -0.2,
    "nl": -0.15,
    "pt": -0.15,
    "sk": -0.15,
    "bn": 0.2,
    "el": 0.15,
    "he": 0.15,
    "te": 0.15,
    "th": 0.2,
}
"""How much better or worse than its profile says an n-gram of the language usually weighs."""

UNBOUNDED_SCRIPTS = frozenset({"Han", "Kana", "Hangul"})
"""Scripts of so many letters that the profiles know only the frequent ones: no fit is judged."""

HABITS = {"Latin": 0.012, "Cyrillic": 0.012, "Arabic": 0.03, "Hebrew": 0.03}
"""Above this share of letters that a language never uses, the text is not quite in it."""


class _Limits(NamedTuple):
    """Thresholds of `ingest.describe.language`.

    Attributes:
        sharpness: factor of the weights' differences over the root of their number, in softmax.
        ballast: added to that number, since a word or two prove little.
        short: fewer n-grams than this (about 20 letters) are too little to be sure.
        unsure: below this confidence the language is flagged.
        unlike: no text that is not quite like its language is more certain than this.
        poor_fit: an n-gram weighs so much less than it should (natural logarithm): flagged.
        no_fit: and so much less: undetermined.
        slack: added to both, over the root of the number of n-grams.
        variety: share of different n-grams in a window below which a text repeats itself: flagged.
        monotony: and below which it is nothing but a few letters over and over: undetermined.
        foreign: a window is in another language when it wins by so much per root of n-gram.
        mixed: share of the n-grams in foreign windows that makes a text mixed.
        mixed_scripts: the same for letters of another script, where a Latin one counts for less.
        kana: share of kana among them and Han characters from which a text is not Chinese.
        long, sure: a text of fewer n-grams, or of less confidence, gets the second opinion.
        joint_sharpness: like `sharpness`, for both opinions together.
        latin_weight: what a Latin letter counts against one of another script.
        han_weight: what a Han character, a kana or a Hangul syllable does, which says as much as
            several letters.
    """

    sharpness: float = 2.2
    ballast: int = 12
    short: int = 60
    unsure: float = 0.7
    unlike: float = 0.5
    poor_fit: float = 0.28
    no_fit: float = 0.55
    slack: float = 7.0
    variety: float = 0.15
    monotony: float = 0.04
    foreign: float = 3.0
    mixed: float = 0.165
    mixed_scripts: float = 0.35
    latin_weight: float = 0.4
    han_weight: float = 2.0
    kana: float = 0.07
    long: int = 900
    sure: float = 0.95
    joint_sharpness: float = 1.5


LIMITS = _Limits()


def scripts_of(language: str) -> frozenset[str]:
    """Name the scripts that a language is written in.

    >>> sorted(scripts_of("ja")), sorted(scripts_of("en"))
    (['Han', 'Kana'], ['Latin'])
    """
    found = [script for script, codes in _SCRIPTS.items() if language in codes.split()]
    return frozenset(found or ["Latin"])
