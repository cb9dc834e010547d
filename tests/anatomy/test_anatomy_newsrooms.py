"""What sites, agencies and databases print around a body, laid out as each of them does it."""

import pytest

from anatomy_made import apart

BODY = """The council voted on Tuesday to repair the old pool, after three hours of testimony.

Engineers who saw the building last spring found cracks in the north wall and an old boiler.

The work is to cost about four million, of which the state pays a third, and lasts until autumn."""

GERMAN = """Der Stadtrat stimmte am Dienstag dafür, das alte Bad zu sanieren und nicht abzureißen.

Gutachter hatten im Frühjahr Risse in der Nordwand gefunden und vor dem Kessel gewarnt.

Die Arbeiten kosten rund vier Millionen Euro und dauern bis zum Herbst des nächsten Jahres."""

HEADLINE = "Council votes to keep the old pool"


HEADS = {
    "an old article of a British site": (
        (
            "{h}\nThis article is more than 5 years old\nCouncillors ignore warnings over cost\n"
            "Jane Doe in Harrow\nWed 3 Mar 2021 10.00 GMT\n"
        ),
        "Councillors ignore warnings over cost",
    ),
    "the name and the subject of a correspondent": (
        (
            "{h}\nCouncillors ignore warnings over cost\nJane Doe Local government correspondent\n"
            "@janedoe\nWed 3 Mar 2021 10.00 GMT Last modified on Wed 3 Mar 2021 16.31 GMT\n"
        ),
        "Councillors ignore warnings over cost",
    ),
    "points above a byline": (
        (
            "{h}\nCouncillors voted after three hours of testimony\n"
            "Engineers found cracks in the north wall last spring\nBy JANE DOE FOR MAILONLINE\n"
            "PUBLISHED: 12:41 BST, 3 March 2021 | UPDATED: 16:02 BST, 3 March 2021\ne-mail\n"
        ),
        (
            "Councillors voted after three hours of testimony "
            "Engineers found cracks in the north wall last spring"
        ),
    ),
    "advertisements and a picture": (
        (
            "Supported by\nSKIP ADVERTISEMENT\n{h}\nThe building of 1961 stays as it is.\nImage\n"
            "The pool opened in 1961.Credit...John Roe for The Harbour Times\nBy Jane Doe\n"
            "March 3, 2021\nLeer en español\n"
        ),
        "The building of 1961 stays as it is.",
    ),
    "a section of a local site": (
        (
            "Politics & Government\n{h}\nIt stays as it was built.\nJane Doe, Patch Staff\n"
            "Posted Wed, Mar 3, 2021 at 9:12 am ET\n"
        ),
        "It stays as it was built.",
    ),
    "a picture in square brackets": (
        (
            "{h}\nIt stays as it was built.\nThe pool in spring [File: John Roe/Reuters]\n"
            "By Jane Doe\nPublished On 3 Mar 2021\n"
        ),
        "It stays as it was built.",
    ),
    "a word by, and the name below it": ("{h}\nby\nJane Doe\nMarch 3, 2021\n", ""),
    "a count of readers": ("41,212 views|Mar 3, 2021,09:12am EST\n{h}\nJane Doe\n", ""),
    "a count below the day, above the headline": ("3 Mar 2021 09:12\n12\n{h}\nBy Jane Doe\n", ""),
}


@pytest.mark.parametrize("name", HEADS)
def test_what_is_printed_above_a_body_is_taken_apart(name: str) -> None:
    head, teaser = HEADS[name]
    found = apart(f"{head.format(h=HEADLINE)}\n{BODY}\n")
    assert (found.headline, found.teaser, found.body) == (HEADLINE, teaser, BODY)
    assert found.authors == ("Jane Doe",)
    assert found.date_hint
    assert (found.date_hint.year, found.date_hint.month, found.date_hint.day) == (2021, 3, 3)


FEET = {
    "who wrote, and the print edition": (
        "Write to Jane Doe at jane.doe@example.com\n"
        "Appeared in the March 4, 2021, print edition as 'Pool Stays.'"
    ),
    "rights of a group of stations": (
        "Copyright 2021 Harbour Media Inc. All rights reserved. This material may not be "
        "published, broadcast, rewritten, or redistributed."
    ),
    "links": "Trending Stories\nPool repair bill soars\nWhere to swim this summer",
    "a newsletter": (
        "You are receiving this email because you signed up at example.org.\n"
        "Our mailing address is: Harbour Gazette, 12 Quay Street, Harrow"
    ),
    "who asks for money": "Since you're here ...\nSupport The Guardian",
    "the owner, and a number": (
        "Harbour Publishing\n© 2021 Harbour Publishing Ltd. All rights reserved."
    ),
    "a journal": "Journal\nJournal of Water\nDOI\n10.1000/xyz123\nMethod of Research\nSurvey",
    "a long number": "Enditem\n010020070750000000000000011100001378651231",
    "notices of a paper": "Published in The Harbour Gazette from Mar. 3 to Mar. 5, 2021.",
}


