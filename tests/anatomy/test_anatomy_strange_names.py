"""What has the shape of a name and is none: headings, buttons, captions and other articles."""

import pytest

from ingest.anatomy.dissect import dissect
from ingest.article import Anatomy, RawArticle

HEADLINE = "Council reopens the old harbour after a year of works\n\n"
BODY = (
    "The council opened the harbour on Monday, and many people came to see it.\n\n"
    "Three boats came in before noon, said the mayor, and a fourth was late.\n\n"
    "The works had lasted for a year, and nobody had believed that they would end.\n\n"
)


def take_apart(text: str) -> Anatomy:
    found = dissect(RawArticle("a.txt", 0, "text", "", "utf-8", text), frozenset())
    assert isinstance(found, Anatomy)
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Making Boats Better at Harbour\n==========",
        "Open Harbours Are Good At Solving Problems",
        "Meet Quayside — A New Harbour Guide Built for Boat Users",
        "Why Quayside Sees a Steady Decline for Last 12 Years",
    ],
)
def test_a_second_heading_below_the_headline_names_nobody(line: str) -> None:
    found = take_apart(f"{HEADLINE}{line}\n\n{BODY}")
    assert (found.authors, found.publisher) == ((), "")
    assert line.split("\n", maxsplit=1)[0] in found.body


@pytest.mark.parametrize(
    "lines",
    [
        "Sea Walks\n\nHandy Things",
        "Zurück zum Hafen Zur Stadt",
        "Open Physical Harbours\nOpen Physical Harbours",
        "White House Harbour Bot\n======",
        "Quay Box is a lightweight editor for people who keep boats at the quay.",
        "海上庁は調査終了を受けた記者会見で「船はいつ来てもおかしくない」と呼びかけた",
    ],
)
def test_a_last_line_that_is_no_signature_stays(lines: str) -> None:
    body = BODY + ("A box stood at the quay.\n\n" if "Box" in lines else "")
    found = take_apart(HEADLINE + body + lines)
    assert (found.authors, found.byline) == ((), "")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane DoeTwitter", ("Jane Doe",)),
        ("By Jane Doe Jane Doe", ("Jane Doe",)),
        ("Abla Qorro for Harbour News", ("Abla Qorro",)),
        ("ABLA QORRO FOR HARBOUR NEWS", ("Abla Qorro",)),
    ],
)
def test_names_are_read_out_of_what_stands_beside_them(line: str, authors: tuple[str, ...]) -> None:
    assert take_apart(f"{HEADLINE}{line}\n\n{BODY}").authors == authors


@pytest.mark.parametrize(
    "line", ["Abla Qorro", "Abla Qorro, Harbour News", "Abla Qorro is a reporter at Harbour News."]
)
def test_an_unknown_name_below_running_text_signs(line: str) -> None:
    assert take_apart(HEADLINE + BODY + line).authors == ("Abla Qorro",)


@pytest.mark.parametrize(
    ("lead", "dateline"),
    [
        ("Abla Qorro | 05.04.2025 - Update : 05.04.2025\n\n", ""),
        ("Quayside Herald | 04.05.2025 at 13:36 | updated 05.05.2025\n\n", ""),
        ("Berlin | ", "Berlin"),
        ("BERLIN | 5. April 2025 | ", "BERLIN | 5. April 2025"),
    ],
)
def test_a_bar_ends_a_dateline_only_behind_a_known_place(lead: str, dateline: str) -> None:
    assert take_apart(HEADLINE + lead + BODY).dateline == dateline


def test_buttons_and_slugs_are_cut() -> None:
    slug = "AP-XY--Harbour-Council, 4th Ld-Writethru\n\n"
    buttons = "Facebook      Twitter      Xing      LinkedIn      Whatsapp      Mail"
    found = take_apart(f"{HEADLINE}{slug}{BODY}{buttons}")
    assert found.body == BODY.strip()
    assert not found.dateline


def test_a_button_is_no_agency() -> None:
    body = "Die Stadt hat am Montag den Hafen geöffnet, und viele Leute kamen.\n\n" * 3
    found = take_apart(f"Stadt öffnet den alten Hafen\n\nTeilen\n\nMehr\n\nDrucken\n\n{body}")
    assert (found.credit, found.body) == ("", body.strip())


@pytest.mark.parametrize(
    ("printed", "headline", "publisher"),
    [
        (
            "Council opens an old quay - Quay Times",
            "Council opens an old quay",
            "Quay Times",
        ),
        ("Council opens an old quay – BBC News", "Council opens an old quay", "BBC News"),
        ("Council opens an old quay - and then closes it", "", ""),
        ("Old harbour - Quay Times", "", ""),
    ],
)
def test_the_name_of_a_paper_behind_a_dash_is_no_headline(
    printed: str, headline: str, publisher: str
) -> None:
    found = take_apart(f"{printed}\n\n{BODY}")
    assert (found.headline, found.publisher) == (headline or printed, publisher)
