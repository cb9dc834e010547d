"""Codes of agencies around a story: slugs and priorities above it, signs and times below it."""

import pytest

from anatomy_made import BODY, CLOSES, LEAVES, VOTED, apart


@pytest.mark.parametrize(
    "codes",
    [
        "a0417\nr a PM-FerryVote   03-11 0211\n^PM-Ferry Vote,0219",
        "r abx AM-FerryVote 1stLd-Writethru a0555 03-11 0611",
        "XYZ0231 4 I  0231 XYZ   /XYZ-KX41\nEllery-ferry 2ndlead",
        "bdt0233 3 vm 210 xyz-lno 0712\n\nVerkehr/Stadt/Ellery/",
        "ZCZC0231/SXB\nOTR81230\nR POL S0B QBXB",
        "TOWN-FERRY/VOTE",
        "^ADV 12\n^For release Wed March 12<\n^With AP Photos<",
        "EMBARGOED FOR RELEASE UNTIL 1800 GMT TUESDAY MARCH 11",
    ],
)
def test_codes_above_a_headline_are_no_headline(codes: str) -> None:
    found = apart(f"{codes}\n{CLOSES}\nPORT ELLERY, Maine (AP) _ {VOTED}\n{LEAVES}\n")
    assert (found.headline, found.teaser, found.body) == (CLOSES, "", BODY)


def test_a_mark_of_a_line_is_no_part_of_a_headline_or_a_role() -> None:
    found = apart(
        f"r abx AM-Ferry 1stLd-Writethru a0555 03-11 0611\n^{CLOSES} Service<\n^By JANE DOE=\n"
        f"^Associated Press Writer=\n\tPORT ELLERY, Maine (AP) _ {VOTED}\n\t{LEAVES}\n\tMORE\n"
    )
    assert (found.headline, found.teaser) == (f"{CLOSES} Service", "")
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_a_word_with_hyphens_above_running_text_stays() -> None:
    found = apart(f"Harbour-side-notes\n\n{VOTED}\n\n{LEAVES}\n")
    assert "Harbour-side-notes" in (found.headline, found.body.split("\n", 1)[0])


def test_a_byline_stands_below_a_line_that_says_what_is_new() -> None:
    found = apart(
        f"{CLOSES}\nATTENTION - ADDS quotes ///\nby Jane Doe\n"
        f"   PORT ELLERY, Oct 12 (AFP) - {VOTED}\n   {LEAVES}\n"
    )
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


@pytest.mark.parametrize(
    "below",
    [
        "-- BERNAMA\n\nJD RZ",
        "J D\nMENA",
        "--SPA\n15:30 LOCAL TIME 12:30 GMT\nwww.spa.gov.sa/0000",
        "NTX/JDO/RRR/FERRY14/",
        "UNB/JD/RA 1530 hrs",
        "Vn iz\n\n(Our editorial staff can be reached at desk@example.com)",
        "     XAB-GT\n11-MAR-14 15:30 NNN",
        "   jd/rr/mb\n XYZ 181422 GMT SEP 94",
        "-0- Mar/11/2014 15:30 GMT",
        "(Kraj)",
        "REUTER JD RR",
    ],
)
def test_signs_below_a_story_are_no_body(below: str) -> None:
    found = apart(f"{CLOSES}\n\nPORT ELLERY, Oct 12 (AP) - {VOTED}\n\n{LEAVES}\n{below}\n")
    assert found.body == BODY


@pytest.mark.parametrize("end", [" PTI JD\nRT RT", " (NAN) (www.example.ng)", " (JDO/RRR)"])
def test_signs_behind_the_last_sentence_are_no_body(end: str) -> None:
    found = apart(f"{CLOSES}\n\nPORT ELLERY, Oct 12 (PTI) {VOTED}\n\n{LEAVES}{end}\n")
    assert found.body == BODY


