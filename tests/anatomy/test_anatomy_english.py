"""What English papers, agencies and sites print around a body."""

import pytest

from anatomy_made import apart

VOTED = "The council of the old harbour town voted on Tuesday to close the ferry after forty years."
ABSENT = "The mayor himself did not come to the pier when the last boat left it, and nobody asked."
BODY = f"{VOTED}\n\n{ABSENT}"
CLOSES = "Harbour town closes ferry line"


@pytest.mark.parametrize("call", ["Watch the last boat leave »", "See a map of the ferry line » ."])
@pytest.mark.parametrize("behind", ["", " It was cold."])
def test_a_call_amid_a_paragraph_is_cut(call: str, behind: str) -> None:
    found = apart(CLOSES, f"{VOTED} {call}{behind}", ABSENT)
    assert found.body == f"{VOTED}{behind}\n\n{ABSENT}"


@pytest.mark.parametrize(
    "line",
    [
        "He asked them to read »The Last Ferry« in the harbour library, as all of them did once.",
        "Watch how she said « no » and then » yes » to the men who had come from the harbour.",
        "They can watch boats » or birds » from the pier, said the mayor, who likes both of them.",
    ],
)
def test_quotes_in_angles_stay(line: str) -> None:
    assert apart(CLOSES, VOTED, line, ABSENT).body == f"{VOTED}\n\n{line}\n\n{ABSENT}"


@pytest.mark.parametrize(
    "line",
    [
        "All About London",
        "E-mail to a friend E-mail to a friend",
        "End of Document",
        "Kindly share this story:",
        "Contact: editor@example.com",
        "Explore more on these topics",
        "READ: Ferry prices rise again",
        "(This story has not been edited by our staff and is auto-generated from a feed.)",
        "The BBC is not responsible for the content of external sites.",
        "Mary Major contributed reporting.",
        "--With assistance from John Roe.",
        "Doe reported from Harrow. Roe reported from Port Ellery. Mary Major contributed.",
        "Jane Doe, The Canadian Press",
        "For more articles like this, please visit us at example.com",
        "Share or comment on this article: Harbour town closes ferry line",
    ],
)
def test_a_line_below_the_body_is_cut(line: str) -> None:
    found = apart(CLOSES, "By Jane Doe", BODY, line)
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_who_helped_is_cut_from_behind_the_last_sentence() -> None:
    found = apart(f"(CNN) -- {VOTED}\n\n{ABSENT} CNN's Jane Doe contributed to this report.")
    assert (found.authors, found.credit, found.body) == (("Jane Doe",), "CNN", BODY)
    told = f"{ABSENT} The storm contributed to this decision."
    assert apart(CLOSES, VOTED, told).body == f"{VOTED}\n\n{told}"


def test_a_sentence_about_an_author_may_be_followed_by_others() -> None:
    about = "Jane Doe is a staff writer on ferries. Before joining The Post, she was a clerk."
    found = apart(CLOSES, "By Jane Doe", BODY, "Mary Major contributed to this report.", about)
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_where_the_authors_were_is_said_below_the_byline() -> None:
    line = "Jane Doe reported from Harrow, and John Roe from Port Ellery."
    found = apart(CLOSES, "By Jane Doe and John Roe", line, "March 3, 2026, 5:00 a.m. ET", BODY)
    assert (found.authors, found.body) == (("Jane Doe", "John Roe"), BODY)


def test_a_caption_may_stand_below_its_label() -> None:
    picture = "Image source, Getty Images\nImage caption,\nThe ferry in March"
    found = apart(CLOSES, VOTED, picture, ABSENT, VOTED)
    assert found.body == f"{VOTED}\n\n{ABSENT}\n\n{VOTED}"


def test_a_notice_above_a_text_without_a_headline_is_no_headline() -> None:
    found = apart("Media playback is unsupported on your device", BODY)
    assert (found.headline, found.body) == ("", BODY)


def test_a_byline_and_a_handle_may_stand_below_a_teaser() -> None:
    teaser = "Mayor stays away as last boat leaves, and unions warn of more to come"
    found = apart(CLOSES, teaser, "Jane Doe in Harrow\n@janedoe", "Tue 3 Mar 2026 10.23 GMT", BODY)
    assert (found.authors, found.teaser, found.body) == (("Jane Doe",), teaser, BODY)


