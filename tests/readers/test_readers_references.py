"""Exports for reference managers: what databases of newspapers offer beside their texts."""

from pathlib import Path

from ingest.article import RawArticle
from readers_made import read_bytes, reasons, texts

RIS = """TY  - NEWS
TI  - Harbour bridge opens again
AU  - Whitcombe, Dana
AU  - Okonjo, Lara
T2  - Portmere Post
DA  - 2024/03/03/
LA  - English
AB  - The bridge that was closed for two years has been opened by the mayor of Portmere.
Hundreds came to the river to see the first cars cross it.
UR  - https://post.example/a
KW  - bridges
ER  -

TY  - NEWS
T1  - A headline without a text
Y1  - 2024/03/04
ER  -
"""
ENDNOTE = """%0 Newspaper Article
%T Harbour museum closes
%A Whitcombe, Dana
%B Portmere Post
%D 2024
%8 March 3
%X The museum at the harbour will close for good on Sunday, its trustees said.

%0 Newspaper Article
%T Ferry is late again
%X The ferry was late on nine days of ten, and nobody could say why.
"""


def test_each_entry_of_ris_is_an_article_or_says_that_it_has_no_text(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "export.ris", RIS.encode())
    first = records[0]
    assert isinstance(first, RawArticle)
    assert first.text == (
        "The bridge that was closed for two years has been opened by the mayor of Portmere.\n"
        "Hundreds came to the river to see the first cars cross it."
    )
    given = first.given
    assert given.headline == "Harbour bridge opens again"
    assert given.authors == ("Dana Whitcombe", "Lara Okonjo")
    assert (given.publisher, given.published_at) == ("Portmere Post", "2024/03/03")
    assert (given.url, given.language) == ("https://post.example/a", "English")
    assert reasons(records) == ["no_article"]
    assert len(records) == 2


def test_endnote_tags_are_read_too_whatever_the_file_is_called(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "export.txt", ENDNOTE.encode())
    assert texts(records) == [
        "The museum at the harbour will close for good on Sunday, its trustees said.",
        "The ferry was late on nine days of ten, and nobody could say why.",
    ]
    assert isinstance(records[0], RawArticle)
    assert records[0].given.published_at == "March 3, 2024"
    assert records[0].given.authors == ("Dana Whitcombe",)


def test_a_story_that_begins_with_such_letters_is_a_story(tmp_path: Path) -> None:
    story = "TY - the man who closed the bridge\n\nHe closed it on Monday, and nobody knew why.\n"
    records = read_bytes(tmp_path, "a.txt", story.encode())
    assert texts(records) == [story]
