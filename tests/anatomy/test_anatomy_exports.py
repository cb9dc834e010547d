"""Exports of news databases, press releases and newsletters, as bare text."""

import pytest

from anatomy_made import BODY, CLOSES, LEAVES, VOTED, apart
from ingest.article import DateHint


def test_a_database_prints_paper_edition_and_labels_around_an_article() -> None:
    found = apart(
        "1 of 25 DOCUMENTS",
        "The Harbour Post (Maine)",
        "October 12, 2004 Tuesday\nFinal Edition",
        CLOSES,
        "BYLINE: Jane Doe, Staff Writer",
        "SECTION: METRO; Pg. B1",
        "LENGTH: 312 words",
        "DATELINE: PORT ELLERY",
        BODY,
        "LOAD-DATE: October 12, 2004",
        "GRAPHIC: PHOTO, The ferry at the pier.",
        "PUBLICATION-TYPE: Newspaper",
        "Copyright 2004 The Harbour Post\nAll Rights Reserved",
    )
    assert (found.headline, found.authors, found.publisher) == (
        CLOSES,
        ("Jane Doe",),
        "The Harbour Post",
    )
    assert (found.dateline, found.body) == ("PORT ELLERY", BODY)
    assert found.date_hint == DateHint(2004, 10, 12, "date_line")


def test_codes_stand_above_a_line_of_rights() -> None:
    found = apart(
        CLOSES,
        "By Jane Doe\n312 words\n12 October 2004\nThe Harbour Post\nHARPST\nB1\nEnglish\n"
        "(c) 2004 The Harbour Post. All rights reserved.",
        BODY,
        "Document HARPST0020041012e0ac00012",
    )
    assert (found.authors, found.publisher, found.body) == (
        ("Jane Doe",),
        "The Harbour Post",
        BODY,
    )


def test_a_record_stands_below_the_full_text() -> None:
    found = apart(
        f"{CLOSES}\nAuthor: Doe, Jane\nPublication info: The Harbour Post, 12 Oct 2004: B.1.\n"
        f"Full text: {VOTED}\n{LEAVES}\nSubject: Ferries; City councils;\nLocation: Maine\n"
        f"Title: {CLOSES}\nPages: B.1\nPublication year: 2004\nISSN: 12345678\n"
        "Source type: Newspapers\nDocument type: NEWSPAPER\nDatabase: News Central",
    )
    assert (found.headline, found.authors, found.body) == (CLOSES, ("Jane Doe",), BODY)


def test_the_facts_of_a_film_are_no_record() -> None:
    facts = "Director: John Roe\nCast: Ann Poe, Bob Smith\nLength: 112 minutes\nRating: four stars"
    assert apart(CLOSES, BODY, facts).body.endswith("Rating: four stars")


def test_a_press_release_ends_with_whom_to_ask() -> None:
    found = apart(
        "FOR IMMEDIATE RELEASE\nOctober 12, 2024",
        CLOSES,
        f"PORT ELLERY, Maine, Oct. 12, 2024 /PRNewswire/ -- {VOTED}",
        LEAVES,
        "Media Contact:",
        "John Roe\nHarbour Lines\n(207) 555-0100",
        "SOURCE Harbour Lines, Inc.",
    )
    assert (found.headline, found.credit, found.body) == (CLOSES, "PRNewswire", BODY)
    assert found.authors == ()


def test_a_german_press_release_names_its_service() -> None:
    found = apart(
        "Hafenstadt schließt Fährlinie",
        f"Hamburg (ots) - {VOTED}",
        "Pressekontakt:",
        "Hafenstadt GmbH\nErika Mustermann\nTelefon: 040 123456",
        "Original-Content von: Hafenstadt GmbH, übermittelt durch news aktuell",
    )
    assert (found.dateline, found.credit, found.body) == ("Hamburg (ots)", "ots", VOTED)