def test_a_catalogue_prints_the_article_of_a_paper_behind_it() -> None:
    found = apart(
        f"{CLOSES}\nHarbour Times, The (CA) - March 3, 2026\nAuthor/Byline: JANE DOE, Staff Writer",
        f"Readability: 8-10 grade level (Lexile: 1100)\n\n{BODY}\n\nRecord Number: 1234567",
    )
    assert (found.headline, found.authors, found.dateline) == (CLOSES, ("Jane Doe",), "")
    assert (found.publisher, found.body) == ("The Harbour Times", BODY)


def test_who_owns_the_paper_stands_above_the_number_of_a_document() -> None:
    found = apart(CLOSES, BODY, "Harbour Times Ltd.", "Document HARBT00020260303em3300012")
    assert found.body == BODY


def test_the_credit_of_a_record_may_be_the_byline() -> None:
    fields = (
        "Subject: Ferries",
        "Pages: A.4",
        "ISSN: 01234567",
        "Source type: Newspapers",
        "Language of publication: English",
        "Document type: News",
        "Credit: By Jane Doe",
    )
    found = apart(CLOSES, BODY, *fields)
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_a_day_above_a_body_of_one_long_line_is_no_part_of_it() -> None:
    head = "By Jane Doe, CNN\nUpdated 10:23 AM ET, Tue March 3, 2026\n(CNN)"
    found = apart(f"{CLOSES}\n{head}{VOTED} {ABSENT}", ABSENT)
    assert (found.headline, found.authors, found.dateline) == (CLOSES, ("Jane Doe",), "(CNN)")
    assert found.body == f"{VOTED} {ABSENT}\n\n{ABSENT}"


def test_a_list_of_results_loses_no_line_to_the_headline() -> None:
    lists = "Harrow 4, Port Ellery 2\nMillbrook 3, Ellery 1\n\nTUESDAY'S GAMES\nEllery at Harrow"
    found = apart(f"MONDAY'S GAMES\n{lists}")
    assert (found.headline, found.body) == ("MONDAY'S GAMES", lists)


def test_counts_below_a_day_are_cut() -> None:
    found = apart(f"{CLOSES}\nAnd what it costs\n\nJane Doe\nMar 03, 2026\n\n12\n\n3\nShare", BODY)
    assert (found.authors, found.body) == (("Jane Doe",), BODY)
    assert found.date_hint
    assert found.date_hint.day == 3


def test_days_with_labels_are_no_list() -> None:
    days = "Issued on: 03/03/2026 - 10:23\n\nModified: 03/03/2026 - 11:00\n\n3 min"
    assert apart(CLOSES, days, BODY).body == BODY


def test_a_lead_printed_twice_is_the_teaser() -> None:
    for above in ((), (CLOSES, "By JANE DOE")):
        found = apart(*above, f"LEAD: {VOTED}", BODY)
        assert (found.teaser, found.body) == (VOTED, BODY)


def test_an_outlet_and_a_role_below_a_byline_are_no_headline() -> None:
    found = apart("BY JANE DOE", "DAILY NEWS STAFF WRITER", "Tuesday, March 3rd 2009", BODY)
    assert (found.headline, found.publisher, found.body) == ("", "DAILY NEWS", BODY)


def test_the_way_to_a_page_may_end_with_its_headline() -> None:
    found = apart(f"Home » News » {CLOSES}", CLOSES, "On March 3, 2026 10:23 am", BODY)
    assert (found.headline, found.body) == (CLOSES, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Our Correspondent March 03, 2026",
        "UNB, Dhaka\n\nTue Mar 3, 2026 10:23 AM Last update on: Tue Mar 3, 2026 11:00 AM",
        "RFE/RL's Tajik Service",
        "Tuesday 3 March 2026 10:23, UK",
        "General News of Tuesday, 3 March 2026",
    ],
)
def test_a_line_above_the_body_names_nobody(line: str) -> None:
    found = apart(CLOSES, line, f"LAHORE: {BODY}")
    assert (found.authors, found.body) == ((), BODY)
    assert found.dateline in ("LAHORE", "UNB, Dhaka")


def test_a_note_in_brackets_before_a_dateline_takes_no_body_with_it() -> None:
    found = apart(CLOSES, f"(EDS: Adds details) Port Ellery, Mar 3 (PTI) {VOTED}", ABSENT)
    assert (found.notes, found.dateline) == (("(EDS: Adds details)",), "Port Ellery, Mar 3 (PTI)")
    assert found.body == BODY


