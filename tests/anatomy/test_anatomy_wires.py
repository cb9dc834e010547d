"""Stories of news agencies of several decades: heads, datelines, signs at the end."""

import pytest

from anatomy_made import BODY, CLOSES, LEAVES, VOTED, apart
from ingest.anatomy import dissect
from ingest.article import Anatomy, Given, RawArticle


def test_a_headline_in_small_letters_stands_directly_above_its_dateline() -> None:
    found = apart(
        f"{CLOSES}\n"
        "PARIS, Oct 12 (AFP) - The harbour town voted on Saturday to close its\n"
        "ferry line after forty years of service.\n"
        "  The last boat leaves in autumn, and a farewell is planned on the\n"
        "pier.\n"
        "  jd/jr\n"
    )
    assert (found.headline, found.dateline, found.credit) == (CLOSES, "PARIS, Oct 12 (AFP)", "AFP")
    assert found.body == BODY


@pytest.mark.parametrize(
    ("dateline", "printed"),
    [
        ("Madrid, 12 oct (EFE).- ", "Madrid, 12 oct (EFE)"),
        ("(ANSA) - ROMA, 12 OTT - ", "(ANSA) - ROMA, 12 OTT"),
        ("Warszawa, 12.10.2024 (PAP) - ", "Warszawa, 12.10.2024 (PAP)"),
        ("New Delhi [India], October 12 (ANI): ", "New Delhi [India], October 12 (ANI)"),
        ("[Text] Beijing, 12 Oct (XINHUA) -- ", "Beijing, 12 Oct (XINHUA)"),
        ("Ayşe Yılmaz / İZMİR, (DHA) - ", "İZMİR, (DHA)"),
        ("Мурманск, 12 октября, 2024, 10:15 — ", "Мурманск, 12 октября, 2024, 10:15"),
    ],
)
def test_a_short_story_has_its_headline_and_its_dateline(dateline: str, printed: str) -> None:
    found = apart(f"{CLOSES}\n{dateline}{VOTED}\n{LEAVES}\n")
    assert (found.headline, found.dateline, found.body) == (CLOSES, printed, BODY)


@pytest.mark.parametrize(
    ("end", "credit"),
    [(" PTI JD JR", "PTI"), (" EFE", "EFE"), (" (ANSA).", "ANSA"), ("（編輯：李小華）1131011", "")],
)
def test_an_agency_signs_behind_the_last_sentence(end: str, credit: str) -> None:
    found = apart(f"{CLOSES}\n\n{VOTED}\n\n{LEAVES}{end}")
    assert (found.credit, found.body) == (credit, BODY)


@pytest.mark.parametrize(
    "head",
    [
        "AP-NR-10-12-90 1204EDT\nr a PM-FerryLine     10-12 0205\n^PM-Ferry Line,0205<",
        "BC-Ferry Line, 1st Ld-Writethru,0205",
        "ATTENTION - ADDS mayor ///",
        "October 12, 1990, Friday, Orange County Edition\nMetro; Part B; Page 1; Metro Desk",
    ],
)
def test_slugs_stand_above_the_headline(head: str) -> None:
    found = apart(f"{head}\n{CLOSES}\nPORT ELLERY, Maine (AP) _ {VOTED}\n{LEAVES}\n")
    assert (found.headline, found.body) == (CLOSES, BODY)


@pytest.mark.parametrize(
    "below",
    [
        "Eds: UPDATES with mayor's comments.\nAP Photo MEPE101\nBy JANE DOE\n",
        "(Adds analyst comment, share price)\nBy Jane Doe\n",
        '(In item headlined "Ferry line clozed" please read "closed")\nBy Jane Doe\n',
        "By Jane Doe\nStaff Reporter of The Harbour Journal\n",
        "By Jane Doe\nOf DOW JONES NEWSWIRES\n",
    ],
)
def test_notes_and_roles_stand_below_the_headline(below: str) -> None:
    found = apart(f"{CLOSES}\n{below}PORT ELLERY, Maine, Oct 12 (Reuters) - {VOTED}\n{LEAVES}\n")
    assert (found.headline, found.authors, found.body) == (CLOSES, ("Jane Doe",), BODY)
    assert found.dateline == "PORT ELLERY, Maine, Oct 12 (Reuters)"


def test_a_sentence_with_commas_below_a_headline_names_no_author() -> None:
    told = (
        "Ann Lee, head of harbour works for the town, told a local paper that once the deal is "
        "closed, all of the staff will become employees of Bo Ek, Ltd"
    )
    found = apart(f"{CLOSES}\n\n{told}\n\n{VOTED}\n\n{LEAVES}\n")
    assert (found.authors, found.body) == ((), f"{told}\n\n{BODY}")


