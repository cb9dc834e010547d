"""Days that pages print to their readers: in words of many languages, labelled or alone."""

from pathlib import Path

import pytest

from ingest.anatomy import find_moment
from ingest.describe.printed import parse_printed
from readers_made import BRIDGE, article_of

CALLED = {
    "ru": '<span class="date">14 сентября 2021, 08:30</span>',
    "ar": '<div class="article-info">الثلاثاء 14 سبتمبر 2021 - 08:30</div>',
    "fa": '<div class="item-date"><span>۲۳ شهریور ۱۴۰۰ - ۰۸:۳۰</span></div>',
    "bn": '<span class="time">প্রকাশিত: ১৪ সেপ্টেম্বর ২০২১, ০৮:৩০</span>',
    "th": '<span class="date">14 กันยายน 2564 08:30</span>',
    "vi": '<span class="date">ngày 14 tháng 9 năm 2021 08:30</span>',
    "hu": '<span class="datum">2021. szeptember 14. 08:30</span>',
    "pt": '<p class="data">14 de setembro de 2021 às 8h30</p>',
    "ko": '<span class="date">2021년 9월 14일 08:30</span>',
    "hi, in a byline": '<p class="byline">अनीता शर्मा | Updated: 14 सितंबर 2021, 08:30 AM</p>',
    "labelled": "<div>Veröffentlicht am 14. September 2021 um 8:30 Uhr</div>",
    "after that of a change": '<p class="meta">Updated 1 May 2023 | 14 Sept 2021 8:30 am</p>',
    "beside that of a change": (
        "<div><i>Giriş: 14.09.2021 - 08:30</i><i>Güncelleme: 15.09.2021 - 10:00</i></div>"
    ),
    "alone": "<p><i>Tuesday, September 14, 2021, 8:30 AM</i></p>",
    "alone, in Japanese": "<font size=2>2021年9月14日（火） 8:30</font>",
}


def page(line: str, below: str = "") -> str:
    text = "".join(f"<p>{text}</p>" for text in BRIDGE)
    return (
        '<html><head><meta charset="utf-8"><title>A bridge for Tarn</title></head><body><header>'
        f"<h1>A bridge for Tarn</h1>{line}</header><div class=entry-content>{text}</div>{below}"
    )


@pytest.mark.parametrize("line", CALLED.values(), ids=CALLED)
def test_day_beside_the_headline(tmp_path: Path, line: str) -> None:
    printed = article_of(tmp_path, page(line)).given.published_at
    if known := parse_printed(printed):
        found = (known.year, known.month, known.day, known.hour, known.minute)
        assert found == (2021, 9, 14, 8, 30)
        return
    hint = find_moment(printed)
    assert hint is not None, printed
    assert (hint.year, hint.month, hint.day) == (2021, 9, 14)
    assert hint.clock is not None
    assert (hint.clock.hour, hint.clock.minute) == (8, 30)


def test_day_far_from_the_headline_is_none(tmp_path: Path) -> None:
    below = "<i></i>" * 60 + "<p><b>2 января 2024</b></p>"
    assert article_of(tmp_path, page("", below)).given.published_at == ""
