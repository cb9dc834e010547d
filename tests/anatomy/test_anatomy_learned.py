"""Lines that a source repeats: learned from counts, with evidence, and not from copies."""

from collections import Counter

import pytest

from edge_reference import edge_lines, witness
from ingest.anatomy import learn, source_key
from ingest.article import Given, RawArticle

FOOTER = "The Valley Record is printed on Thursdays."
BANNER = "Valley Record Online"


def read(text: str, path: str = "valley/a.txt", **fields: str) -> RawArticle:
    return RawArticle(path, 0, "text", "", "utf-8", text, Given(**fields))


def article(number: int, *, footer: str = FOOTER) -> RawArticle:
    prose = f"Story number {number} of the valley is told here at some length, as it should be."
    return read(
        f"{BANNER}\n\nHeadline {number}\n\n{prose}\n\nIt ended on day {number}.\n\n{footer}"
    )


def learned_from(articles: list[RawArticle]) -> dict[str, frozenset[str]]:
    """Count as a run does: a line once for every witness."""
    seen = {
        (source_key(raw), line, witness(raw.text))
        for raw in articles
        for line in edge_lines(raw.text)
    }
    counts = Counter((source, line) for source, line, _ in seen)
    return learn(counts, Counter(source_key(raw) for raw in articles))


def test_a_line_repeated_around_different_articles_is_learned() -> None:
    learned = learned_from([article(number) for number in range(60)])
    assert learned == {"folder:valley": frozenset({FOOTER.casefold(), BANNER.casefold()})}


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [article(number) for number in range(60)]
    assert learned_from(articles) == learned_from(articles[::-1])


def test_copies_of_one_article_teach_nothing() -> None:
    assert learned_from([article(1) for _ in range(60)]) == {}


def test_a_few_articles_teach_nothing() -> None:
    assert learned_from([article(number) for number in range(5)]) == {}


def test_a_closing_sentence_of_some_articles_is_not_boilerplate() -> None:
    some = [article(number, footer="He gave no further details.") for number in range(20)]
    rest = [article(number, footer=f"That was day {number}.") for number in range(20, 120)]
    [lines] = learned_from(some + rest).values()
    assert "he gave no further details." not in lines


def test_the_sentence_that_opens_every_column_is_not_boilerplate() -> None:
    opening = "Good morning from the pier, where the kettle is on again."
    prose = (
        "This is what happened on day {} of the long and windy week on the pier, told at length."
    )
    columns = [f"Column {n}\n\n{opening}\n\n{prose.format(n)}\n\n{FOOTER}" for n in range(60)]
    assert learned_from([read(text) for text in columns]) == {
        "folder:valley": frozenset({FOOTER.casefold()})
    }


def test_an_article_offers_each_line_once() -> None:
    raw = read(f"{FOOTER}\n\nOne story that is longer than all the other lines are.\n\n{FOOTER}")
    assert len(edge_lines(raw.text)) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "one line"])
def test_a_text_without_edges_offers_nothing(text: str) -> None:
    assert edge_lines(text) == ()


def test_hard_wrapped_sentences_are_not_offered_in_pieces() -> None:
    lines = [
        "The committee of the council met on Monday to hear",
        "what the mayor had said about the new bridge over",
        "the river, and then it went home again, as it had",
        "done.",
    ]
    offered = edge_lines("A headline\n\n" + "\n".join(lines) + "\n\n" + "\n".join(lines[1:]))
    assert not any(line.startswith("done.") for line in offered)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (read("x", publisher="Valley Record"), "publisher:valley record"),
        (read("x", url="https://www.example.org/a"), "host:example.org"),
        (read("x", "valley/2024/a.txt"), "folder:valley/2024"),
        (read("x", "a.txt"), "folder:"),
        (read("x", "news.zip!/valley/a.txt"), "folder:news.zip!/valley"),
        (read("x", url="http://[broken"), "folder:valley"),
    ],
)
def test_what_counts_as_one_source(raw: RawArticle, key: str) -> None:
    assert source_key(raw) == key
