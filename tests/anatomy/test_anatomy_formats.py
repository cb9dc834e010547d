"""Articles as agencies, papers and sites of many countries print them: every part in its column."""

from dataclasses import replace

import pytest

from anatomy_made import apart
from ingest.anatomy.endings import find_ending
from ingest.anatomy.markup import is_trail
from ingest.article import Anatomy, DateHint

VOTED = "The council of the old harbour town voted on Tuesday to close the ferry after forty years."
ASKED = '"We were not asked," said one passenger, who has taken the ferry to work since 1998.'
AUTUMN = "The last ferry leaves in autumn. A farewell is planned on the pier."
BODY = f"{VOTED}\n\n{ASKED}\n\n{AUTUMN}"
CLOSES = "Harbour town closes ferry line"
OCTOBER = DateHint(2024, 10, 12, "date_line")


def day_of(found: Anatomy) -> DateHint | None:
    """The day without the hour beside it."""
    return found.date_hint and replace(found.date_hint, clock=None, is_unsure=False)


def test_an_old_wire_story_prints_the_agency_below_the_byline() -> None:
    found = apart(
        CLOSES,
        "By JANE DOE\nAssociated Press Writer",
        f"PORT ELLERY, Maine (AP) _ {VOTED}",
        ASKED,
        AUTUMN,
        "___",
        "Associated Press writer John Roe in Augusta contributed to this report.",
    )
    assert (found.authors, found.credit) == (("Jane Doe",), "Associated Press")
    assert (found.dateline, found.body) == ("PORT ELLERY, Maine (AP)", BODY)


def test_a_page_copied_whole_has_its_way_its_dates_and_its_topics() -> None:
    found = apart(
        "World › Europe",
        CLOSES,
        "Council vote ends forty years of crossings",
        "Jane Doe in Port Ellery\nSat 12 Oct 2024 10.15 BST\n"
        "Last modified on Sat 12 Oct 2024 12.01 BST",
        VOTED,
        ASKED,
        "Advertisement",
        AUTUMN,
        "Topics\nEurope\nFerries\nReuse this content",
    )
    assert (found.headline, found.authors, day_of(found)) == (CLOSES, ("Jane Doe",), OCTOBER)
    assert found.teaser == "Council vote ends forty years of crossings"
    assert found.body == BODY


def test_a_post_of_a_blog_has_its_day_above_and_its_buttons_below() -> None:
    found = apart(
        CLOSES,
        "Posted on October 12, 2024 by admin",
        BODY,
        "Share this:\nClick to share on Twitter (Opens in new window)\nLike this:\nLike Loading...",
        "Related",
        "Filed under: News, Harbour\nTagged: ferry, council",
    )
    assert (found.authors, day_of(found), found.body) == ((), OCTOBER, BODY)


def test_an_opinion_names_its_section_and_says_who_wrote_it() -> None:
    found = apart(
        f"{CLOSES} | Opinion\nOpinion\nJane Doe\nJane Doe is a columnist for The Harbour Post.",
        BODY,
    )
    assert (found.headline, found.authors) == (CLOSES, ("Jane Doe",))
    assert (found.publisher, found.body) == ("The Harbour Post", BODY)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Jane Doe | Saturday, 12 October 2024 10:15", "Jane Doe"),
        ("12 October 2024 - Jane Doe", "Jane Doe"),
        ("Jane Doe · Harbour News · Posted: Oct 12, 2024 10:15 AM EDT", "Jane Doe"),
        ("Jane Doe Published October 12, 2024", "Jane Doe"),
        ("By Jane Doe, October 12, 2024", "Jane Doe"),
        ("By Jane Doe on October 12, 2024", "Jane Doe"),
        ("Ayşe Yılmaz | 12.10.2024 - 10:15, Güncelleme: 12.10.2024 - 12:00", "Ayşe Yılmaz"),
        ("Nguyễn Văn An - Thứ bảy, 12/10/2024 10:15 (GMT+7)", "Nguyễn Văn An"),
    ],
)
def test_a_name_and_a_day_share_a_line(line: str, author: str) -> None:
    found = apart(CLOSES, line, BODY)
    assert (found.authors, day_of(found), found.body) == ((author,), OCTOBER, BODY)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("PTI | New Delhi | Updated: October 12, 2024 10:15 IST", "PTI"),
        ("October 12, 2024 10:15 am | Updated 12:00 pm IST - CHENNAI", ""),
    ],
)
def test_a_day_stands_beside_a_place_and_an_agency(line: str, credit: str) -> None:
    found = apart(CLOSES, line, BODY)
    assert (found.credit, day_of(found), found.body) == (credit, OCTOBER, BODY)


