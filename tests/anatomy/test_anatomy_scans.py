"""Old papers as scans have them: narrow columns, headlines with full stops, old datelines."""

import pytest

from anatomy_made import apart

FIRST = (
    "The Harbor Commission met yesterday in the old Custom House and resolved, after a debate that "
    "lasted until midnight, to dredge the inner basin of the harbor at last."
)
SECOND = (
    "Mr. Caldwell laid before the members his soundings of October, which show that seven feet of "
    "mud have gathered along the wall since the breakwater was built."
)
BODY = f"{FIRST}\n\n{SECOND}"


def column(text: str, width: int = 30, indent: str = "  ") -> str:
    """A paragraph set in a narrow column."""
    lines, line = [], indent
    for word in text.split(" "):
        if len(line) + len(word) >= width:
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


@pytest.mark.parametrize("width", [26, 30, 34])
def test_lines_of_a_narrow_column_are_one_paragraph(width: int) -> None:
    text = "\n".join(column(part, width) for part in (FIRST, SECOND, FIRST))
    assert apart(f"MUD MUST GO.\n{text}").body == f"{BODY}\n\n{FIRST}"


def test_verses_stay_lines() -> None:
    verses = "\n".join(
        f"{word} lies the harbor in the rain" for word in ("Grey", "Cold", "Wide") * 4
    )
    assert apart("The Harbor", verses).body.count("\n") >= 11


@pytest.mark.parametrize(
    "head",
    [
        "MUD MUST GO.\n",
        "MUD MUST GO.\nSpecial Dispatch to the Evening Lantern.\n",
        "MUD MUST GO.\n(By Telegraph.)\n(From Our Own Correspondent.)\n",
        "THE EVENING LANTERN, SATURDAY, MARCH 4, 1893.\nMUD MUST GO.\n",
        "VOL. XLII. NO. 61.\nMUD MUST GO.\n______\n",
    ],
)
def test_a_headline_in_capitals_may_end_with_a_full_stop(head: str) -> None:
    found = apart(f"{head}{FIRST}\n{SECOND}")
    assert (found.headline, found.body) == ("MUD MUST GO.", BODY)


def test_decks_below_a_headline_are_the_teaser() -> None:
    decks = ("HARBOR BOARD VOTES TO DREDGE.", "Oystermen Protest in Vain—Work to Begin in Spring.")
    found = apart(f"MUD MUST GO.\n{decks[0]}\n{decks[1]}\nSALTFORD, March 3.—{FIRST}\n{SECOND}")
    assert (found.headline, found.teaser) == ("MUD MUST GO.", " ".join(decks))
    assert (found.dateline, found.body) == ("SALTFORD, March 3", BODY)


def test_a_sentence_in_capitals_alone_is_no_headline() -> None:
    found = apart(f"{FIRST.upper()}\n\n{SECOND.upper()}")
    assert found.body == BODY.upper()


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("SALTFORD, Monday. ", "SALTFORD, Monday"),
        ("London, Monday. ", "London, Monday"),
        ("CADIZ 3.—", "CADIZ 3"),
        ("Kiel, 3. März. (Wolff.) ", "Kiel, 3. März. (Wolff.)"),
        ("SALTFORD, March 3\n", "SALTFORD, March 3"),
        ("SALTFORD, Wednesday.\n", "SALTFORD, Wednesday."),
        ("SALTFORD, March 3 (A.A.P.)\n", "SALTFORD, March 3 (A.A.P.)"),
    ],
)
def test_old_datelines_are_no_body(line: str, dateline: str) -> None:
    found = apart(f"Harbor to be dredged\n{line}{FIRST}\n{SECOND}")
    assert (found.dateline, found.authors, found.body) == (dateline, (), BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Continued on Page 4, Column 3.", "(Continued from page 1)", "(To be continued.)",
        "See HARBOR, Page 4", "Turn to Page 4, Col. 1", "Fortsetzung auf Seite 4",
        "(Fortsetzung folgt.)", "(Lire la suite page 4.)", "(A suivre.)",
        "(Continúa en la página 4)", "Vervolg op pagina 4", "Продолжение следует",
    ],
)  # fmt: skip
def test_where_a_story_goes_on_is_no_body(line: str) -> None:
    found = apart("Harbor to be dredged", BODY, line)
    assert (found.authors, found.body) == ((), BODY)


def test_a_score_is_no_dateline() -> None:
    line = "Madrid 3 - Sevilla 1, so it ended, and nobody in the stands could believe it."
    assert apart("How it ended", line, SECOND).body.startswith("Madrid 3")