@pytest.mark.parametrize("name", FEET)
def test_what_is_printed_below_a_body_is_cut(name: str) -> None:
    assert apart(f"{HEADLINE}\n\n{BODY}\n\n{FEET[name]}\n").body == BODY


def test_whom_to_ask_is_no_author() -> None:
    foot = "Contacts\nJane Doe\nHarbour Foods Inc.\njane.doe@example.org\n"
    found = apart(f"{HEADLINE}\n\nHARROW--(BUSINESS WIRE)--{BODY}\n\n{foot}")
    assert (found.authors, found.body) == ((), BODY)


GERMAN_HEADS = {
    "a kicker with a colon": (
        "Sanierung statt Abriss:\n{h}\nVon Jana Doll\n-Aktualisiert am 03.03.2021-09:12\n"
        "Bildbeschreibung einblenden\nDas Bad von 1961 Bild: dpa\n"
    ),
    "the town above the headline": (
        "Startseite\nLokales\nMühlbach\n{h}\nErstellt: 03.03.2021, 09:12 Uhr\nVon: Jana Doll\n"
    ),
    "what readers may do": (
        "{h}\nVon Jana Doll, Mühlbach\n03.03.2021, 09.12 Uhr\n• aus DER SPIEGEL 10/2021\n"
        "Zur Merkliste hinzufügen\nArtikel anhören • 4 Min\n"
    ),
}


@pytest.mark.parametrize("name", GERMAN_HEADS)
def test_heads_of_german_sites_are_taken_apart(name: str) -> None:
    headline = "Stadtrat will das alte Hallenbad behalten"
    found = apart(f"{GERMAN_HEADS[name].format(h=headline)}\n{GERMAN}\n")
    assert (found.headline, found.authors, found.body) == (headline, ("Jana Doll",), GERMAN)


def test_a_firm_above_its_release_and_below_it_costs_no_body() -> None:
    found = apart(
        "03.03.2021 – 09:12\nStadtwerke Mühlbach GmbH\nStadtwerke sanieren das alte Hallenbad\n\n"
        f"Mühlbach (ots) - {GERMAN}\n\nPressekontakt:\nStadtwerke Mühlbach GmbH\nJana Doll\n"
    )
    assert (found.headline, found.body) == ("Stadtwerke sanieren das alte Hallenbad", GERMAN)
    assert found.authors == ()


def test_the_header_of_a_stock_exchange_is_no_headline() -> None:
    found = apart(
        "RNS Number : 1234A\nHarbour Foods PLC\n03 March 2021\n\n3 March 2021\nHarbour Foods PLC\n"
        f"Half-year results\n\n{BODY}\n\nEND\n"
    )
    assert (found.headline, found.body) == ("Half-year results", BODY)
    assert found.publisher == "Harbour Foods PLC"


def test_a_single_text_of_a_database_keeps_no_labels() -> None:
    found = apart(
        f"{HEADLINE}\nThe Harbour Gazette (Harrow)\nMarch 3, 2021 Wednesday\nLength: 412 words\n"
        f"Byline: Jane Doe\nHighlight: Councillors ignore warnings\nBody\n\n{BODY}\n\n"
        "Graphic\nPhoto of the pool\nLoad-Date: March 3, 2021\n"
    )
    assert (found.headline, found.teaser) == (HEADLINE, "Councillors ignore warnings")
    assert (found.publisher, found.authors) == ("The Harbour Gazette", ("Jane Doe",))
    assert found.body == BODY


def test_a_list_of_days_is_no_teaser() -> None:
    days = "1a etapa: 10 de março – Porto\n\n2a etapa: 8 de abril – Lago\n\n3a etapa: 5 maio – Mar"
    found = apart(f"Calendário das corridas de barcos\n\n{days}\n\n{BODY}")
    assert found.body == f"{days}\n\n{BODY}"


def test_a_file_picture_is_no_dateline() -> None:
    found = apart(f"{HEADLINE}\nFILE - The pool is seen in Harrow, Jan. 12, 2020.\n\n{BODY}")
    assert (found.dateline, found.body) == ("", BODY)


