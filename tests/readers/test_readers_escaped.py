"""Texts that were escaped, decoded or taken apart once too often on their way into a file."""

import gzip
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from ingest.article import RawArticle
from readers_made import BRIDGE, read_bytes, reasons, texts

ONE, TWO = BRIDGE[:2]
BOTH = f"{ONE}\n\n{TWO}"


def article(folder: Path, value: Any) -> RawArticle:
    (record,) = read_bytes(folder, "a.json", json.dumps(value).encode())
    assert isinstance(record, RawArticle), record
    return record


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE}\\n\\n{TWO}",
        f"{ONE}\\r\\n\\r\\n{TWO}",
        f"{ONE}_x000D_\n_x000D_\n{TWO}",
        f"<![CDATA[<p>{ONE}</p><p>{TWO}</p>]]>",
        f"{ONE}<br><br/>{TWO}",
        f"<p>{ONE}<br />\n<br />{TWO}</p>",
        [f"\r\n  {ONE}", "  ", "\n", TWO],
        [ONE[:29], ONE[29:40], ONE[40:], TWO],
    ],
)
def test_paragraphs_are_told_however_they_were_written(body: Any, tmp_path: Path) -> None:
    assert article(tmp_path, {"title": "One", "content": body}).text.strip() == BOTH


def test_what_a_text_says_of_a_path_stays(tmp_path: Path) -> None:
    text = f"Look in C:\\news and at \\u00e9. {ONE}"
    assert article(tmp_path, {"title": "One", "text": text}).text == text


def test_backslashes_of_a_table_with_escaped_quotes_stay(tmp_path: Path) -> None:
    data = f'title,text\n"A \\"new\\" bridge","{ONE}\\n\\n{TWO}"\n'
    (found,) = read_bytes(tmp_path, "a.csv", data.encode())
    assert isinstance(found, RawArticle)
    assert (found.given.headline, found.text) == ('A "new" bridge', BOTH)


def test_letters_that_were_escaped_twice_are_letters(tmp_path: Path) -> None:
    escaped = json.dumps("Мост восстановят 😀")[1:-1]
    found = article(tmp_path, {"title": escaped, "text": f"{escaped}. {escaped}."})
    assert found.given.headline == "Мост восстановят 😀"
    assert found.text == "Мост восстановят 😀. Мост восстановят 😀."


@pytest.mark.parametrize("times", [1, 2])
def test_signs_are_what_they_stand_for_however_often_they_were_escaped(
    times: int, tmp_path: Path
) -> None:
    amp = "&" + "amp;" * (times - 1)
    value = {"title": f"Caf{amp}eacute; {amp}#8211; bar", "text": f"{ONE} It{amp}rsquo;s."}
    found = article(tmp_path, value)
    assert (found.given.headline, found.text) == ("Café – bar", f"{ONE} It’s.")


@pytest.mark.parametrize("is_ascii", [True, False])
def test_a_wrong_decoding_is_undone_in_fields_too(is_ascii: bool, tmp_path: Path) -> None:
    wrong = "Le café a été rebâti – enfin.".encode().decode("cp1252")
    data = json.dumps({"title": wrong, "text": f"{wrong} {ONE}"}, ensure_ascii=is_ascii)
    (found,) = read_bytes(tmp_path, "a.json", data.encode())
    assert isinstance(found, RawArticle)
    assert found.given.headline == "Le café a été rebâti – enfin."
    assert found.text == f"Le café a été rebâti – enfin. {ONE}"
    assert found.flags == ("mojibake_repaired",)


def test_the_words_of_a_message_are_one_text(tmp_path: Path) -> None:
    pieces = [
        {"type": "bold", "text": "Bridge"},
        f"\n\n{ONE} See ",
        {"type": "link", "text": "a.b"},
    ]
    found = article(tmp_path, {"id": 1, "type": "message", "text": pieces})
    assert found.text == f"Bridge\n\n{ONE} See a.b"


def test_lzma_alone_is_unpacked(tmp_path: Path) -> None:
    data = lzma.compress(ONE.encode(), format=lzma.FORMAT_ALONE)
    assert texts(read_bytes(tmp_path, "a.txt.lzma", data)) == [ONE]


def test_articles_before_the_place_where_packed_bytes_break_off_are_read(tmp_path: Path) -> None:
    rows = [{"title": str(number), "text": f"{number} {ONE}"} for number in range(400)]
    for name, text in (
        ("a.json.gz", json.dumps(rows)),
        ("a.jsonl.gz", "\n".join(map(json.dumps, rows))),
        ("a.csv.gz", "title,text\n" + "".join(f'{r["title"]},"{r["text"]}"\n' for r in rows)),
    ):
        packed = gzip.compress(text.encode())
        records = read_bytes(tmp_path, name, packed[: len(packed) // 2])
        assert len(texts(records)) > 40
        assert reasons(records) == ["truncated"]
