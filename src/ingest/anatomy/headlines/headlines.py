"""Headlines: what looks like one, and what is the same one printed again."""

from collections.abc import Sequence
from functools import cache, lru_cache
from unicodedata import normalize

import re2

from ingest.anatomy.headlines.suffixes import SEPARATORS
from ingest.anatomy.rulefiles import rule_file
from ingest.layout import Paragraph
from ingest.text import loose_key, quickly_read
from ingest.typesetting import ends_sentence, is_wide

_SENTENCE_END = re2.compile(r"\p{Ll}[.?!]['\"”’»)]* +\p{Lu}")
_DIGITS = frozenset("0123456789")
_TWO_SENTENCES = re2.compile(r"\p{Ll}{3}[.?!]['\"”’»)]* +['\"“‘„«¿¡(]?\p{Lu}")

__all__ = [
    "find_same", "goes_on_in_title", "is_prose", "is_same", "is_title_case", "looks_like_headline",
    "without_marks",
]  # fmt: skip

LONGEST = 200
LONGEST_CJK = 90
LONGEST_THAI = 110
"""In Thai and Lao, which print no full stop that would tell a sentence from a headline, and in
Burmese and Khmer."""
SHORTEST_THAI = 12
"""And one without a space, which they print between sentences."""
_SOLID = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
LONG = 120
"""A longer line with two sentences, or that ends in any sign, is running text, no headline."""
SHORT = 100
"""A longer line that ends a sentence of plain words and begins another is running text."""
EXTRA_WORDS = 4
FEWEST_WORDS = 6
TELLING_WORDS = 3
FURTHEST = 60
"""Characters that a headline and a line that is the same differ by, at most."""


@cache
def _ahead() -> tuple[str, ...]:
    """Words that a wire prints before a headline when it sends it again, perhaps with a number."""
    return tuple(f"{word} " for word in rule_file("headlines")["sent_again"])


def looks_like_headline(text: str) -> bool:
    """Say whether a line can be a headline: short, with letters, and no full stop at its end.

    >>> looks_like_headline("Rates rise again"), looks_like_headline("He went home.")
    (True, False)
    """
    wide = is_wide(text[0]) or is_wide(text[-1])
    if len(text) > _longest(text, wide=wide) or _ends_with_stop(text):
        return False
    alone = " " not in text and not (len(text) > SHORTEST_THAI and _is_solid(text[0]))
    if not any(map(str.isalpha, text)) or (alone and not wide):
        return False
    if not wide and (
        (len(text) > LONG and _SENTENCE_END.search(quickly_read(text))) or _runs_on(text)
    ):
        return False
    last = text.rstrip("\"'”’»)]）」』 ")[-1:]
    if text.endswith(("...", "…")) or last in "?？!！":
        return True
    if last == "." and _is_abbreviation(text.rsplit(maxsplit=1)[-1]):
        return True
    return not ends_sentence(text) and last not in ":：,，;；、-។៕။"


def _ends_with_stop(text: str) -> bool:
    """Cheap test: one full stop at the very end, of no abbreviation."""
    if text[-1] != "." or text.endswith("..."):
        return False
    return not _is_abbreviation(text.rsplit(maxsplit=1)[-1])


def _longest(text: str, *, wide: bool) -> int:
    if wide:
        return LONGEST_CJK
    return LONGEST_THAI if _is_solid(text[0]) else LONGEST


def _is_solid(letter: str) -> bool:
    """Whether a letter is Thai, Lao, Burmese or Khmer, where no space divides words."""
    return "\u0e00" <= letter <= "\u17ff" and any(a <= letter <= z for a, z in _SOLID)


def _runs_on(text: str) -> bool:
    """Running text: an address in it, long with a sign at its end, or two sentences and a sign."""
    if "www." in text or "://" in text:
        return True
    if len(text) > LONG and not (text[-1].isalnum() or text[-1] in "\"'”’»)"):
        return True
    return (
        text[-1] in "?!…" and len(text) > SHORT and bool(_TWO_SENTENCES.search(quickly_read(text)))
    )


def _is_abbreviation(word: str) -> bool:
    return word.count(".") > 1 and len(word) <= 8


def find_same(headline: str, paragraphs: Sequence[Paragraph]) -> int:
    """Return which of some paragraphs is the headline again, the first of them; -1 if none is."""
    shortest, longest = len(headline) - FURTHEST, len(headline) + FURTHEST
    for index, part in enumerate(paragraphs):
        if shortest <= len(part.text) <= longest and is_same(headline, part.text):
            return index
    return -1


