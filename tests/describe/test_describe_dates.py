"""Dates are read where they stand, completed only by evidence, and flagged."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, reset_tzpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.anatomy.dates.printed import find_date
from ingest.article import DateHint, Given, PublishedAt, RawArticle
from ingest.describe.dates import Printed, date_article
from ingest.describe.printed import parse_printed
from ingest.errors import SettingsInvalid
from ingest.settings import Settings, load_settings

NOW = datetime(2024, 10, 20, 12, tzinfo=UTC)
HINT = DateHint(0, 2, 26, "dateline")


def raw(printed: str = "", url: str = "", path: str = "a.txt", **more: object) -> RawArticle:
    given = Given(published_at=printed, published_at_source="rss" if printed else "", url=url)
    fields = {"source_format": "text", "record_index": 0, **more}
    return RawArticle(
        source_path=path, raw_hash="", encoding="utf-8", text="", given=given, **fields
    )


def dated(
    article: RawArticle, hint: DateHint | None = None, zone: str = ""
) -> tuple[str, str, str]:
    found = date_article(article, Printed(hint), Settings(time_zone=zone), NOW)
    return (found.at.isoformat() if found.at else "", found.source, found.flag)


def test_metadata_come_first_then_url_then_dateline_then_file_name() -> None:
    url, path = "https://n.example/2024/03/02/a", "x/2024-03-03.txt"
    hint = DateHint(2024, 3, 4, "dateline")
    assert dated(raw("2024-03-01T10:00Z", url, path), hint)[:2] == (
        "2024-03-01T10:00:00+00:00",
        "rss",
    )
    assert dated(raw("", url, path), hint)[:2] == ("2024-03-02T00:00:00+00:00", "url")
    assert dated(raw("", "", path), hint)[:2] == ("2024-03-04T00:00:00+00:00", "dateline")
    assert dated(raw("", "", path))[:2] == ("2024-03-03T00:00:00+00:00", "file_name")
    assert dated(raw()) == ("", "none", "")


def test_the_hour_printed_beside_a_day_counts_in_its_zone() -> None:
    hint = find_date("Published 3 March 2024, 11:30 p.m. EST", "date_line")
    assert dated(raw(), hint) == ("2024-03-04T04:30:00+00:00", "date_line", "")
    hint = find_date("Stand: 03.03.2024, 10:23 Uhr", "label")
    assert dated(raw(), hint) == ("2024-03-03T10:23:00+00:00", "label", "no_zone")
    assert dated(raw(), hint, "Europe/Berlin") == ("2024-03-03T09:23:00+00:00", "label", "")


def test_what_cannot_be_read_gives_way_to_the_next() -> None:
    article = raw("some time ago", "https://n.example/2024/03/02/a")
    assert dated(article)[1] == "url"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("2024-10-12", "2024-10-12T00:00:00"),
        ("2024-10-12 08:15:30", "2024-10-12T08:15:30"),
        ("20241012.0", "2024-10-12T00:00:00"),
        ("/Date(1728720930000)/", "2024-10-12T08:15:30+00:00"),
        ("/Date(1728720930000+0200)/", "2024-10-12T08:15:30+00:00"),
        ("1728720930000000", "2024-10-12T08:15:30+00:00"),
        ("2024-10-12T08:15:30.25Z", "2024-10-12T08:15:30.250000+00:00"),
        ("2024-10-12T08:15:30+0530", "2024-10-12T08:15:30+05:30"),
        ("2024-10-12T08:15:30\u221205:00", "2024-10-12T08:15:30-05:00"),
        ("2024-10-12T08:15:30+02:00[Europe/Berlin]", "2024-10-12T08:15:30+02:00"),
        ("2024-10-12T08:15:30Z[Etc/UTC]", "2024-10-12T08:15:30+00:00"),
        ("2024-10-12 08:15:30 Europe/Berlin", "2024-10-12T08:15:30+02:00"),
        ("2024-12-12T08:15[America/Argentina/Buenos_Aires]", "2024-12-12T08:15:00-03:00"),
        ("2024-12-31T24:00:00Z", "2025-01-01T00:00:00+00:00"),
        ("20241012T081530Z", "2024-10-12T08:15:30+00:00"),
        ("2024/10/12 8:15", "2024-10-12T08:15:00"),
        ("2024年10月12日 08:15", "2024-10-12T08:15:00"),
        ("Sat, 12 Oct 2024 08:15:30 GMT", "2024-10-12T08:15:30+00:00"),
        ("Sat, 12 Oct 24 08:15:30 -0400", "2024-10-12T08:15:30-04:00"),
        ("Sat Oct 12 08:15:30 +0000 2024", "2024-10-12T08:15:30+00:00"),
        ("October 12, 2024", "2024-10-12T00:00:00"),
        ("Oct. 12, 2024, 3:15 p.m. EDT", "2024-10-12T15:15:00-04:00"),
        ("Saturday, October 12, 2024 at 12:05 AM", "2024-10-12T00:05:00"),
        ("12. Oktober 2024", "2024-10-12T00:00:00"),
        ("12 de octubre de 2024", "2024-10-12T00:00:00"),
        ("1er août 2024 à 10h30", "2024-08-01T10:30:00"),
        ("12 мая 2024", "2024-05-12T00:00:00"),
        ("12-Oct-2024", "2024-10-12T00:00:00"),
        ("3.4.2024", "2024-04-03T00:00:00"),
        ("13/04/2024", "2024-04-13T00:00:00"),
        ("04/13/2024", "2024-04-13T00:00:00"),
        ("1728720000", "2024-10-12T08:00:00+00:00"),
        ("1728720000000", "2024-10-12T08:00:00+00:00"),
    ],
)
def test_printed_dates_are_read(printed: str, wanted: str) -> None:
    found = parse_printed(printed)
    assert found is not None
    assert found.isoformat() == wanted


@pytest.mark.parametrize(
    "printed",
    ["", "yesterday", "2024", "2024-10", "2024-W41-6", "2024-02-30", "03/04/2024", "99999-01-01",
     "32 Oct 2024", "12 Foo 2024", "2024-10-12T25:00", "0000-01-01", "12345"],
)  # fmt: skip
def test_what_is_no_date_or_two_is_not_guessed(printed: str) -> None:
    assert parse_printed(printed) is None


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert parse_printed(text) is None or isinstance(parse_printed(text), datetime)


@given(st.datetimes())
def test_iso_dates_come_back(moment: datetime) -> None:
    assert parse_printed(moment.isoformat()) == moment


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://n.example/2024/10/12/story", "2024-10-12"),
        ("https://n.example/2024/oct/02/story", "2024-10-02"),
        ("https://n.example/a-20241012-story", "2024-10-12"),
        ("https://n.example/2024-1-5/story", "2024-01-05"),
        ("https://n.example/?date=2024-10-12", "2024-10-12"),
        ("https://n.example/id/120241012", ""),
        ("https://n.example/20241301/", ""),
        ("https://n.example/2024/10/story", ""),
        ("https://n.example/3024/10/12/", ""),
    ],
)
def test_days_are_read_from_urls(url: str, wanted: str) -> None:
    assert dated(raw("", url))[0][:10] == wanted


@pytest.mark.parametrize(
    ("url", "path", "wanted"),
    [
        ("", "a.txt", ""),
        ("", "2024-03-01.txt", "2024-02-26"),
        ("", "2024-01-15.txt", "2023-02-26"),
        ("https://n.example/2022/02/story", "a.txt", "2022-02-26"),
        ("https://n.example/2022/01/story", "a.txt", "2021-02-26"),
    ],
)
def test_a_dateline_takes_its_year_from_evidence_only(url: str, path: str, wanted: str) -> None:
    assert dated(raw("", url, path), HINT)[0][:10] == wanted


def test_a_day_that_the_year_does_not_have_falls_to_the_next_evidence() -> None:
    hint = DateHint(0, 2, 29, "dateline")
    assert dated(raw("", "", "2022-03-01.txt"), hint)[1] == "file_name"


def test_the_name_of_a_collection_does_not_date_its_records() -> None:
    assert dated(raw("", "", "dump-2024-03-01.jsonl", source_format="jsonl"))[1] == "none"
    assert dated(raw("", "", "2024-03-01.html", record_index=3))[1] == "none"
    assert dated(raw("", "", "f-2024-03-01.xml", source_format="rss20"))[1] == "none"
    assert dated(raw("", "", "2024-03-01/story.txt"))[1] == "none"


def test_a_collection_still_tells_the_year_of_a_dateline() -> None:
    article = raw("", "", "dump-2024-03-01.jsonl", source_format="jsonl")
    assert dated(article, HINT)[:2] == ("2024-02-26T00:00:00+00:00", "dateline")


@pytest.mark.parametrize(
    ("printed", "flag"),
    [
        ("2024-10-12T08:00Z", ""),
        ("2024-10-12T08:00", "no_zone"),
        ("2024-10-12", "no_zone"),
        ("2024-10-20T12:00:01Z", "future"),
        ("2024-10-20T23:00", "no_zone"),
        ("2024-10-21T02:01", "future"),
        ("2203-01-01", "future"),
        ("1899-12-31T23:59Z", "too_old"),
        ("0001-01-01T10:00+14:00", "too_old"),
        ("9999-12-31T23:59:59-12:00", "future"),
    ],
)
def test_a_moment_without_a_zone_or_that_cannot_be_is_flagged(printed: str, flag: str) -> None:
    at, source, found = dated(raw(printed))
    assert (source, found) == ("rss", flag)
    assert at.endswith("+00:00")


@pytest.mark.parametrize(
    "printed", ["0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"]
)
def test_a_date_that_nobody_set_gives_way_to_the_next(printed: str) -> None:
    url = "https://n.example/2024/03/02/a"
    assert dated(raw(printed, url)) == ("2024-03-02T00:00:00+00:00", "url", "no_zone")
    assert dated(raw(printed)) == ("", "none", "")
    assert dated(raw("1970-01-01"))[0] == "1970-01-01T00:00:00+00:00"


def test_a_zone_is_assumed_only_when_the_settings_say_so() -> None:
    assert dated(raw("2024-10-12T08:00"), zone="America/New_York") == (
        "2024-10-12T12:00:00+00:00",
        "rss",
        "",
    )
    assert dated(raw("2024-10-12T08:00+02:00"), zone="America/New_York")[0].startswith(
        "2024-10-12T06:00"
    )


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("May 6, 2024, 7:08 p.m. ET", "2024-05-06T23:08:00+00:00"),
        ("Jan 6, 2024 7:08 PM ET", "2024-01-07T00:08:00+00:00"),
        ("Dec 31, 2023 16:30 PT", "2024-01-01T00:30:00+00:00"),
        ("2024-05-06 07:08:09 UTC+5:30", "2024-05-06T01:38:09+00:00"),
        ("May 6, 2024 7:08 p. m. EDT", "2024-05-06T23:08:00+00:00"),
    ],
)
def test_a_zone_of_a_place_has_summer_time_where_the_day_has(printed: str, moment: str) -> None:
    assert dated(raw(printed)) == (moment, "rss", "")


def test_a_zone_that_does_not_exist_is_a_setting_that_does_not_fit() -> None:
    with pytest.raises(SettingsInvalid, match="time_zone"):
        load_settings(time_zone="Mars/Olympus")


def test_today_never_matters_but_for_the_flag() -> None:
    later = datetime(2030, 1, 1, tzinfo=UTC)
    for article, hint in (
        (raw(), HINT),
        (raw("", "", "2024-03-01.txt"), HINT),
        (raw("2024-10-12"), None),
    ):
        found = [date_article(article, Printed(hint), Settings(), now) for now in (NOW, later)]
        assert found[0] == found[1]
    assert date_article(raw(), Printed(), Settings(), NOW) == PublishedAt(None, "none", "")


@pytest.mark.parametrize("piece", ["1", "2024/", "2024-10-", "/", "a "])
def test_a_url_of_any_length_is_no_burden(piece: str) -> None:
    long = piece * 400_000
    assert dated(raw(long, long, long), HINT)[1] in {"none", "url", "dateline"}


def test_zones_of_places_come_with_the_installation() -> None:
    """A machine may have no database of them: slim images, and Windows."""
    reset_tzpath(to=())
    try:
        summer = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo.no_cache("America/New_York"))
    finally:
        reset_tzpath()
    assert summer.utcoffset() == timedelta(hours=-4)
