"""Collections of news, and papers and agencies of more kinds: their parts are found."""

import pytest

from anatomy_made import apart
from ingest.anatomy.datelines.datelines import find_dateline
from ingest.anatomy.endings import find_ending
from ingest.anatomy.origins import origin_at_end

VOTED = "The council of the old harbour town voted on Tuesday to close the ferry after forty years."
ABSENT = "The mayor himself did not come to the pier when the last boat left it, and nobody asked."
BODY = f"{VOTED}\n\n{ABSENT}"
CLOSES = "Harbour town closes ferry line"


@pytest.mark.parametrize(
    ("printed", "text", "agency", "day"),
    [
        ("Vigo (España), 12 may (EFE).- ", "Vigo (España), 12 may (EFE)", "EFE", 12),
        (
            "Madinah, Rajab 15, 1440, March 22, 2019, SPA -- ",
            "Madinah, Rajab 15, 1440, March 22, 2019, SPA",
            "SPA",
            22,
        ),
        ("MILLBROOK, Iowa (June 4, 2014) – ", "MILLBROOK, Iowa (June 4, 2014)", "", 4),
        ("KUCHING (Jan 3): ", "KUCHING (Jan 3)", "", 3),
        ("BAKU, Azerbaijan, January 3. ", "BAKU, Azerbaijan, January 3", "", 3),
        ("Lima, jun. 3. ", "Lima, jun. 3", "", 3),
        ("Springfield, Ill. — ", "Springfield, Ill.", "", 0),
        ("CIUDAD DE MÉXICO (apro).- ", "CIUDAD DE MÉXICO (apro)", "apro", 0),
        ("SPACE.com - ", "SPACE.com", "SPACE.com", 0),
        ("(Harbour Stone)", "(Harbour Stone)", "Harbour Stone", 0),
        (
            "TORONTO, ON / ACCESSWIRE / May 3, 2026 / ",
            "TORONTO, ON / ACCESSWIRE / May 3, 2026",
            "ACCESSWIRE",
            3,
        ),
        (
            "Port Ellery, Ontario--(Newsfile Corp. - May 3, 2026) - ",
            "Port Ellery, Ontario--(Newsfile Corp. - May 3, 2026)",
            "Newsfile Corp.",
            3,
        ),
        ("Harrow, Wales (EllerNews.com) -- ", "Harrow, Wales (EllerNews.com)", "EllerNews.com", 0),
        (
            "PORT ELLERY, Ill. (WXYZ/Bay News) - ",
            "PORT ELLERY, Ill. (WXYZ/Bay News)",
            "WXYZ/Bay News",
            0,
        ),
        ("PORT ELLERY, Minn. (BAY 9) — ", "PORT ELLERY, Minn. (BAY 9)", "BAY 9", 0),
        ("COLOMBO (News 1st); ", "COLOMBO (News 1st)", "News 1st", 0),
        ("Baku, March 3, AZERTAC ", "Baku, March 3, AZERTAC", "AZERTAC", 3),
        ("Harrow (CNN)", "Harrow (CNN)", "CNN", 0),
        ("Nairobi, Kenya | AFP | ", "Nairobi, Kenya | AFP", "AFP", 0),
        ("Kampala, Uganda | THE OBSERVER | ", "Kampala, Uganda | THE OBSERVER", "THE OBSERVER", 0),
        ("PORT ELLERY >> ", "PORT ELLERY", "", 0),
        ("New Delhi: ", "New Delhi", "", 0),
        ("ASTANA. KAZINFORM - ", "ASTANA. KAZINFORM", "KAZINFORM", 0),
        ("Baghdad / NINA / ", "Baghdad / NINA /", "NINA", 0),
        ("Berlin: (hib/ABC) ", "Berlin: (hib/ABC)", "hib/ABC", 0),
    ],
)
def test_a_dateline_of_many_countries(printed: str, text: str, agency: str, day: int) -> None:
    found = find_dateline(printed + VOTED)
    assert found is not None
    assert (found.text, found.agency, found.end) == (text, agency, len(printed))
    assert (found.day.day if found.day else 0) == day


