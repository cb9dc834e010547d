"""Letters and exports of databases as people send them: parts, headers, layouts, languages."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes, texts

ONE = "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring."
TWO = "Work is to begin in autumn, and the mayor expects that it will take no more than two years."
GERMAN = "Der Stadtrat beschloss am Dienstag, die Brücke zu erneuern, die seit März gesperrt ist."


def read(folder: Path, name: str, text: str | bytes) -> list[RawArticle]:
    data = text.encode() if isinstance(text, str) else text
    return [r for r in read_bytes(folder, name, data) if isinstance(r, RawArticle)]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_headers_that_are_not_encoded_are_decoded_like_a_text(
    encoding: str, tmp_path: Path
) -> None:
    head = "From: Anna Müller <anna@post.example>\r\nSubject: Die Brücke über die Öse\r\n"
    head += "Date: Tue, 3 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\r\n"
    (found,) = read(tmp_path, "a.eml", (head + GERMAN).encode(encoding))
    assert found.given.headline == "Die Brücke über die Öse"
    assert found.given.authors == ("Anna Müller",)
    assert found.text == GERMAN


def test_a_message_within_a_message_is_an_article_of_its_own(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Subject"] = "The bridge"
    inner.set_content(ONE)
    outer = EmailMessage()
    outer["Subject"] = "Fwd: the bridge"
    outer["From"] = "desk@post.example"
    outer.set_content("See below.")
    outer.add_attachment(inner)
    found = read(tmp_path, "a.eml", outer.as_bytes())
    assert [(r.record_index, r.given.headline) for r in found] == [
        (0, "Fwd: the bridge"),
        (1, "The bridge"),
    ]
    assert found[1].text.strip() == ONE


def test_a_line_that_begins_with_from_ends_no_message(tmp_path: Path) -> None:
    first = f"From a@b.example Tue Mar  3 10:00:00 2026\nFrom: A <a@b.example>\n\n{ONE}\n\n"
    prose = f"From the bank one could see it all in 2026\n{TWO}\n\n"
    second = f"From c@d.example Wed Mar  4 11:00:00 2026\nFrom: C <c@d.example>\n\n{TWO}\n"
    found = read(tmp_path, "a.mbox", first + prose + second)
    assert [record.given.authors for record in found] == [("A",), ("C",)]
    assert "could see it all in 2026" in found[0].text


def test_a_message_begins_also_where_no_blank_line_stands_before_it(tmp_path: Path) -> None:
    first = f"From a@b.example Tue Mar  3 10:00:00 2026\nFrom: A <a@b.example>\n\n{ONE}\n"
    second = f"From c@d.example Wed Mar  4 11:00:00 2026\nFrom: C <c@d.example>\n\n{TWO}\n"
    found = read(tmp_path, "a.mbox", first + second)
    assert [record.text.strip() for record in found] == [ONE, TWO]


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    head = "From: A <a@b.example>\nSubject: S\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n"
    kind = "Content-Type: text/plain; charset=utf-8; format=flowed\n\n"
    flowed = ONE.replace(" which", " \nwhich").replace("  \n", " \n")
    (found,) = read(tmp_path, "a.eml", f"{head}{kind}{flowed}\n\n{TWO}\n")
    assert found.text.strip() == f"{ONE}\n\n{TWO}"


NEXIS_UNI = f"""


Bridge to be rebuilt

The Post (Millbrook)

March 3, 2026 Tuesday

Copyright 2026 The Post Ltd All Rights Reserved

Section: NEWS; Pg. 4

Length: 312 words

Byline: Ann Lee

Body


{ONE}

{TWO}

Classification


Language: ENGLISH

Load-Date: March 4, 2026


End of Document
"""
FACTIVA = """{headline}

{byline}
312 {words}
{date}
10:15
The Post
POST
{language}
(c) 2026 The Post Ltd

{text}

{label} POST000020260303em330001a

"""
GERMAN_LABELS = {
    "words": "Wörter",
    "date": "3. März 2026",
    "language": "Deutsch",
    "label": "Dokument",
    "byline": "Von Ann Lee",
}
FRENCH_LABELS = {
    "words": "mots",
    "date": "3 mars 2026",
    "language": "Français",
    "label": "Document",
    "byline": "Par Ann Lee",
}
INDEXED = f"""HD   Bridge to be rebuilt
BY   By Ann Lee
WC   312 words
PD   3 March 2026
SN   The Post
LA   English
LP   {ONE}

TD   {TWO}

NS   gcat : General News
AN   Document POST000020260303em330001a

"""
LEXIS_GERMAN = f"""
                     Dokument 1 von 1

                        The Post

                     3. März 2026 Dienstag

Bridge to be rebuilt

AUTOR: Ann Lee

LÄNGE: 312 Wörter

{ONE}

{TWO}

UPDATE: 4. März 2026

SPRACHE: GERMAN
"""
BOTH = f"{ONE}\n\n{TWO}"
LAYOUTS = {
    "Nexis Uni": (NEXIS_UNI, "March 3, 2026"),
    "Factiva in German": (
        2 * FACTIVA.format(headline="Bridge to be rebuilt", text=BOTH, **GERMAN_LABELS),
        "3. März 2026",
    ),
    "Factiva in French": (
        2 * FACTIVA.format(headline="Bridge to be rebuilt", text=BOTH, **FRENCH_LABELS),
        "3 mars 2026",
    ),
    "Factiva with its index": (2 * INDEXED, "3 March 2026"),
    "LexisNexis in German": (LEXIS_GERMAN, "3. März 2026"),
}


@pytest.mark.parametrize(("export", "date"), LAYOUTS.values(), ids=LAYOUTS)
def test_an_export_in_any_layout_is_taken_apart(export: str, date: str, tmp_path: Path) -> None:
    found = read(tmp_path, "export.txt", export)
    assert found, "nothing was read"
    for record in found:
        assert record.source_format == "export"
        assert [line for line in record.text.split("\n") if line] == [ONE, TWO]
        given = record.given
        assert (given.headline, given.publisher.split(" (")[0]) == (
            "Bridge to be rebuilt",
            "The Post",
        )
        assert (given.authors, given.published_at) == (("Ann Lee",), date)


def test_a_label_in_a_sentence_ends_no_body(tmp_path: Path) -> None:
    said = f"{ONE}\n\nUpdate: the ferry will not come, the harbour master said."
    (found,) = read(tmp_path, "export.txt", NEXIS_UNI.replace(ONE, said))
    assert "harbour master" in found.text
    assert "ENGLISH" not in found.text


def test_a_text_that_says_document_is_no_export(tmp_path: Path) -> None:
    text = f"Document Classification\n{ONE}\nDocument Classification\n{TWO}\n"
    assert texts(read_bytes(tmp_path, "a.txt", text.encode())) == [text]
