"""Literals are found wherever they stand, however they overlap, with any number in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.kernels.literals import NUMBER, held_groups, tabulate

SIGNS = st.text("ab语 0", min_size=1, max_size=5).map(lambda text: re.sub("0+", NUMBER, text))
GROUPS = st.lists(st.lists(SIGNS, min_size=1, max_size=4), min_size=1, max_size=6)


@given(GROUPS, st.text("ab语 x019é\U0001f600", max_size=40))
def test_groups_are_those_of_which_a_text_holds_a_literal(
    groups: list[list[str]], text: str
) -> None:
    numberless = re.sub("[0-9]+", NUMBER, text)
    wanted = {number for number, own in enumerate(groups) if any(x in numberless for x in own)}
    assert held_groups(text, tabulate(groups)) == wanted


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
    known = tabulate([["hers"], ["he"], ["she"], [f"{NUMBER} of {NUMBER}"]])
    assert held_groups(text, known) == held


def test_a_text_of_many_literals_is_told_whole() -> None:
    groups = [[f"{number:x}g"] for number in range(10, 16)]
    assert held_groups("agbgcgdgegfg" * 200, tabulate(groups)) == set(range(6))


def test_more_letters_than_there_are_numbers_for_are_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        tabulate([[chr(point) for point in range(0x4E00, 0x5E00)]])
