"""Rules that need not be tried on a line: none that matches it is among them."""

import re

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.anatomy import engine
from ingest.anatomy.choosing import open_choices
from ingest.anatomy.openings import opening_of

PATTERNS = [
    "(written |words )?by:? [a-z]+( and [a-z]+)*",
    r"\d* ?comments?( \(\d+\))?",
    "(?:(?:作者|文) ?[:：/] ?(?P<names>.+?))[ .。]*",
    r"(?P<names>.+?) is (an? |the )?[^.]*?(reporter|editor)",
    "[a-c]x[^a]?(y|z{1,2})",
    "",
]
PLAIN = [rule for rule in engine._rules() if "\\p" not in rule.pattern]


@given(
    st.sampled_from(PATTERNS).flatmap(
        lambda p: st.tuples(st.just(p), st.from_regex(re.compile(p, re.ASCII), fullmatch=True))
    )
)
def test_what_a_pattern_matches_begins_and_holds_as_was_worked_out(both: tuple[str, str]) -> None:
    pattern, text = both
    opening = opening_of(pattern)
    assert any(text.startswith(start) for start in opening.starts)
    assert opening.holds is None or any(held in text for held in opening.holds)
    assert opening.exact is None or text in opening.exact


@settings(max_examples=200)
@given(
    st.sampled_from(PLAIN).flatmap(
        lambda r: st.tuples(
            st.just(r), st.from_regex(re.compile(r.pattern, re.ASCII), fullmatch=True)
        )
    )
)
def test_a_rule_of_the_tables_is_among_those_tried_on_what_it_matches(
    both: tuple[engine.Rule, str],
) -> None:
    rule, text = both
    line = engine.bare(" ".join(text.split())).lower()
    if rule.matches(line) and (rule.kind != "date" or any(map(str.isdigit, line))):
        assert rule in [engine._rules()[index] for index in engine.choose(line)]


@pytest.mark.parametrize(
    "line", ["nobody was hurt.", "the ferry was late again", "市长开放了新桥。"]
)
def test_no_rule_is_tried_on_ordinary_sentences(line: str) -> None:
    assert engine.choose(line) == []


def test_a_pattern_that_any_line_may_match_says_nothing() -> None:
    opening = opening_of(".*")
    assert "" in opening.starts
    assert opening.holds is None
    with pytest.raises(ValueError, match="any line may match"):
        open_choices("test", [".*"], re2.Options())