RELEASE = "Contact:\nJane Doe, press office\njane.doe@example.org\n+44 20 7946 0000"


@pytest.mark.parametrize("sign", ["###", "-END-", "- ENDS -"])
def test_what_is_below_the_end_of_a_press_release_is_cut(sign: str) -> None:
    notes = f"Notes to editors:\n1. The lab was paid for by the county.\n{RELEASE}"
    found = apart(f"{HEADLINE}\n\n{BODY}\n\n{sign}\n\n{notes}\n")
    assert (found.authors, found.body) == ((), BODY)


def test_a_sign_within_a_text_ends_nothing() -> None:
    text = f"{BODY}\n\n###\n\nThe second part begins here, and tells of www.example.org and more."
    assert "The second part begins here" in apart(f"{HEADLINE}\n\n{text}").body


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("Harrow, Ohio", "Harrow, Ohio – "),
        ("Harrow, Kenya", "Harrow, Kenya — "),
        ("Harrow (Goa) [India], March 3 (ANI)", "Harrow (Goa) [India], March 3 (ANI): "),
        ("Harrow, March 3 (AFP)", "Harrow, March 3 (AFP)\n\n"),
    ],
)
def test_a_town_that_no_table_knows_is_a_dateline_with_what_is_beside_it(
    dateline: str, text: str
) -> None:
    found = apart(f"{HEADLINE}\n\n{text}{BODY}")
    assert (found.dateline, found.body) == (dateline, BODY)


def test_a_town_before_a_stop_is_a_dateline_where_the_article_names_it_again() -> None:
    more = "Das Bad in Mühlbach ist das letzte weit und breit, und ganz Mühlbach hängt daran."
    found = apart(f"Stadtrat will das Bad behalten\n\nMühlbach. {GERMAN}\n\n{more}")
    assert (found.dateline, found.body) == ("Mühlbach", f"{GERMAN}\n\n{more}")
    told = apart(f"Stadtrat will das Bad behalten\n\nEndlich. {GERMAN}\n\n{more}")
    assert (told.dateline, told.body) == ("", f"Endlich. {GERMAN}\n\n{more}")


def test_wide_figures_in_a_dateline_are_read() -> None:
    body = "市议会星期二晚上投票决定维修旧游泳池，而不是将其拆除。\n\n工程师发现北墙有裂缝。"
    found = apart(f"旧游泳池将予保留\n\n新华社杭州３月３日电（记者张三）{body}")
    assert (found.authors, found.credit, found.body) == (("张三",), "新华社", body)
    assert found.date_hint
    assert (found.date_hint.month, found.date_hint.day) == (3, 3)


def test_a_year_within_a_longer_number_is_none() -> None:
    found = apart(f"{HEADLINE}\nUpdated 12024-01-01\n\n{BODY}")
    assert found.date_hint is None


def test_the_headline_is_no_part_of_where_an_article_came_from() -> None:
    line = f"This article originally appeared on Harbour Gazette: {HEADLINE}"
    found = apart(f"{HEADLINE}\n\n{BODY}\n\n{line}")
    assert (found.syndicated_from, found.body) == ("Harbour Gazette", BODY)


def test_two_names_with_a_comma_between_are_two_authors() -> None:
    found = apart(f"{HEADLINE}\nJane Doe,\nJohn Roe\n3 March 2021\n\n{BODY}")
    assert (found.authors, found.body) == (("Jane Doe", "John Roe"), BODY)


@pytest.mark.parametrize("sign", ["(jd-mm)", "EFE jd-mm", "Image", "Reply"])
def test_signs_at_the_end_are_no_body(sign: str) -> None:
    assert apart(f"{HEADLINE}\n\n{BODY}\n\n{sign}\n").body == BODY


def test_a_first_line_that_only_describes_a_picture_is_no_headline() -> None:
    found = apart(f"Image copyright Getty Images\nImage caption The pool in 1961\n\n{BODY}")
    assert (found.headline, found.body) == ("", BODY)


def test_a_day_that_hindi_agencies_spell_is_read() -> None:
    body = "नगर परिषद ने मंगलवार शाम को पुराने तरणताल की मरम्मत करने का फैसला किया।"
    found = apart(f"पुराना तरणताल बना रहेगा\n\nनयी दिल्ली, तीन मार्च (भाषा) {body}\n\n{body} फिर।")
    assert (found.dateline, found.credit) == ("नयी दिल्ली, तीन मार्च (भाषा)", "भाषा")
    assert found.body == f"{body}\n\n{body} फिर।"
    assert found.date_hint
    assert (found.date_hint.month, found.date_hint.day) == (3, 3)