def test_letters_below_what_is_no_sentence_stay() -> None:
    found = apart(f"{CLOSES}\n\n{VOTED}\n\nTeams that play on Sunday:\n\nUSA-GER\n")
    assert found.body.endswith("USA-GER")


def test_a_sign_that_a_take_follows_is_no_body() -> None:
    found = apart(f"{CLOSES}\n\n{VOTED}\n(more)\n{LEAVES}\n")
    assert found.body == BODY


def test_a_note_on_a_story_sent_again_may_be_long() -> None:
    note = "(Repeats Friday's column without change. The opinions are the author's own)"
    found = apart(
        f"RPT-{CLOSES}\n\n{note}\n\n* GRAPHIC-Boats: https://example.com/x1\n\nBy Jane Doe\n\n"
        f"LONDON, Feb 3 (Reuters) - {VOTED}\n\n{LEAVES}\n"
    )
    assert (found.authors, found.credit, found.body) == (("Jane Doe",), "Reuters", BODY)


@pytest.mark.parametrize(
    ("dateline", "printed", "agency", "authors"),
    [
        ("Ho-Dzi (V/R), March 11, GNA - ", "Ho-Dzi (V/R), March 11, GNA", "GNA", ()),
        ("Ellery, March 11, XOPA - ", "Ellery, March 11, XOPA", "XOPA", ()),
        ("HOOGHAWE March 11 Sapa - ", "HOOGHAWE March 11 Sapa", "Sapa", ()),
        ("بندر بلند - ایرنا - ", "بندر بلند - ایرنا", "ایرنا", ()),
        (
            "Puerto Alto, 11 de marzo (Télam, por Ana Ruiz).- ",
            "Puerto Alto, 11 de marzo (Télam, por Ana Ruiz)",
            "Télam",
            ("Ana Ruiz",),
        ),
        ("Høyhavn (NTB-Jane Dahl): ", "Høyhavn (NTB-Jane Dahl)", "NTB", ("Jane Dahl",)),
        (
            "ПОРТ, 11 марта. /Корр.ИТАР-ТАСС Иван Сизов/. ",
            "ПОРТ, 11 марта. /Корр.ИТАР-ТАСС Иван Сизов/",
            "ИТАР-ТАСС",
            ("Иван Сизов",),
        ),
    ],
)
def test_datelines_name_agencies_and_reporters(
    dateline: str, printed: str, agency: str, authors: tuple[str, ...]
) -> None:
    found = apart(f"{CLOSES}\n\n{dateline}{VOTED}\n\n{LEAVES}\n")
    assert (found.dateline, found.credit) == (printed, agency)
    assert (found.authors, found.body) == (authors, BODY)


@pytest.mark.parametrize("gap", ["\n", "\n                        "])
def test_a_headline_of_titles_goes_on_with_a_small_word(gap: str) -> None:
    found = apart(
        f"   Commission Votes to End Ferry{gap}After Sixty-One Years\n\nBy Jane Doe\n\n"
        f"PORT ELLERY, Oct 12 - {VOTED}\n\n{LEAVES}\n"
    )
    assert found.headline == "Commission Votes to End Ferry After Sixty-One Years"
    assert (found.teaser, found.authors) == ("", ("Jane Doe",))


@pytest.mark.parametrize("paper", ["- Times of India", "– POLITICO", "- Le Monde"])
def test_a_paper_that_no_word_tells_is_taken_from_a_headline(paper: str) -> None:
    found = apart(f"{CLOSES} {paper}\n\n{VOTED}\n\n{LEAVES}\n")
    assert (found.headline, found.publisher) == (CLOSES, paper[2:])


def test_a_paper_that_an_agency_cites_stays_in_its_headline() -> None:
    found = apart(f"{CLOSES} - Le Monde\n\nPARIS, Oct 12 (Reuters) - {VOTED}\n\n{LEAVES}\n")
    assert (found.headline, found.publisher) == (f"{CLOSES} - Le Monde", "")
