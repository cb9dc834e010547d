"""Bylines over several lines, and bylines that something follows in the same line."""

import pytest

from anatomy_made import apart

VOTED = "The council of the old harbour town voted on Tuesday to close the ferry after forty years."
ABSENT = "The mayor himself did not come to the pier when the last boat left it, and nobody asked."
BODY = f"{VOTED}\n\n{ABSENT}"
CLOSES = "Harbour town closes ferry line"
BOTH = ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    "lines",
    [
        "By Jane Doe\n    and John Roe\n    Reuters\n    CHICAGO, March 17 - ",
        "By Jane Doe and\nJohn Roe\nCHICAGO, March 17 (Reuters) - ",
        "By Jane Doe,\nJohn Roe\nCHICAGO, March 17 (Reuters) - ",
        "By Jane Doe\n\nand John Roe\n\nCHICAGO, March 17 (Reuters) - ",
        "By Jane Doe and John Roe CHICAGO, March 17 (Reuters) - ",
        "BY JANE DOE AND JOHN ROE CHICAGO, March 17 (Reuters) - ",
        "By Jane Doe\nand\nJohn Roe\nCHICAGO, March 17 (Reuters) - ",
    ],
)
@pytest.mark.parametrize("headline", ["", f"{CLOSES}\n\n"])
def test_a_byline_may_go_on_below_or_stand_before_a_dateline(headline: str, lines: str) -> None:
    found = apart(f"{headline}{lines}{BODY}")
    assert (found.authors, found.credit, found.body) == (BOTH, "Reuters", BODY)
    assert found.dateline.startswith("CHICAGO, March 17")
    assert found.headline == headline.strip()


def test_a_role_below_a_byline_is_no_headline() -> None:
    found = apart(f"By JANE DOE\nAP Business Writer\nCHICAGO (AP) -- {BODY}")
    assert (found.headline, found.authors, found.credit) == ("", ("Jane Doe",), "AP")
    assert found.body == BODY


OPENING = [
    "By", "Jane Doe", "and John Roe", "PUBLISHED:", "12:00 EST, 3 March 2013", "|", "UPDATED:",
    "13:00 EST, 3 March 2013",
]  # fmt: skip


@pytest.mark.parametrize("between", ["\n.\n", "\n\n", "\n", " . "])
def test_by_names_and_days_may_stand_apart(between: str) -> None:
    found = apart(between.join([*OPENING, BODY]))
    assert (found.authors, found.headline, found.body) == (BOTH, "", BODY)
    assert found.date_hint
    assert (found.date_hint.year, found.date_hint.month, found.date_hint.day) == (2013, 3, 3)


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("Daily Mail Reporter", ()),
        ("Associated Press", ()),
        ("Jane Doe . In New York", ("Jane Doe",)),
        ("Jane Doe, Health Correspondent", ("Jane Doe",)),
        ("Jane Doe . Health Correspondent", ("Jane Doe",)),
        ("Jane Doe . Last updated at 8:36 AM on 20th June 2011", ("Jane Doe",)),
    ],
)
def test_what_is_between_stops_is_who_wrote(names: str, authors: tuple[str, ...]) -> None:
    found = apart(f"By . {names} . {BODY}")
    assert (found.authors, found.body) == (authors, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "By the sea . We were there . And it was cold, as it always is in the month of March.",
        "By noon LONDON (Reuters) - as we call it here - was an empty town with closed shops.",
    ],
)
def test_a_sentence_that_begins_with_by_stays(line: str) -> None:
    assert apart(f"{CLOSES}\n\n{line}\n\n{ABSENT}").body == f"{line}\n\n{ABSENT}"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Published: March 3, 2026 By Jane Doe", ("Jane Doe",)),
        ("By Jane Doe Updated 10:23 AM ET, Tue March 3, 2026", ("Jane Doe",)),
        ("Text: Jane Doe Photos: John Roe", ("Jane Doe",)),
        ("Text: Jane Doe | Bilder: John Roe", ("Jane Doe",)),
        ("Words: Jane Doe Photography: John Roe", ("Jane Doe",)),
        ("Words Jane Doe Photographs John Roe", ("Jane Doe",)),
        ("Words by Jane Doe. Photos by John Roe.", ("Jane Doe",)),
        ("By Jane Doe / Photographs by John Roe", ("Jane Doe",)),
        ("By Jane Doe, Staff Writer, Port Ellery", ("Jane Doe",)),
        ("By HT Correspondent, Port Ellery", ()),
        ("By Jane Doe • jdoe@example.com", ("Jane Doe",)),
        ("Jane DoeStaff reporter", ("Jane Doe",)),
        ("ABC Rural / By Jane Doe", ("Jane Doe",)),
        ("Jane Doe reports from Harrow", ("Jane Doe",)),
        ("Published - March 03, 2026 10:23 am IST - PORT ELLERY", ()),
        ("Port Ellery | Updated: March 3, 2026 10:23 IST", ()),
        ("PORT ELLERY, March 03, 2026 10:23 IST", ()),
        ("By Our Political Bureau", ()),
        ("Compiled from staff and wire reports", ()),
    ],
)
def test_a_line_below_a_headline_says_who_wrote(line: str, authors: tuple[str, ...]) -> None:
    found = apart(f"{CLOSES}\n\n{line}\n\n{BODY}")
    assert (found.headline, found.authors, found.body) == (CLOSES, authors, BODY)