COMMENTS = {
    "a blog": (
        "3 comments:\nJohn RoeMarch 4, 2021 at 9:12 AM\nGreat post, thank you for writing it.\n"
        "Reply\nAnonymousMarch 5, 2021 at 1:12 PM\nI do not agree with any of this, sorry.\nReply"
    ),
    "thoughts on a post": (
        "2 thoughts on “Why towns give up their pools”\nJohn Roe says:\nMarch 4, 2021 at 9:12 am\n"
        "Great post, thank you for writing it.\nReply"
    ),
    "a service": (
        "12 Comments\nSort by Best\nJohn Roe • 3 years ago\nGreat post, thank you for writing it.\n"
        "Mary Major • 3 years ago\nI do not agree with any of this, sorry.\n1 • Reply • Share ›"
    ),
    "a German blog": (
        "2 Kommentare\nHans sagt:\n4. März 2021 um 9:12 Uhr\nSehr guter Beitrag, vielen Dank!\n"
        "Antworten"
    ),
}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments_of_readers_are_no_body(name: str) -> None:
    found = apart(f"{HEADLINE}\nBy Jane Doe\n\n{BODY}\n\n{COMMENTS[name]}\n")
    assert (found.authors, found.body) == (("Jane Doe",), BODY)


def test_a_count_of_comments_above_a_body_costs_nothing_of_it() -> None:
    about = "The Harbour Gazette has told of the town and its people since the summer of 1901."
    head = f"{about}\n\n{about}\n\n{about}\n\n12 Comments\nTweet"
    body = "\n\n".join(f"{BODY} ({number})" for number in range(3))
    foot = "More stories\nPool closed\n3 days ago\nBridge opened\n2 days ago"
    found = apart(f"{HEADLINE}\n\n{head}\n\n{body}\n\n{foot}\n")
    assert body in found.body


def test_a_heading_of_an_article_on_comments_is_followed_by_its_text() -> None:
    text = "The council had asked for comments, and 300 came in by March."
    assert apart(f"{HEADLINE}\n\n{BODY}\n\nComments\n\n{text}").body == f"{BODY}\n\n{text}"


def test_the_name_of_a_blog_is_no_headline_and_a_comment_gives_no_day() -> None:
    comments = "2 thoughts on “Pools”\nJohn Roe says:\nMarch 9, 2021 at 9:12 am\nWell said.\nReply"
    found = apart(
        f"Skip to content\nHarbour Notes\nWhy Towns Give Up Pools\nPosted on March 3, 2021 by Jan\n"
        f"\n{BODY}\n\nRelated\nPosted in News\n{comments}\nLeave a Reply Cancel reply\n"
    )
    assert (found.headline, found.body) == ("Why Towns Give Up Pools", BODY)
    assert found.date_hint
    assert (found.date_hint.month, found.date_hint.day) == (3, 3)


@pytest.mark.parametrize(
    ("line", "year", "month", "day"),
    [("09:12 March 03, 2021", 2021, 3, 3), ("نشر في: 03 مارس ,2021: 09:12 ص GST", 2021, 3, 3)],
)
def test_an_hour_before_a_day_is_no_day(line: str, year: int, month: int, day: int) -> None:
    hint = apart(f"{HEADLINE}\n{line}\n\n{BODY}").date_hint
    assert hint
    assert (hint.year, hint.month, hint.day) == (year, month, day)


@pytest.mark.parametrize(
    "address",
    [
        "Harbour Times, 1 Mill Street, Port Ellery",
        "Harbour Times, Hafenstraße 5, 12345 Husum",
        "Harbour Times, 12 rue du Port, 76600 Le Havre",
    ],
)
def test_the_address_of_a_paper_below_a_newsletter_names_no_author(address: str) -> None:
    found = apart(f"{HEADLINE}\n\n{BODY}\n\nUnsubscribe | Update your preferences\n{address}\n")
    assert (found.authors, found.publisher, found.body) == ((), "Harbour Times", BODY)


def test_a_paper_asks_for_letters_below_its_view() -> None:
    asks = "Do you have an opinion on the issues raised in this article? Write to the editor."
    assert apart(f"{HEADLINE}\nEditorial\n\n{BODY}\n\n{asks}\n").body == BODY


def test_a_name_with_an_apostrophe_is_one_in_the_foot_of_a_post() -> None:
    foot = "Posted by Ann O'Neil at 10:15 AM"
    assert apart(f"{HEADLINE}\n\n{BODY}\n\n{foot}\n").body == BODY
