"""Mending of characters: each step does its one thing, says so, and harms nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest import clean
from ingest.clean import STEPS
from ingest.kernels.glyphs import COMPOSES, STRANGE, glyphs, points_of
from ingest.kernels.traits import (
    AMPERSAND,
    CUT,
    DOUBLE,
    LINED,
    MARKUP,
    OTHER_BREAK,
    WHITE,
    traits_of,
)
from ingest.layout import unwrap_all
from ingest.typesetting import CUT_MARK

WRAPPED = (
    "The committee of the council met on Monday to hear\n"
    "what the mayor had said about the new bridge over\n"
    "the river, and then it went home again."
)
STEP_NAMES = [step.name for step in STEPS]


@pytest.mark.parametrize(
    ("name", "raw", "body"),
    [
        ("line_breaks", "One.\r\n\r\nTwo.\rThree.\u2029Four.", "One.\n\nTwo.\n\nThree.\n\nFour."),
        ("surrogates", "A\ud83d B", "A\ufffd B"),
        ("entities", "AT&amp;T &quot;won&quot; &#8211; again", 'AT&T "won" – again'),
        ("controls", "end\x03 of\x00 text\x1b", "end of text"),
        ("controls", "an \ufffcobject and a non\ufdd1character", "an object and a noncharacter"),
        ("invisible", "zero\u200b width\ufeff and soft\u00adhyphen", "zero width and softhyphen"),
        ("invisible", "bidi \u202eoverride\u202c gone", "bidi override gone"),
        ("invisible", "tags\U000e0041\U000e0042 gone", "tags gone"),
        ("combining_marks", "e" + "\u0316" * 90 + "!", "e" + "\u0316" * 30 + "!"),
        ("composed", "Zu\u0308rich", "Zürich"),
        ("markdown", "[The report](https://a.org/b_(c)), [more][2].", "The report, more."),
        ("markdown", "**Bold** and __so__.\n\n## Head\n\nEnd.", "Bold and so.\n\nHead\n\nEnd."),
        ("white_space", "one  two\u00a0three \n\n\n\n four\t", "one two three\n\nfour"),
        ("unwrapped", WRAPPED, WRAPPED.replace("\n", " ")),
    ],
)  # fmt: skip
def test_a_step_mends_and_is_named(name: str, raw: str, body: str) -> None:
    found, mended = clean.clean([raw])
    assert found == body
    assert name in mended


@pytest.mark.parametrize(
    "body",
    [
        "Plain words.",
        "The T-shirt cost $5 – 10 % less; “why?” she asked.",
        "می‌خواهم",
        "क्‍ष",
        "👩‍👩‍👧 and 🏳️‍🌈",
        "a_variable_name and 2 ** 3 stay",
        "x < y & y > z; AT&T; a &lt;script&gt; stays text",
        "日本語の文章。",
    ],
)
def test_sound_text_stays_as_printed(body: str) -> None:
    assert clean.clean([body]) == (body, ())


def test_no_reference_becomes_a_tag() -> None:
    for raw in ("&lt;script&gt;", "&#60;script&#62;", "&#x3c;script>", "&amp;lt;b&amp;gt;"):
        assert "<" not in clean.clean([raw])[0]


def test_tickers_are_read() -> None:
    assert clean.mend_line("FORD &lt;F> AND IBM &lt;IBM&gt;") == "FORD <F> AND IBM <IBM>"


def test_a_cut_in_mid_line_leaves_the_sentence_whole() -> None:
    rest = " Showers continued in\nthe zone, where it had not\nrained since January, it was said.\n"
    assert clean.clean(["", rest])[0] == (
        "Showers continued in the zone, where it had not rained since January, it was said."
    )


def test_a_cut_of_a_whole_line_divides_paragraphs() -> None:
    assert clean.clean(["One sentence.\n", "\nAnother sentence."])[0] == (
        "One sentence.\n\nAnother sentence."
    )


def test_code_keeps_its_lines_and_marks() -> None:
    raw = "Run this [now](x):\n\n```\nmake [all](x)\nmake test\n```\n"
    assert clean.clean([raw])[0] == "Run this now:\n\n```\nmake [all](x)\nmake test\n```"


@given(st.text(st.sampled_from([*"ab \n\t\u00a0\u2028\x1f\u200bé語", "\ud800"])))
def test_white_space_is_folded_line_by_line(text: str) -> None:
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    while "\n\n\n" in lines:
        lines = lines.replace("\n\n\n", "\n\n")
    assert clean.white_space(text) == lines.strip("\n ")


def test_the_steps_have_one_name_each() -> None:
    assert len(set(STEP_NAMES)) == len(STEP_NAMES)


@given(st.lists(st.text(), max_size=4))
def test_any_text_comes_out_clean(pieces: list[str]) -> None:
    body, mended = clean.clean(pieces)
    body.encode()
    assert body.replace("\n", "").isprintable() or not body.isascii()
    assert "\n\n\n" not in body
    assert body == body.strip("\n ")
    assert set(mended) <= {*STEP_NAMES, "unwrapped", "white_space"}


@given(st.text(alphabet="ab .,-\n\t*[]()&;<>\u00a0\u200b", max_size=200))
def test_nothing_but_space_and_marks_is_lost(raw: str) -> None:
    kept = [c for c in clean.clean([raw])[0] if c.isalpha()]
    printed = [c for c in raw if c.isalpha()]
    assert len(kept) >= len(printed) - raw.count("](") * len(raw)
    if "](" not in raw and "][" not in raw:
        assert kept == printed


_PRINTED = st.lists(
    st.sampled_from(["The mayor spoke.", "he went home", "it-", "\n", "\n\n", "\n\n", " ", "  "])
)


@example([["", "\n\nThe mayor spoke.\n\nhe went home"]])
@example([["The mayor spoke.\n\n", "\n", "\n\nhe went home ", ""]])
@given(st.lists(st.lists(_PRINTED.map("".join), min_size=1)))
def test_what_is_printed_well_is_the_same_printed_again(texts: list[list[str]]) -> None:
    again = [unwrap_all([CUT_MARK.join(pieces)], [True])[0][0] for pieces in texts]
    assert [body for body, _ in clean.clean_all(texts)] == again


@pytest.mark.parametrize(
    ("text", "lined"),
    [
        ("One.\n\nTwo.\n\nThree.", False),
        ("\n\nOne.\n\nTwo.\n", False),
        ("One.\nTwo.", True),
        ("One.\n\n\nTwo.", True),
        ("One. \n\nTwo.", True),
        ("One.\n\n Two.", True),
        ("One.\n\nTwo. ", True),
        ("", False),
    ],
)
def test_a_blank_line_between_paragraphs_leaves_nothing_to_join(text: str, *, lined: bool) -> None:
    assert bool(traits_of(points_of(text), glyphs()) & LINED) == lined


@pytest.mark.parametrize(
    ("text", "traits"),
    [
        ("Plain words, and\n\nmore of them.", 0),
        ("two  spaces", DOUBLE),
        ("a\u00a0b", WHITE),
        ("a\r\nb", OTHER_BREAK | WHITE),
        ("AT&amp;T", AMPERSAND),
        ("see [this](x)", MARKUP),
        ("one\n## two", MARKUP),
        ("one\n# two ## three", 0),
        ("a\u200bb", STRANGE),
        ("e\u0301", COMPOSES),
        ("one\ufdd0two", CUT),
    ],
)
def test_what_a_text_holds_says_which_steps_it_needs(text: str, traits: int) -> None:
    asked = AMPERSAND | COMPOSES | CUT | DOUBLE | MARKUP | OTHER_BREAK | STRANGE | WHITE
    assert traits_of(points_of(text), glyphs()) & asked == traits