def is_same(headline: str, line: str) -> bool:
    """Say whether a line is the headline again, small differences aside.

    Quotes, case, dashes and punctuation do not count, nor does a publisher or a word like
    "update" after it, or a difference in one word of many.

    >>> is_same("Could 'it' form?", "COULD IT FORM? | Daily News")
    True
    >>> is_same("Could it form?", "Could it form? Nobody in the whole city could say so today")
    False
    """
    if not line or abs(len(headline) - len(line)) > FURTHEST or not _shares_words(headline, line):
        return False
    a, b = loose_key(headline), loose_key(line)
    if not a or not b:
        return False
    a, b = _without_ahead(a), _without_ahead(b)
    if a == b or (a[0] == b[0] and a.replace(" ", "") == b.replace(" ", "")):
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    wide = is_wide(short[0])
    if len(short) > (5 if wide else 10) and long.startswith(short + " "):
        printed = line if len(b) > len(a) else headline
        extra = long[len(short) :].split()
        few = wide or len(extra) <= short.count(" ")
        apart = few and any(sign in headline for sign in SEPARATORS)
        whole = len(b) > len(a) or len(extra) == 1 or apart
        return whole and len(extra) <= EXTRA_WORDS and not ends_sentence(printed)
    return abs(a.count(" ") - b.count(" ")) <= 1 and _share_words(a.split(), b.split())


def _shares_words(headline: str, line: str) -> bool:
    """Cheap test: two of three long words of the headline are in it, or its first Chinese sign."""
    words = _long_words(headline)
    small = line.lower() if line.isascii() else normalize("NFC", line).casefold()
    if len(words) < TELLING_WORDS or is_wide(words[0][0]):
        return _first_sign(headline) in small
    return sum(map(small.__contains__, words)) > 1


@lru_cache(maxsize=64)
def _first_sign(headline: str) -> str:
    """What a headline of few words begins with in wide letters; empty if it may be told in part."""
    key = _without_ahead(loose_key(headline))
    few = key.count(" ") < FEWEST_WORDS - 1
    return key[0] if key and few and is_wide(key[0]) else ""


@lru_cache(maxsize=64)
def _long_words(headline: str) -> tuple[str, ...]:
    """The longest words of a headline, apart from the last, which a shorter printing leaves out."""
    words = _without_ahead(loose_key(headline)).split()
    kept = set(words[: max(TELLING_WORDS, len(words) - EXTRA_WORDS)])
    return tuple(sorted(sorted(kept), key=len, reverse=True)[:TELLING_WORDS])


def _share_words(a: list[str], b: list[str]) -> bool:
    if min(len(a), len(b)) < FEWEST_WORDS or _numbers(a) != _numbers(b):
        return False
    return len(set(a) & set(b)) >= 0.88 * max(len(set(a)), len(set(b)))


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if word[0].isdigit()]


def _without_ahead(key: str) -> str:
    if not key.startswith(_ahead()):
        return key
    rest = key.partition(" ")[2]
    return (rest[2:] if rest[:1] in _DIGITS and rest[1:2] == " " else rest) or key


def is_title_case(headline: str) -> bool:
    """Say whether a headline is set in capitals, or capitalises nearly every longer word.

    >>> is_title_case("Council Approves the New Harbour"), is_title_case("Rates rise in Berlin")
    (True, False)
    """
    words = [word for word in headline.split() if len(word) > 3 and word[0].isalpha()]
    return sum(not word[0].islower() for word in words) > 0.7 * len(words)


@cache
def _amid() -> frozenset[str]:
    """Words with which the second line of a headline may begin, in a language of titles."""
    return frozenset(rule_file("headlines")["amid"])


def goes_on_in_title(above: str, below: str) -> bool:
    """Say whether a line may be the second of a headline that capitalises its words.

    >>> goes_on_in_title("Council Votes to Close Ferry", "After 61 Years of Service")
    True
    >>> goes_on_in_title("Council Votes to Close Ferry", "Mayor Ann Lowe in Tears")
    False
    """
    if below.partition(" ")[0].casefold() not in _amid():
        return False
    titled = is_title_case(above) and is_title_case(below)
    return titled and not (ends_sentence(above) or ends_sentence(below))


def is_prose(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is running text: long, or a whole sentence."""
    text = paragraph.text
    size = len(text) * (2 if is_wide(text[0]) else 1)
    return size > 160 or (size > 25 and ends_sentence(text))


def without_marks(headline: str) -> str:
    """A headline without the marks of Markdown, or of a wire, around it: "^Line closes<"."""
    headline = headline.removeprefix("#").lstrip("# ")
    headline = headline.removeprefix("^").removesuffix("<").removesuffix("=").rstrip()
    for mark in ("**", "__", "*", "_"):
        if headline.startswith(mark) and headline.endswith(mark):
            return headline.strip(mark)
    return headline