@pytest.mark.parametrize(
    "line",
    [
        "Was this email forwarded to you? Sign up here.",
        "You received this email because you signed up for Morning Briefing.",
        "Unsubscribe | Manage preferences | Privacy policy",
        "Thanks for reading Harbour Letters! Subscribe for free to receive new posts.",
        "Posted in Travel | Tagged ferry, islands | 3 Comments",
        "Your email address will not be published. Required fields are marked *",
        "To contact the reporter on this story: Jane Doe in New York at jdoe@example.net",
        "Published in Dawn, October 12th, 2024",
    ],
)
def test_what_a_newsletter_or_a_blog_prints_below_is_cut(line: str) -> None:
    assert apart(CLOSES, BODY, line).body == BODY


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("October 12, 2014 by Jane Doe", "Jane Doe"),
        ("山田太郎　2024年10月12日 10時15分", "山田太郎"),
        ("原创 王小明 海港报 2024-10-12 10:15", "王小明"),
        ("澎湃新闻记者 王小明", "王小明"),
        ("Por João Silva, g1 — São Paulo", "João Silva"),
        ("From John Roe, Lagos", "John Roe"),
    ],
)
def test_a_line_names_who_wrote(line: str, name: str) -> None:
    found = apart("港町" if line[0] > "\u2e80" else CLOSES, line, BODY)
    assert (found.authors, found.body) == ((name,), BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Translated by John Roe",
        "Traduit de l'anglais par Jeanne Dupont",
        "Aus dem Englischen von Erika Mustermann",
        "Traducción de María López",
    ],
)
def test_who_translated_is_no_author(line: str) -> None:
    found = apart(CLOSES, "By Jane Doe", BODY, line)
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


@pytest.mark.parametrize("last", [": a line may begin so.", ":", "： 以冒号开头。"])
def test_a_last_line_that_begins_with_a_colon_is_no_field(last: str) -> None:
    assert apart(CLOSES, BODY, last).body.endswith(last)


@pytest.mark.parametrize(
    ("line", "authors", "credit", "origin"),
    [
        ("March 3, 2020 by Jane Doe Leave a Comment", ("Jane Doe",), "", ""),
        ("AFP | Port Ellery | Updated: March 3, 2020 12:01:15 pm", (), "AFP", ""),
        ("Source: Xinhua| 2020-03-03 12:01:15|Editor: huaxia", (), "", "Xinhua"),
        ("Sport | 3 March 2020", (), "", ""),
    ],
)
def test_a_site_prints_a_day_beside_an_agency_a_section_or_who_wrote(
    line: str, authors: tuple[str, ...], credit: str, origin: str
) -> None:
    found = apart(CLOSES, line, BODY)
    assert (found.headline, found.body) == (CLOSES, BODY)
    assert (found.authors, found.credit, found.syndicated_from) == (authors, credit, origin)
    assert found.date_hint is not None
    assert (found.date_hint.year, found.date_hint.month, found.date_hint.day) == (2020, 3, 3)


@pytest.mark.parametrize(
    "above",
    [
        ["Home", "Sport", "More sport"],
        ["culture council"],
        ["Politics & Government"],
        ["POST / Politics / Inland"],
        ["InlandHarbours"],
        [f"HomeNews{CLOSES}"],
        ["News", "/", "Port Ellery"],
        ["NEWS FEATURE", "3 March 2020"],
    ],
)
def test_a_page_prints_the_way_to_it_or_a_word_or_two_above_the_headline(above: list[str]) -> None:
    found = apart("\n".join([*above, CLOSES]), "By Jane Doe", BODY)
    assert (found.headline, found.authors, found.body) == (CLOSES, ("Jane Doe",), BODY)


@pytest.mark.parametrize("headline", ["“Tireless work”", "Ferry line closes", CLOSES])
def test_a_short_headline_above_prose_is_no_kicker(headline: str) -> None:
    assert apart(headline, BODY).headline == headline


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        (["The Harbour Times"], "The Harbour Times"),
        (["Harbour News", "3 March 2020"], "Harbour News"),
        (["Ellery Radio Network", "Home > World"], "Ellery Radio Network"),
    ],
)
def test_the_name_of_a_paper_or_site_above_the_headline_is_the_publisher(
    above: list[str], publisher: str
) -> None:
    found = apart(*above, CLOSES, "By Jane Doe", BODY)
    assert (found.headline, found.publisher) == (CLOSES, publisher)
    assert (found.authors, found.teaser, found.body) == (("Jane Doe",), "", BODY)


@pytest.mark.parametrize("headline", ["Fewer Read The News", "Council Times Out Again"])
def test_a_headline_in_capitals_above_its_teaser_is_no_paper(headline: str) -> None:
    found = apart(headline, f"{CLOSES}, and nobody knows why", "By Jane Doe", BODY)
    assert (found.headline, found.publisher, found.body) == (headline, "", BODY)


def test_a_headline_may_be_printed_more_than_twice() -> None:
    found = apart(f"{CLOSES} | Harbour News", CLOSES, "By Jane Doe", CLOSES.upper(), BODY)
    assert (found.headline, found.authors, found.body) == (CLOSES, ("Jane Doe",), BODY)
    assert [cut.rule for cut in found.removed].count("repeated_headline") == 2
