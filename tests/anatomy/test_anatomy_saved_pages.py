"""Whole pages saved as text, and texts with many short lines that are no pages."""

import pytest

from anatomy_made import apart

MENU = """Skip to content
Harbour Herald
Home
News
Local
Sport
Sailing
Weather
Tides
Jobs
Property
Search
Log in
Subscribe
Most read
Ferry late again
Lighthouse lamp to be renewed this autumn"""

HEADLINE = "Council votes to dredge the old harbour after ten years of waiting"

BODY = """The council voted on Tuesday to dredge the old harbour, ten years after the first plea.

Work will begin in March. It should take eight weeks, during which the inner quay is closed.

"We have waited long enough," said the harbour master, who has seen eleven boats run aground.

The money comes from the reserve that was set aside for a second car park behind the church."""

BELOW = """Share this article
Facebook
Twitter
WhatsApp
Email
Print
Harbour
Dredging
Council
You may also like
Ferry late again
Lighthouse lamp to be renewed this autumn
Choir looks for tenors
The choir of St Anne sings on Sundays and has lost its last two tenors to the sea.
Comments
Old Salt
2 hours ago
About time too.
Ann from the Hill
1 hour ago
And who pays for it in the end?
Most viewed
Town
Country
Terms of use
Privacy policy
Contact
About
© 2026 Harbour Herald"""

POEM = "\n".join(f"{word} {other}" for word in ("grey", "cold", "wide", "slow")
                 for other in ("sea", "sand", "sky", "rain", "boat"))  # fmt: skip

RESULTS = "\n".join(f"{town} {number} - {number % 4}" for number, town in enumerate(
    ["Millbrook", "Port Ellery", "Saltford", "Easton", "Wickham", "Barrow", "Holm", "Thorpe",
     "Ashby", "Norton", "Kirkby", "Langley", "Marsh", "Oakley", "Selby", "Stanton", "Upton"],
))  # fmt: skip

CODE = "\n".join(
    ["    import harbour", "    boats = harbour.boats()", "    for boat in boats:"] * 8
)


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "blocks"])
def test_the_article_is_taken_out_of_its_page(between: str) -> None:
    page = [*MENU.split("\n"), HEADLINE, "By Jane Doe", "3 March 2026", *BODY.split("\n\n")]
    text = between.join([*page, *BELOW.split("\n")])
    found = apart(text)
    assert found.headline == HEADLINE
    assert found.authors == ("Jane Doe",)
    assert found.body == BODY
    assert [cut.rule for cut in found.removed].count("navigation") == 2
    assert all(text[cut.start : cut.end] == cut.text for cut in found.removed)


def test_a_page_is_told_in_markdown_too() -> None:
    menu = "\n".join(f"  * [{line}](/{len(line)})" for line in MENU.split("\n"))
    below = "\n".join(f"  * [{line}](/{len(line)})" for line in BELOW.split("\n"))
    found = apart(f"{menu}\n\n# {HEADLINE}\n\nBy Jane Doe\n\n{BODY}\n\n{below}\n")
    assert (found.headline, found.authors, found.body) == (HEADLINE, ("Jane Doe",), BODY)


def test_a_table_of_contents_is_no_menu() -> None:
    parts = [f"Part {number} of the harbour" for number in range(24)]
    contents = "\n".join(f"- [{part}](#{part[5:7]})" for part in parts)
    found = apart(f"# {HEADLINE}\n\nBy Jane Doe\n\n{contents}\n\n{BODY}\n")
    assert found.headline == HEADLINE
    assert all(part in found.body for part in parts)


def test_a_page_that_begins_with_its_article_keeps_its_head() -> None:
    found = apart(f"{HEADLINE}\n\nBy Jane Doe\n\n{BODY}\n\n" + BELOW.replace("\n", "\n\n"))
    assert (found.headline, found.authors, found.body) == (HEADLINE, ("Jane Doe",), BODY)


@pytest.mark.parametrize("lines", [POEM, RESULTS, CODE], ids=["poem", "results", "code"])
def test_short_lines_that_no_site_prints_are_body(lines: str) -> None:
    for text in (f"{HEADLINE}\n\n{BODY}\n\n{lines}\n", f"{HEADLINE}\n\n{lines}\n\n{BODY}\n"):
        found = apart(text)
        assert found.headline == HEADLINE
        assert [cut.rule for cut in found.removed if cut.rule != "headline"] == []


def test_a_list_alone_is_no_page() -> None:
    found = apart(f"{HEADLINE}\n\n{RESULTS}\n\nFacebook\n\nTwitter\n\nPrint\n")
    assert found.body.count("\n") == RESULTS.count("\n")