@pytest.mark.parametrize(
    "lead",
    [
        "By Jane Doe PUBLISHED: 12:00 EST, 3 March 2013 | UPDATED: 13:00 EST, 3 March 2013 ",
        "PUBLISHED: . 12:00 EST, 3 March 2013 . | . UPDATED: . 13:00 EST, 3 March 2013 . ",
        "Last updated at 12:41 AM on 3rd March 2013 . ",
    ],
)
def test_days_before_the_first_sentence_are_no_part_of_it(lead: str) -> None:
    found = apart(lead + BODY)
    assert found.body == BODY
    assert found.date_hint
    assert (found.date_hint.year, found.date_hint.day) == (2013, 3)


def test_an_author_may_follow_the_outlet_of_another() -> None:
    found = apart(f"By\nJane Doe for MailOnline\nand John Roe\n{BODY}")
    assert (found.authors, found.publisher, found.body) == (BOTH, "MailOnline", BODY)


@pytest.mark.parametrize(
    ("lead", "note", "teaser"),
    [
        ("Editor's note: Jane Doe is a professor.", "Editor's note: Jane Doe is a professor.", ""),
        ("NEW: Ferry closes . Mayor away .", "", "NEW: Ferry closes . Mayor away ."),
        ("Story highlights Ferry closes Mayor away", "", "Ferry closes Mayor away"),
    ],
)
def test_what_is_before_the_dateline_of_the_same_line_is_no_body(
    lead: str, note: str, teaser: str
) -> None:
    found = apart(f"{lead} (CNN) -- {BODY}")
    assert (found.dateline, found.teaser, found.body) == ("(CNN)", teaser, BODY)
    assert found.notes == ((note,) if note else ())


def test_an_agency_amid_a_sentence_stays() -> None:
    line = f"{VOTED} It is said (AP) - and not for the first time - that nobody was there."
    assert apart(f"{line}\n\n{ABSENT}").body == f"{line}\n\n{ABSENT}"


@pytest.mark.parametrize(
    ("lines", "authors", "publisher"),
    [
        ("By\nJane Doe\nand\nJohn Roe", BOTH, ""),
        ("By\nJane Doe\nHarbour Post", ("Jane Doe",), "Harbour Post"),
        ("Jane Doe\nand John Roe", BOTH, ""),
        ("JANE DOE\nAND JOHN ROE", BOTH, ""),
        ("Jane Doe, Harbour Post\nand John Roe, Port Times", BOTH, "Harbour Post"),
        ("by Jane Doe\nfor the Harbour Post", ("Jane Doe",), "Harbour Post"),
        ("By JANE DOE\nand JOHN ROE\nHarbour Post Staff Writers", BOTH, "Harbour Post"),
    ],
)
def test_names_and_an_outlet_may_stand_one_below_the_other(
    lines: str, authors: tuple[str, ...], publisher: str
) -> None:
    found = apart(f"{CLOSES}\n\n{lines}\n\n{BODY}")
    assert (found.headline, found.authors, found.publisher) == (CLOSES, authors, publisher)
    assert found.body == BODY


def test_a_town_unknown_may_follow_names_in_capitals() -> None:
    found = apart(f"BY JANE DOE HARROW, March 3 (Reuters) - {BODY}")
    assert (found.authors, found.dateline) == (("Jane Doe",), "HARROW, March 3 (Reuters)")


def test_a_heading_with_a_name_below_a_byline_stays() -> None:
    found = apart(f"{CLOSES}\n\nJane Doe\n\nMartin Gale\n\n{BODY}")
    assert found.body == f"Martin Gale\n\n{BODY}"


@pytest.mark.parametrize("line", ["For Forty Years Nobody Came", "And So It Goes"])
def test_a_heading_directly_below_a_byline_is_no_part_of_it(line: str) -> None:
    found = apart(f"{CLOSES}\n\nBy Jane Doe\n{line}\n\n{BODY}")
    assert (found.authors, found.body) == (("Jane Doe",), f"{line}\n\n{BODY}")