@pytest.mark.parametrize(
    "start",
    [
        "ARIES (March 21-April 19): ",
        "EN DIRECT - ",
        "EXKLUSIV - ",
        "AO VIVO - ",
        "Harrow Steel, Inc. - ",
        "ON THE U.S.-CANADA BORDER AND BEYOND — ",
        "在RHEL / CentOS / ",
    ],
)
def test_a_sign_of_the_zodiac_a_kicker_or_a_firm_is_no_dateline(start: str) -> None:
    assert find_dateline(start + VOTED) is None


def test_an_arabic_dateline_may_have_two_calendars_and_no_sign() -> None:
    found = find_dateline("الرياض 15 رجب 1440 هـ الموافق 22 مارس 2019 م واس")
    assert found is not None
    assert found.agency == "واس"


def test_a_japanese_bureau_stands_before_a_name_and_an_event_is_none() -> None:
    body = "旧市街では１２日も停電が続き、商店主らは発電機を並べて営業した。"
    found = apart("旧市街で停電続く", f"【エルサレム山田太郎】{body}", body)
    assert (found.dateline, found.authors) == ("【エルサレム山田太郎】", ("山田太郎",))
    assert apart("旧市街で停電続く", f"【パリ五輪代表】{body}", body).dateline == ""


def test_a_headline_with_a_dash_is_no_dateline() -> None:
    found = apart("MILLS OF EUROPE - Part two of the long story", BODY)
    assert (found.headline, found.dateline) == ("MILLS OF EUROPE - Part two of the long story", "")


def test_a_title_and_its_text_may_share_a_line() -> None:
    found = apart(f"Harbour Closes Ferry Line (AP) AP - {VOTED}")
    assert (found.headline, found.dateline, found.credit) == (
        "Harbour Closes Ferry Line (AP)",
        "AP",
        "AP",
    )
    assert found.body == VOTED


def test_by_may_stand_on_a_line_of_its_own() -> None:
    found = apart("By \nLucy Harrow\n\nPUBLISHED:\n\n14:54 EST, 10 September 2013", "|", BODY)
    assert (found.authors, found.headline, found.body) == (("Lucy Harrow",), "", BODY)


def test_highlights_below_a_body_are_the_teaser() -> None:
    found = apart(BODY, "@highlight", "Ferry closes", "@highlight", "Mayor stays away")
    assert (found.teaser, found.body) == ("Ferry closes Mayor stays away", BODY)


@pytest.mark.parametrize("town", ["MILLBROOK", "Millbrook, Iowa"])
def test_an_unknown_town_alone_below_a_byline_is_a_dateline(town: str) -> None:
    found = apart(CLOSES, "By Jane Doe", town, BODY)
    assert (found.dateline, found.body) == (town, BODY)


@pytest.mark.parametrize("line", ["BACKGROUND", "Health, Science"])
def test_a_heading_below_a_byline_is_none(line: str) -> None:
    assert apart(CLOSES, "By Jane Doe", line, VOTED, "THE VOTE", ABSENT).dateline == ""


def test_a_name_and_a_town_sign() -> None:
    assert apart("Шторм выключил свет", BODY, "Анна Петрова, Владивосток").authors == (
        "Анна Петрова",
    )


def test_an_unknown_name_above_an_outlet_is_a_byline() -> None:
    found = apart(CLOSES, "Quillon Tarrow\nHarbour Courier", BODY)
    assert (found.authors, found.publisher) == (("Quillon Tarrow",), "Harbour Courier")
    assert found.body == BODY


def test_an_outlet_signs_alone() -> None:
    assert apart(CLOSES, "By Harbour University", BODY).body == BODY
    assert apart(CLOSES, BODY, "– Harbour Herald").body == BODY


def test_who_wrote_a_book_did_not_write_about_it() -> None:
    found = apart("Salt on the wind", "The Long Way\nBy Jane Doe\nHarbour Press, 312 pages", BODY)
    assert found.authors == ()


