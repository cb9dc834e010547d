"""Literals are found wherever they stand, however they overlap, with any number in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.kernels.literals import NUMBER, Literals, held_groups, literals_from, tabulate

SIGNS = st.text("ab语 0", min_size=1, max_size=5).map(lambda text: re.sub("0+", NUMBER, text))
GROUPS = st.lists(st.lists(SIGNS, min_size=1, max_size=4), min_size=1, max_size=6)


def automaton(groups: list[list[str]]) -> Literals:
    return literals_from(tabulate(groups))


@given(GROUPS, st.text("ab语 x019é\U0001f600", max_size=40))
def test_groups_are_those_of_which_a_text_holds_a_literal(
    groups: list[list[str]], text: str
) -> None:
    numberless = re.sub("[0-9]+", NUMBER, text)
    wanted = {number for number, own in enumerate(groups) if any(x in numberless for x in own)}
    assert held_groups(text, automaton(groups)) == wanted


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("ushers", {0, 1, 2}),
        ("he", {1}),
        ("", set()),
        ("page 1 of 20", {3}),
        ("page of", set()),
        ("h e r s", set()),
        ("\ud800he\U0010ffff", {1}),
    ],
)
def test_literals_within_one_another_are_all_found(text: str, held: set[int]) -> None:
    known = automaton([["hers"], ["he"], ["she"], [f"{NUMBER} of {NUMBER}"]])
    assert held_groups(text, known) == held


def test_more_states_than_the_tables_can_tell_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="states"):
        tabulate([["a" * 70_000]])
