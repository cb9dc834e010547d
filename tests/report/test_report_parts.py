"""The pieces of the report: rebuilt texts, steps of time, pictures, words."""

import datetime as dt
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest
from ingest.report import charts
from ingest.report.facts import Copying, Series
from ingest.report.flows import flows
from ingest.report.markup import Cell, cell, head, safe, table
from ingest.report.rebuild import rebuild
from ingest.report.times import MOST_STEPS, choose_steps
from ingest.report.words import language_name, number, share, step_text

SHIPPED = Path(__file__).parents[2] / "data" / "raw"


def bare(text: str) -> str:
    """A text without white space and Markdown's marks for headings."""
    return re.sub(r"\s+", "", text)


def joined(pieces: list[tuple[str, str]]) -> str:
    return "".join(text for _, text in pieces)


def test_a_rebuilt_text_is_the_raw_text_but_for_white_space(published: Path) -> None:
    """Shown on articles that the pipeline took apart, where cleaning mended no character."""
    articles = ingest.read_articles(published).to_dict("records")
    compared = 0
    for row in articles:
        if row["source_format"] == "text" and not len(row["mended"]):
            raw = (SHIPPED / row["source_path"]).read_bytes().decode(row["encoding"])
            assert bare(joined(rebuild(row["body"], row["removed"]))) == bare(raw)
            compared += 1
    assert compared >= 3


@st.composite
def taken_apart(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]], list[str]]:
    """Paragraphs, some of which are cut: body, cuts and the paragraphs in their order."""
    words = st.lists(st.text("abcdefgh", min_size=2, max_size=9), min_size=3, max_size=30)
    paragraphs = draw(st.lists(words.map(" ".join), min_size=1, max_size=8))
    is_cut = draw(st.lists(st.booleans(), min_size=len(paragraphs), max_size=len(paragraphs)))
    cuts, kept, at = [], [], 0
    for text, cut in zip(paragraphs, is_cut, strict=True):
        if cut:
            cuts.append({"rule": "advert", "start": at, "end": at + len(text), "text": text})
        else:
            kept.append(text)
        at += len(text) + 2
    return "\n\n".join(kept), cuts, paragraphs


@given(taken_apart())
def test_cuts_between_paragraphs_go_back_to_their_places(
    case: tuple[str, list[dict[str, Any]], list[str]],
) -> None:
    body, cuts, paragraphs = case
    assert joined(rebuild(body, cuts)).split() == " ".join(paragraphs).split()


@given(
    st.text("ab \n", max_size=80),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 20)), max_size=6),
)
def test_whatever_the_spans_say_no_body_is_lost_or_doubled(
    body: str, spans: list[tuple[int, int]]
) -> None:
    cuts = [
        {"rule": "x", "start": start, "end": start + length, "text": "#" * length}
        for start, length in sorted(spans)
    ]
    pieces = rebuild(body, cuts)
    assert bare("".join(text for rule, text in pieces if not rule)) == bare(body)
    assert [text for rule, text in pieces if rule] == [cut["text"] for cut in cuts]


def test_a_cut_in_mid_paragraph_parts_it_between_words() -> None:
    body = "word " * 200
    pieces = rebuild(body.strip(), [{"rule": "x", "start": 502, "end": 504, "text": "##"}])
    assert pieces[0][1].endswith(" ")
    assert abs(len(pieces[0][1]) - 502) < 6


def test_steps_of_time_fit_the_page_and_count_every_day() -> None:
    for days, step in ((10, "day"), (91, "day"), (120, "week"), (640, "week"), (2000, "month")):
        values = np.arange(days, dtype=np.int64)
        steps = choose_steps(values)
        assert steps is not None
        series = steps.series(values)
        assert series.step == step
        assert len(series.counts) <= MOST_STEPS + 1
        assert sum(series.counts) + series.earlier == days
        assert all(a < b for a, b in zip(series.starts, series.starts[1:], strict=False))
    assert choose_steps(np.zeros(0, np.int64)) is None


def test_a_few_very_old_articles_do_not_squeeze_the_picture() -> None:
    days = np.concatenate([np.full(3, -20_000), np.repeat(np.arange(20_000, 20_030), 20)])
    steps = choose_steps(days.astype(np.int64))
    assert steps is not None
    series = steps.series(days)
    assert (series.step, series.earlier, sum(series.counts)) == ("day", 3, 600)


def test_a_century_is_shown_in_years() -> None:
    steps = choose_steps(np.array([-25_000] * 5 + [20_000] * 5, np.int64))
    assert steps is not None
    assert steps.step == "year"
    assert steps.starts[0] == dt.date(1901, 1, 1)


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def series(*counts: int) -> Series:
    starts = tuple(dt.date(2026, 1, 1) + dt.timedelta(days=day) for day in range(len(counts)))
    return Series(starts, "day", counts)


@pytest.mark.parametrize("counts", [(5,), (0,), (1, 0, 3), tuple(range(90))])
def test_columns_are_one_for_each_step_and_say_their_numbers(counts: tuple[int, ...]) -> None:
    root = parse(charts.columns(series(*counts), 'A "label"'))
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'A "label"'
    titles = [title.text for title in root.iter("title")]
    assert len(titles) == len(counts)
    assert titles[0] == f"1 Jan 2026: {counts[0]}"
    heights = [float(rect.get("height", "")) for rect in root.iter("rect")]
    assert heights.index(max(heights)) == counts.index(max(counts))
    assert max(heights) <= charts.PLOT


def test_no_picture_has_a_style_attribute_for_the_policy_admits_none() -> None:
    pairs = [Copying("A & <B>", "C", 5, 0.9), Copying("C", "D", 1, 0.8)]
    pictures = (
        charts.columns(series(1, 2, 3), "x"),
        charts.lengths(((0, 10, 3), (10, 20, 5)), 12, "x"),
        charts.spark((1, 2, 0), "x"),
        charts.bar(0.4),
        charts.stack([("c1", 3), ("c2", 0), ("c3", 1)]),
        flows(pairs, "x"),
    )
    for picture in pictures:
        for element in parse(picture).iter():
            assert "style" not in element.attrib


def test_ribbons_are_as_thick_as_their_counts() -> None:
    root = parse(flows([Copying("A", "B", 30, 1.0), Copying("A", "C", 10, 1.0)], "x"))
    thick = [float(re.findall(r"v([\d.]+)", path.get("d", ""))[0]) for path in root.iter("path")]
    assert thick[0] == pytest.approx(3 * thick[1], rel=0.02)
    words = ["".join(text.itertext()) for text in root.iter("text")]
    assert words == ["A 40", "B 30", "C 10"]
    assert flows([], "x") == ""


def test_nothing_in_a_table_is_taken_for_markup() -> None:
    html = table("<cap>", [head("<h>", "n", "number")], [[cell("<b>&\x00"), cell(1234)]])
    assert "<b>" not in html
    assert "<cap>" not in html
    assert "&lt;b&gt;&amp;\ufffd" in html
    assert 'data-value="1234"' in html
    assert safe("\ud800") == "?"
    assert Cell("x").kind == ""


def test_numbers_and_names_are_the_same_on_every_machine() -> None:
    assert number(1234567) == "1\u202f234\u202f567"
    assert share(999, 1000) == "> 99 %"
    assert language_name("zh-tw") == "Chinese (traditional)"
    assert step_text(dt.date(2026, 11, 2), "week") == "week of 2 Nov 2026"
    assert step_text(dt.date(2026, 1, 1), "year") == "2026"