def test_rows_of_a_table_and_a_dialogue_are_no_headline() -> None:
    table = "           Jan 87    Jan 86\nWheat         123       222\nMaize         456       434"
    assert apart(f"{table}\n\n{BODY}").removed == ()
    assert apart("- Did you see it?\n- I saw the rope.\n- And then?", BODY).removed == ()


def test_a_label_with_nothing_behind_it_is_no_teaser() -> None:
    assert apart(CLOSES, "Abstract: None available.", BODY).teaser == ""


def test_a_post_is_signed_with_one_name() -> None:
    found = apart(CLOSES, "Posted on June 4, 2014 by Ruth", BODY)
    assert (found.authors, found.body) == (("Ruth",), BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Das Gespräch führte Karin Lenz",
        "This interview has been edited and condensed for clarity.",
        "Some material for this report came from AP.",
        "(c) 2014, The Harbour Post",
        "jd/jr (dpa, AFP)",
        "انتهای پیام",
        "A market stall on Monday. (Lena Hart/AFP)",
        "Ein Marktstand in der Altstadt. (Foto: Lena Hart)",
    ],
)
def test_more_is_printed_below_a_body(line: str) -> None:
    assert apart(CLOSES, BODY, line).body == BODY


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        (" (Hina) xabc yd", ""),
        (" AGERPRES/(AS - autor: Maria Ionescu, editor online: Ana Pop)", ""),
        (" (segue)", ""),
        (" (APA, 3.6.2014)", "APA"),
        (" (red/dpa)", "dpa"),
        ("/jkr/stb", ""),
    ],
)
def test_agencies_sign_behind_the_last_sentence(end: str, agency: str) -> None:
    found = find_ending(ABSENT + end)
    assert found is not None
    assert (found.start, found.agency) == (len(ABSENT), agency)


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribe to one side or the other, the mayor said, but vote.",
        "Log in to the server with your key, then restart the web service.",
        "Add a comment to each line that you change.",
        "Read more books, the librarian told the children.",
        "Join us, said the mayor, and three hundred people did.",
        "Copyright law says much of boats, and nothing at all of rivers.",
        "More on this the farmer would not say.",
        "First published in London in 1951, the book was forgotten at once.",
        "Via the old road it takes two hours.",
        "Growth will slow to one percent, according to a poll of economists (Reuters).",
        "Las clases se suspenderán el lunes en toda la ciudad, según informó la Xunta (EFE).",
        "She kept it in a drawer for forty years (photo).",
        "Con Mario Rossi in campo la squadra non ha mai perso.",
        "Commenter cette décision n'est pas dans les habitudes du maire.",
        "Mehr dazu wollte die Sprecherin nicht sagen.",
        "Newsletter und Zeitung zusammen kosten neun Euro.",
        "Síganos hasta el puente, pidió el guía a los turistas.",
        "Podziel się chlebem, mówiła babcia, a nie zabraknie ci go nigdy.",
        "Dela på vattnet har de två byarna aldrig velat göra.",
        "来源至今没有查明，警方仍在调查。",
    ],
)
def test_a_sentence_like_a_call_a_source_or_a_caption_stays(sentence: str) -> None:
    blocks = [CLOSES, VOTED, ABSENT]
    for at in (1, 2, 3):
        assert sentence in apart(*blocks[:at], sentence, *blocks[at:]).body


@pytest.mark.parametrize(
    "sentence",
    [
        "Originally published in 1951, the novel sold nine copies.",
        "The story first appeared in a school magazine in 1951.",
        "The report was published on Tuesday by the county.",
        "The column ran in the paper for nine years.",
        "Adapted from a novel by Jane Morrow, the film opens on Friday.",
    ],
)
def test_a_sentence_about_another_text_names_no_source(sentence: str) -> None:
    assert origin_at_end(f"The house is old. {sentence}") is None


@pytest.mark.parametrize("source", ["The Gazette", "heise online", "news.example.org"])
def test_a_source_has_a_name(source: str) -> None:
    found = origin_at_end(f"The house is old. This article first appeared on {source}.")
    assert found is not None
    assert found.source == source
