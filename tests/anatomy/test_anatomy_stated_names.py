"""Authors that a format states: persons stay, houses, desks and agencies go where they belong."""

import pytest

from ingest.anatomy.dissect import dissect
from ingest.article import Anatomy, Given, RawArticle

BODY = (
    "The council opened the harbour on Monday.\n\n"
    "Three boats came in before noon, and a fourth was late.\n\n"
    "The mayor thanked everybody who had waited in the rain."
)


def take_apart(text: str = BODY, **given: object) -> Anatomy:
    raw = RawArticle("a.html", 0, "html", "", "utf-8", text, Given(**given))  # type: ignore[arg-type]
    found = dissect(raw, frozenset())
    assert isinstance(found, Anatomy)
    return found


@pytest.mark.parametrize(
    ("authors", "publisher", "persons"),
    [
        (("Jane Doe", "John Roe"), "Harbour Post", ("Jane Doe", "John Roe")),
        (("Jane Doe", "Reuters"), "Harbour Post", ("Jane Doe",)),
        (("Harbour Post",), "Harbour Post", ()),
        (("Quayside",), "Quayside", ()),
        (("harbourpost.com",), "", ()),
        (("HP Staff",), "Harbour Post", ()),
        (("Гость",), "Harbour Post", ()),
        (("Deutsche Welle",), "DW.COM", ()),
        (("HP-Redaktion",), "Harbour Post", ()),
        (("JANE DOE", "Special correspondents"), "", ("Jane Doe",)),
        (("Friends of the harbour",), "", ()),
        (("Jane Doe, Harbour Post",), "", ("Jane Doe",)),
        (("saltydog42",), "Harbour Post", ("saltydog42",)),
        (("Jane",), "Harbour Post", ("Jane",)),
        (("Emily Post",), "Harbour Herald", ("Emily Post",)),
        (("港口日报",), "港口日报", ()),
        (("王小明",), "港口日报", ("王小明",)),
    ],
)
def test_only_persons_are_authors(
    authors: tuple[str, ...], publisher: str, persons: tuple[str, ...]
) -> None:
    assert take_apart(authors=authors, publisher=publisher).authors == persons


def test_what_is_no_person_is_kept_in_the_byline() -> None:
    found = take_apart(authors=("Jane Doe", "Reuters"), publisher="Harbour Post")
    assert (found.byline, found.credit) == ("Jane Doe, Reuters", "Reuters")


def test_persons_alone_make_no_byline() -> None:
    assert take_apart(authors=("Jane Doe",)).byline == ""


def test_an_agency_that_publishes_its_own_is_the_credit() -> None:
    found = take_apart(authors=("Associated Press",), publisher="Associated Press")
    assert (found.authors, found.credit) == ((), "Associated Press")


def test_a_masthead_is_the_publisher_where_none_is_stated() -> None:
    assert take_apart(authors=("The Harbour Times",)).publisher == "The Harbour Times"
    assert take_apart(authors=("Our Foreign Staff",)).publisher == ""


def test_a_stated_house_leaves_room_for_a_printed_author() -> None:
    found = take_apart(f"By Jane Doe\n\n{BODY}", authors=("Harbour News",))
    assert found.authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("first", "authors"), [("Margaret Hill", ("Margaret Hill",)), ("Special Report", ())]
)
def test_known_name_above_a_body_whose_headline_is_given_wrote_it(
    first: str, authors: tuple[str, ...]
) -> None:
    found = take_apart(f"{first}\n\n{BODY}", headline="Ferry to Tarn stops")
    assert (found.authors, found.body.endswith(BODY)) == (authors, True)


def test_line_that_says_by_whom_is_one_where_the_headline_is_given() -> None:
    found = take_apart(f"By Zubbo Quarrick\n\n{BODY}", headline="Ferry to Tarn stops")
    assert (found.authors, found.body) == (("Zubbo Quarrick",), BODY)
    assert take_apart(f"By the sea again\n\n{BODY}", headline="Ferry stops").authors == ()
