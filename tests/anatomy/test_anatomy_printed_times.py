"""Days as the world's newspapers print them: other calendars, figures alone, hours beside them."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.accounting import RunReport
from ingest.anatomy import find_moment
from ingest.anatomy.dates.calendars import solar_day
from ingest.anatomy.dates.printed import find_date
from ingest.anatomy.engine import look
from ingest.article import DateHint
from shipped import Rows


@pytest.mark.parametrize(
    "printed",
    [
        "3. 3. 2026",
        "3-Mar-2026",
        "2026. 3. 3.",
        "2026. 03. 03. 10:23",
        "3 มีนาคม 2569",
        "3 มี.ค. 69 10:23 น.",
        "3 มีนาคม พ.ศ. 2569",
        "令和8年3月3日",
        "民國115年3月3日",
        "۱۲ اسفند ۱۴۰۴",
        "سه‌شنبه ۱۲ اسفند ماه ۱۴۰۴",
        "۱۴۰۴/۱۲/۱۲ - ۱۰:۲۳",
    ],
)
def test_a_day_is_read_in_the_calendar_that_it_is_printed_in(printed: str) -> None:
    found = find_date(printed, "date_line")
    assert found is not None
    assert (found.year, found.month, found.day) == (2026, 3, 3)
    assert not found.is_unsure


@pytest.mark.parametrize(
    ("printed", "day"),
    [("平成元年1月8日", (1989, 1, 8)), ("昭和64年1月7日", (1989, 1, 7))],
)
def test_eras_end_and_begin_where_they_do(printed: str, day: tuple[int, int, int]) -> None:
    found = find_date(printed, "date_line")
    assert found is not None
    assert (found.year, found.month, found.day) == day


def test_new_years_of_the_persian_calendar_are_where_iran_had_them() -> None:
    known = {1358: (1979, 3, 21), 1375: (1996, 3, 20), 1399: (2020, 3, 20), 1405: (2026, 3, 21)}
    for year, day in known.items():
        assert solar_day(year, 1, 1) == date(*day)


@given(st.integers(1245, 1471), st.integers(1, 12), st.integers(1, 31))
def test_days_of_the_persian_calendar_follow_one_another(year: int, month: int, day: int) -> None:
    found = solar_day(year, month, day)
    if found is None:
        assert day > 29
        return
    ahead = [solar_day(year, month, day + 1), solar_day(year, month + 1, 1)]
    later = next(filter(None, [*ahead, solar_day(year + 1, 1, 1)]))
    assert (later - found).days == 1


@pytest.mark.parametrize("line", ["Upton 16 - 0", "Atonal 3 - 2", "Dupont 10:23"])
def test_words_beside_a_date_are_whole_words(line: str) -> None:
    assert "date" not in look(line).rules


@pytest.mark.parametrize(
    ("printed", "is_unsure"),
    [("3/4/2026", True), ("3-4-2026", True), ("3.4.2026", False), ("13/4/2026", False),
     ("4/4/2026", False), ("2026/3/4", False), ("3 April 2026", False)],
)  # fmt: skip
def test_figures_that_may_both_be_the_month_are_unsure(printed: str, is_unsure: bool) -> None:
    found = find_date(printed, "date_line")
    assert found is not None
    assert found.is_unsure == is_unsure


@pytest.mark.parametrize(
    ("printed", "clock"),
    [
        ("3 de março de 2026 às 10h23", (10, 23)),
        ("3 marzo 2026 ore 10:23", (10, 23)),
        ("3. marts 2026 kl. 10.23", (10, 23)),
        ("03 марта 2026 в 10:23", (10, 23)),
        ("2026年3月3日 10時23分", (10, 23)),
        ("2026/03/03 下午2:23", (14, 23)),
        ("2026.03.03 오전 12:05", (0, 5)),
        ("Published: March 3, 2026, 2:23 p.m. IST", (14, 23)),
        ("2026年3月3日 晚上8時5分", (20, 5)),
        ("2026년 3월 3일 오후 2시 5분", (14, 5)),
        ("3 de marzo de 2026, 2:23 p. m.", (14, 23)),
        ("3 Μαρτίου 2026, 2:23 μ.μ.", (14, 23)),
        ("3 مارس 2026 - 02:23 مساءً", (14, 23)),
        ("3 de marzo de 2026, 10:23 a Madrid", (10, 23)),
        ("3 March 2026 – 12:05 a.m.", (0, 5)),
        ("الثلاثاء 3 مارس 2026", None),
        ("ngày 3 tháng 3 năm 2026", None),
        ("3 Mart 2026 Salı 25:23", None),
    ],
)
def test_metadata_are_read_in_every_language(printed: str, clock: tuple[int, int] | None) -> None:
    found = find_moment(printed)
    assert found is not None
    assert (found.year, found.month, found.day) == (2026, 3, 3)
    assert found.clock == (time(*clock) if clock else None)


@pytest.mark.parametrize("printed", ["", "yesterday", "March 2026", "3 March", "10/11/12", "x" * 9])
def test_what_is_no_whole_day_is_no_moment(printed: str) -> None:
    assert find_moment(printed) is None


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    assert find_moment(text) is None or isinstance(find_moment(text), DateHint)


BODIES = {
    "03/04/2026": "The council opened the harbour after a long meeting with the fishermen of the"
    " village, who had waited for an answer for many years.",
    "03/05/2026": "El ayuntamiento abrió el puerto después de una larga reunión con los pescadores"
    " del pueblo, que habían esperado durante muchos años una respuesta.",
    "۱۲ اسفند ۱۴۰۴ - ۱۲:۰۰": "Walnut trees were planted in the valley by a farmer whose family"
    " had given up its cows long ago. He means to live on honey until the first harvest.",
}


def test_metadata_are_dated_by_the_language_of_the_article(
    raw: Path, take: Callable[[], RunReport], rows: Callable[[str], Rows]
) -> None:
    lines = [f'"{printed}","{body}"' for printed, body in BODIES.items()]
    table = "\n".join(["published_at,body", *lines])
    (raw / "articles.csv").write_text(table, encoding="utf-8")
    take()
    found = {row["body"]: row["published_at"] for row in rows("articles")}
    english, spanish, persian = (found[body] for body in BODIES.values())
    assert english is None
    assert str(spanish)[:10] == "2026-05-03"
    assert str(persian)[:16] == "2026-03-03 12:00"