@pytest.mark.parametrize(
    "brackets",
    [
        "(Reporting by Jane Doe; Editing by John Roe)",
        "(Reporting by Jane Doe in Harrow; writing by John Roe)",
        "(Additional reporting by Jane Doe in Harrow; Editing by John Roe)",
    ],
)
def test_brackets_behind_the_last_sentence_say_who_wrote(brackets: str) -> None:
    found = apart(CLOSES, f"HARROW, March 3 (Reuters) - {VOTED} {ABSENT} {brackets}")
    assert found.authors[:1] == ("Jane Doe",)
    assert found.body == f"{VOTED} {ABSENT}"


def test_brackets_that_name_nobody_stay() -> None:
    told = f"{ABSENT} (The ferry was built by the men of Harrow.)"
    assert apart(CLOSES, VOTED, told).body == f"{VOTED}\n\n{told}"


def test_who_provides_an_article_stands_below_its_label() -> None:
    head = "News provided by\n\nExample Corp.\n\nMar 03, 2026, 09:00 ET\n\nShare this article"
    found = apart(CLOSES, head, f"HARROW, Maine, March 3, 2026 /PRNewswire/ -- {BODY}")
    assert (found.headline, found.publisher, found.body) == (CLOSES, "Example Corp.", BODY)


def test_a_section_of_a_print_edition_is_no_source() -> None:
    line = "This article appeared in the Business section of the print edition"
    found = apart(CLOSES, BODY, line)
    assert (found.syndicated_from, found.body) == ("", BODY)


@pytest.mark.parametrize(
    "line",
    [
        "--IANS\njd/svn/",
        "(With inputs from agencies.)",
        "FacebookTwitterInstagram",
        "This report is auto-generated from a news service. We take no part in its content.",
        "When you buy a book using a link on this page, we receive a commission.",
    ],
)
def test_lines_of_agencies_and_shops_below_the_body_are_cut(line: str) -> None:
    assert apart(CLOSES, BODY, line).body == BODY


@pytest.mark.parametrize(
    "rights",
    [
        "Copyright 2016 The Harbour Press. All rights reserved.",
        "© 2016 Harbour Post",
        "The-CNN-Wire™ & © 2016 Cable News Network, Inc. All rights reserved.",
    ],
)
def test_who_has_the_rights_is_cut_from_behind_the_last_sentence(rights: str) -> None:
    found = apart(CLOSES, VOTED, f"{ABSENT} {rights}")
    assert (found.body, found.credit) == (BODY, rights)


def test_a_sentence_about_rights_stays() -> None:
    told = f"{ABSENT} Copyright in the song belongs to the town."
    assert apart(CLOSES, VOTED, told).body == f"{VOTED}\n\n{told}"


def test_who_reported_may_follow_the_last_sentence_without_brackets() -> None:
    found = apart(CLOSES, f"{VOTED} {ABSENT} Reporting by Jane Doe; Editing by John Roe")
    assert (found.authors, found.body) == (("Jane Doe",), f"{VOTED} {ABSENT}")


@pytest.mark.parametrize(
    ("behind", "authors", "credit"),
    [
        (" — New Ziana.", (), "New Ziana"),
        (" —Jane Doe", ("Jane Doe",), ""),
        (" — with reports from Jane Doe, Harbour News", ("Jane Doe",), ""),
    ],
)
def test_a_dash_behind_the_last_sentence_says_who_wrote(
    behind: str, authors: tuple[str, ...], credit: str
) -> None:
    found = apart(CLOSES, VOTED, ABSENT + behind)
    assert (found.authors, found.credit, found.body) == (authors, credit, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "“The sea is wide and the night is long.” — Jane Doe",
        "The sea is wide and the night is long. — and so it went on",
        "Nobody came but the mayor. — She left at once, and so did we",
    ],
)
def test_a_dash_behind_a_quote_or_before_a_sentence_stays(line: str) -> None:
    assert apart(CLOSES, VOTED, line).body == f"{VOTED}\n\n{line}"


def test_points_below_their_heading_are_the_teaser() -> None:
    found = apart(f"Story highlights\nFerry closes\nMayor stays away\n(CNN){VOTED}", ABSENT)
    assert (found.headline, found.teaser) == ("", "Ferry closes Mayor stays away")
    assert (found.dateline, found.body) == ("(CNN)", BODY)


def test_a_dash_and_the_letters_of_a_paper_end_a_text() -> None:
    assert apart(CLOSES, BODY, "- NST").body == BODY