def test_points_may_stand_above_a_note_and_a_byline() -> None:
    found = apart(
        f"{CLOSES}\n* Town has 20,000 people\n* Bridge is quicker\n(Adds details)\nBy Jane Doe\n"
        f"PORT ELLERY, Oct 12 (Reuters) - {VOTED}\n{LEAVES}\n"
    )
    assert found.teaser == "* Town has 20,000 people * Bridge is quicker"
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_a_place_alone_below_a_byline_is_a_dateline() -> None:
    found = apart(f"{CLOSES}\n\nBy JANE DOE\n\nWASHINGTON\n\n{VOTED}\n\n{LEAVES}\n")
    assert (found.dateline, found.body) == ("WASHINGTON", BODY)


def test_a_column_is_named_above_its_headline() -> None:
    found = apart(f"Who's News:\n  Harbour Lines Names Chief\nBy Jane Doe\n\n{VOTED}\n\n{LEAVES}\n")
    assert found.headline == "Who's News: Harbour Lines Names Chief"
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_a_thai_headline_may_have_no_space() -> None:
    body = (
        "สภาเมืองมีมติเมื่อวันศุกร์ให้ปิดเส้นทางเรือข้ามฟาก ชาวบ้านหลายคนบอกว่าเสียใจ"
        "\n\nเรือลำสุดท้ายจะออกในฤดูใบไม้ร่วง และมีงานอำลาที่ท่าเรือ"
    )
    found = apart(f"เมืองท่าปิดเส้นทางเรือข้ามฟาก\n\n12 ตุลาคม 2567\n\n{body}\n")
    assert (found.headline, found.body) == ("เมืองท่าปิดเส้นทางเรือข้ามฟาก", body)


@pytest.mark.parametrize(
    "rows",
    [
        ["Mar   24.80   24.95", "May   25.10   25.20"],
        ["Mar 24.80", "May 25.10"],
        ["Jan 15 20", "Feb 16 21"],
        ["Dec   1,201   1,190"],
        ["March 2  2.55", "March 3  2.65"],
        ["Mon 12.5", "Tue 13.1"],
        ["Wheat 2.55 2.40 IV", "V    2.65    --"],
    ],
)
def test_a_row_of_a_table_is_no_date_line(rows: list[str]) -> None:
    printed = "\n".join(f"    {row}" for row in rows)
    found = apart(
        "COFFEE CLOSES LOWER\n    NEW YORK, March 2 - Coffee closed lower, as the market had\n"
        f"been waiting for news of the talks.\n    Closing prices were:\n{printed}\n Reuter\n\x03"
    )
    assert found.body.endswith("\n".join(" ".join(row.split()) for row in rows))
    assert found.credit == "Reuter"


@pytest.mark.parametrize("day", ["March 2", "Oct 12\n15:30", "Updated 15h30", "March 2, 10.15 pm"])
def test_a_day_or_an_hour_alone_is_a_date_line(day: str) -> None:
    found = apart(f"{CLOSES}\n\n{day}\n\n{BODY}")
    assert (found.headline, found.body) == (CLOSES, BODY)


@pytest.mark.parametrize(
    "days",
    [["12 March 1990", "4 May 1999", "6 June 2004"], ["Monday 8pm", "Tuesday 9pm", "Friday"]],
)
def test_three_days_one_below_another_are_a_list(days: list[str]) -> None:
    found = apart("\n\n".join([CLOSES, BODY, *days]))
    assert found.body == "\n\n".join([BODY, *days])


def with_fields(text: str, **fields: str) -> Anatomy:
    found = dissect(RawArticle("a.xml", 0, "sgml", "", "utf-8", text, Given(**fields)), frozenset())
    assert isinstance(found, Anatomy)
    return found


def test_a_dateline_in_a_field_names_the_agency_and_the_day() -> None:
    found = with_fields(BODY, headline=CLOSES, dateline="Nicosia, May 12 (AFP)")
    assert (found.dateline, found.credit) == ("Nicosia, May 12 (AFP)", "AFP")
    assert found.date_hint is not None
    assert (found.date_hint.month, found.date_hint.day) == (5, 12)
    labelled = apart(f"Headline: {CLOSES}\nDateline: PARIS, Oct 12 (AP)\n\n{BODY}\n")
    assert (labelled.dateline, labelled.credit, labelled.body) == ("PARIS, Oct 12 (AP)", "AP", BODY)