def test_addresses_below_a_name_do_not_tell_of_a_person() -> None:
    found = apart(CLOSES, "Jane Doe\nReporter\n@janedoe\nJane.Doe@example.com", BODY)
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_an_agency_may_stand_before_the_first_word() -> None:
    found = apart(CLOSES, f"(CNN){VOTED}", ASKED, AUTUMN)
    assert (found.credit, found.body) == ("CNN", BODY)


def test_a_town_and_a_day_are_a_dateline_up_to_the_time() -> None:
    found = apart(CLOSES, "JUAN PÉREZ\nPort Ellery - 12 OCT 2024 - 10:15 CEST", BODY)
    assert (found.authors, found.dateline) == (("Juan Pérez",), "Port Ellery - 12 OCT 2024")
    assert found.body == BODY


@pytest.mark.parametrize("call", ["RELATED: What is next for the pier?", "Read more: Who paid?"])
def test_a_prompt_that_asks_is_one(call: str) -> None:
    assert apart(CLOSES, VOTED, call, ASKED, AUTUMN).body == BODY


def test_a_question_in_the_body_is_none() -> None:
    asks = "What is next for the pier? Nobody in the town could say so."
    assert asks in apart(CLOSES, VOTED, asks, ASKED, AUTUMN).body


@pytest.mark.parametrize(
    ("end", "credit"),
    [("Enditem", "Xinhua"), ("(AFP)", "AFP"), ("（完）", ""), ("(PAP)\n\nann/ mark/", "PAP")],
)
def test_a_sign_behind_the_last_sentence_ends_the_story(end: str, credit: str) -> None:
    dateline = "PORT ELLERY, Oct. 12 (Xinhua) -- " if credit == "Xinhua" else ""
    found = apart(CLOSES, f"{dateline}{VOTED}", ASKED, f"{AUTUMN} {end}")
    assert found.body == BODY
    if credit:
        assert found.credit == credit


@pytest.mark.parametrize("text", ["They met at the bank (BBC)", "The deal is worth a lot (much)."])
def test_brackets_in_a_sentence_end_nothing(text: str) -> None:
    assert find_ending(text) is None


@pytest.mark.parametrize(
    "line", ["“No” » “Yes”, they said on the pier", "Rates > wages again, say"]
)
def test_a_sentence_with_an_arrow_is_no_way(line: str) -> None:
    assert not is_trail(line)


def test_an_address_below_the_body_belongs_to_the_name_above_it() -> None:
    found = apart(CLOSES, BODY, "Anna Karlsson\nanna.karlsson@example.se")
    assert (found.authors, found.body) == (("Anna Karlsson",), BODY)


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("STOCKHOLM (TT) ", "TT"),
        ("Mogadishu (Garowe Online) - ", "Garowe Online"),
        ("LONDON, Oct. 12, 2024 /PRNewswire-FirstCall/ -- ", "PRNewswire-FirstCall"),
    ],
)
def test_an_agency_stands_in_the_dateline(printed: str, agency: str) -> None:
    found = apart(CLOSES, printed + VOTED, ASKED, AUTUMN)
    assert (found.credit, found.body) == (agency, BODY)
