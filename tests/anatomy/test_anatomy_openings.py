"""Rules that need not be tried on a line: none that matches it is among them."""

import re
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.anatomy import engine, rulebook
from ingest.anatomy.choosing import open_choices
from ingest.anatomy.datelines.datelines import find_dateline
from ingest.anatomy.dates.printed import plain_digits
from ingest.anatomy.draft import MIDDLE, open_drafts
from ingest.anatomy.markup import MARKS
from ingest.anatomy.openings import numberless, opening_of
from ingest.anatomy.origins import origin_at_end
from ingest.article import RawArticle
from ingest.kernels.beginnings import AMID, COLON, DIGIT, QUIET, UNKNOWN, WORDS
from ingest.kernels.beginningtables import open_beginnings
from ingest.kernels.letters import small_letters, unaccented
from ingest.kernels.literals import LETTER, PADDING
from ingest.typesetting import ends_sentence

PATTERNS = [
    "(written |words )?by:? [a-z]+( and [a-z]+)*",
    r"\d* ?comments?( \(\d+\))?",
    "(?:(?:作者|文) ?[:：/] ?(?P<names>.+?))[ .。]*",
    r"(?P<names>.+?) is (an? |the )?[^.]*?(reporter|editor)",
    "[a-c]x[^a]?(y|z{1,2})",
    r"[a-z]{2,4}(-[a-z]{2}){0,2}( \d{1,3}){3}[ab]{0,2}|\d+ +y",
    "",
]
PLAIN = [rule for rule in rulebook.rules() if "\\p" not in rule.pattern]


@given(
    st.sampled_from(PATTERNS).flatmap(
        lambda p: st.tuples(st.just(p), st.from_regex(re.compile(p, re.ASCII), fullmatch=True))
    )
)
def test_what_a_pattern_matches_begins_and_holds_as_was_worked_out(both: tuple[str, str]) -> None:
    pattern, text = both
    opening, text = opening_of(pattern), numberless(text)
    assert any(text.startswith(start) for start in opening.starts)
    assert opening.holds is None or any(held in text for held in opening.holds)
    assert opening.exact is None or text in opening.exact
    assert len(re.sub(" +", " ", text)) <= opening.size


@settings(max_examples=200)
@given(
    st.sampled_from(PLAIN).flatmap(
        lambda r: st.tuples(
            st.just(r), st.from_regex(re.compile(r.pattern, re.ASCII), fullmatch=True)
        )
    )
)
def test_a_rule_of_the_tables_is_among_those_tried_on_what_it_matches(
    both: tuple[rulebook.Rule, str],
) -> None:
    rule, text = both
    line = small_letters(engine.bare(" ".join(text.split())))
    matches = rulebook._compiled(rule.pattern)[0].fullmatch(line)
    if matches and (rule.kind != "date" or any(map(str.isdigit, line))):
        assert rule in [rulebook.rules()[index] for index in engine.choose(line)]
    draft = open_drafts([RawArticle("a.txt", 0, "text", "", "utf-8", text)], [frozenset()])[0]
    for index, part in enumerate(draft.parts):
        assert draft.seen(index) == engine.look(part.text)


@pytest.mark.parametrize(
    "line", ["nobody was hurt.", "the ferry was late again", "市长开放了新桥。"]
)
def test_no_rule_is_tried_on_ordinary_sentences(line: str) -> None:
    assert engine.choose(line) == []


def test_no_literal_is_so_short_that_a_common_letter_is_a_place_to_look_at() -> None:
    sought = open_beginnings(engine.beginnings())
    numbers = sought.kinds[[ord(letter) for letter in string.ascii_lowercase]] & LETTER
    assert set(sought.sought.reach[numbers].tolist()) == {PADDING}


def test_a_pattern_that_any_line_may_match_says_nothing() -> None:
    opening = opening_of(".*")
    assert "" in opening.starts
    assert opening.holds is None
    with pytest.raises(ValueError, match="any line may match"):
        open_choices("test", [".*"])


_SIGNS = st.sampled_from(
    [*"aéΣİß語 \t\n\u00a0\u200b*_[](.!»’-–#&0", "  ", "\n\n", "](", "By ", "foto: "]
)
_NEEDED = st.sampled_from(
    [
        ". Source: X (",
        ") (출처: X))",
        ". Read  more at Y",
        " is a reporter at ",
        " / AFP",
        "Ｐhoto",
        "(c) 2026",
        "KΣ",
        "İ",
    ]
)
_KNOWN_STARTS = st.sampled_from(sorted(engine._choices().starts))
TEXTS = st.lists(
    st.one_of(_SIGNS, _KNOWN_STARTS, _NEEDED, st.just("and so it went on")), min_size=1
).map("".join)


def _matching(line: str) -> set[int]:
    small = plain_digits(small_letters(line))
    said = [(index, rulebook.rules()[index]) for index in engine.choose(small)]
    return {
        index
        for index, rule in said
        if engine._alone(index).Match((unaccented(line) if rule.is_loose else small).encode())
    }


@settings(max_examples=300)
@given(TEXTS)
@example("and so it went on\n binh lu")
def test_what_is_said_of_paragraphs_is_what_their_texts_say(text: str) -> None:
    raw = RawArticle("a.txt", 0, "text", "", "utf-8", text)
    draft = open_drafts([raw], [frozenset()])[0]
    for index, part in enumerate(draft.parts):
        traits = draft.traits[index]
        if not traits & UNKNOWN:
            assert _matching(engine.look(part.text, []).line) <= set(draft.rules.of(index))
        if traits & WORDS:
            assert find_dateline(part.text) is None
        assert draft.seen(index) == engine.look(part.text)
        assert draft.origin_of(index) == origin_at_end(part.text)
        assert traits & DIGIT or not re.search(r"\d", part.text)
        assert traits & COLON or not re.search("[:：]", part.text)
        found = set(engine.look(part.text).rules)
        if not traits & AMID:
            assert not {"note", "bracketed"} & found
            if len(engine.bare(part.text)) <= MIDDLE and not ends_sentence(part.text):
                assert not {"caption", "prompt"} & found
        if not traits & AMID or traits & QUIET:
            assert part.text.isprintable()
            assert not any(sign in part.text for sign in ("](", "]["))
            assert part.text[0] not in MARKS + "`"
        if traits & QUIET:
            assert not found
            assert engine.bare(part.text) == part.text
            assert ":" not in part.text