def test_a_lead_is_body_where_a_field_has_another_teaser() -> None:
    found = with_fields(f"LEAD: {VOTED}\n\n{LEAVES}", headline=CLOSES, teaser="A ferry ends.")
    assert (found.teaser, found.body) == ("A ferry ends.", BODY)
    assert (
        with_fields(f"LEAD: {VOTED}\n\n{BODY}", headline=CLOSES, teaser="A ferry ends.").body
        == BODY
    )


def test_a_publisher_behind_a_headline_may_have_an_article_that_its_field_has_not() -> None:
    found = with_fields(BODY, headline=f"{CLOSES} - The Harbour Times", publisher="Harbour Times")
    assert (found.headline, found.publisher) == (CLOSES, "Harbour Times")


def test_a_sign_below_brackets_at_the_end_of_a_wrapped_text_stands_alone() -> None:
    found = apart(
        "HARBOUR LINE <HBL> 3RD QTR NET\n"
        "    Oper shr 45 cts vs 41 cts\n"
        "    Oper net 4,100,000 vs 3,800,000\n"
        "    (Company corrects per share figure in item of April 2)\n"
        " Reuter\n"
    )
    assert (found.credit, found.body.splitlines()[-1][-8:]) == ("Reuter", "April 2)")


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("^Harbour town votes to close ferry line<\n^By JANE DOE=\n", "AP-NY-10-12-96 1423EDT<\n"),
        ("Harbour town votes to close ferry line =\n", "dpa jd jr\n121423 Okt 96\n"),
        ("Harbour town votes to close ferry line\n\n", "==Kyodo\n"),
    ],
)
def test_the_codes_of_a_teleprinter_are_no_words_of_a_story(head: str, tail: str) -> None:
    found = apart(
        f"{head}    PARIS, Oct 12 (AFP) - The harbour town voted on Saturday to close its\n"
        "ferry line after forty years of service.\n"
        "    The last boat leaves in autumn, and a farewell is planned on\nthe pier.\n"
        f"{tail}"
    )
    assert (found.headline, found.credit, found.body) == (CLOSES, "AFP", BODY)


def test_where_a_wire_may_be_cut_is_a_note() -> None:
    where = "(STORY CAN END HERE. OPTIONAL MATERIAL FOLLOWS.)"
    found = apart(f"{CLOSES}\n\nPARIS, Oct 12 (AFP) - {VOTED}\n\n{where}\n\n{LEAVES}\n")
    assert (found.notes, found.body) == ((where,), BODY)


def test_an_article_of_a_collection_says_where_the_original_is() -> None:
    found = apart(
        f"{CLOSES}\n\nMombasa — {VOTED}\n\n{LEAVES}\n\nRead the original article on Capital FM.\n\n"
        "AllAfrica publishes around 500 reports a day from more than 100 news organizations.\n"
    )
    assert (found.syndicated_from, found.body) == ("Capital FM", BODY)


@pytest.mark.parametrize(
    "tail",
    [
        "YR1-JD\n12-OTT-24 14:23 NNNN\n",
        "dpa jd jr\n",
        "jd kva\n",
        "-- Port Ellery newsroom +525 728 9559\n",
        "- مل - / وام / جون دو\n",
        "भाषा जोहेब नरेश\nनरेश\n",
    ],
)
def test_signs_of_who_wrote_stand_below_a_story_of_an_agency(tail: str) -> None:
    found = apart(f"{CLOSES}\n\nPARIS, Oct 12 (AFP) - {VOTED}\n\n{LEAVES}\n\n{tail}")
    assert (found.credit, found.body) == ("AFP", BODY)


def test_a_reporter_in_capitals_may_stand_between_a_dateline_and_the_body() -> None:
    found = apart(f"{CLOSES}\n\nİZMİR (AA) - MEHMET DEMİR IŞIK - {VOTED}\n\n{LEAVES}\n")
    assert (found.dateline, found.authors) == ("İZMİR (AA)", ("Mehmet Demir Işık",))
    assert found.body == BODY
    assert apart(f"{CLOSES}\n\nPARIS (AFP) - US AND UK - {VOTED}\n\n{LEAVES}\n").authors == ()


def test_an_agency_and_a_day_in_brackets_need_no_dash() -> None:
    found = apart(f"{CLOSES}\n\nHà Nội (TTXVN 12/10) {VOTED}\n\n{LEAVES}\n")
    assert (found.dateline, found.credit) == ("Hà Nội (TTXVN 12/10)", "TTXVN")
    assert found.body == BODY
