"""JSON as programs get it wrong: what can be told is read, the rest is set aside alone."""

import json
from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import BRIDGE, read_bytes, reasons

TEXT = " ".join(BRIDGE[:2])
ONE = json.dumps({"title": "One", "text": TEXT})
TWO = json.dumps({"title": "Two", "text": TEXT})


def headlines(folder: Path, name: str, data: str | bytes) -> list[str]:
    raw = data if isinstance(data, bytes) else data.encode()
    records = read_bytes(folder, name, raw)
    articles = [record for record in records if isinstance(record, RawArticle)]
    assert all(TEXT in article.text for article in articles)
    return [*(article.given.headline for article in articles), *reasons(records)]


@pytest.mark.parametrize(
    "data",
    [
        f"[{ONE},\n{TWO},\n]",
        f"[{ONE}\n{TWO}]",
        f"[{ONE}] [{TWO}]",
        f"// made on Monday\n[{ONE}, /* and */ {TWO}]",
        f"[{{title: 'One', text: '{TEXT}',}}, {TWO}]".replace("hand's", "hand\\'s"),
        f"[{{'title': 'One', 'text': \"{TEXT}\", 'n': None, 'ok': True}}, {TWO}]",
        f'[{{"title": "One", "text": "He said "no" to it.\n{TEXT}"}}, {TWO}]',
        f'[{{"title": "One", "text": "C:\\data \\x41 it\\\'s\t{TEXT}"}}, {TWO}]',
        f'[{{"_id": ObjectId("5f"), "title": "One", "text": "{TEXT}", "n": NumberLong(3)}}, {TWO}]',
        f'{{"status": "ok",, "articles": [{ONE}, {TWO}]}}',
        f'{{"data": {{"articles": [{ONE}, {TWO},]}}}}',
        f"[{ONE}, {TWO}]" + "\0" * 600,
        f'show({{"articles": [{ONE}, {TWO}]}});',
        f"/**/ typeof show === 'function' && show([{ONE}, {TWO}])",
        f"window.NEWS['today'] = [{ONE}, {TWO}];",
        f")]}}',\n[{ONE}, {TWO}]",
        json.dumps(f"[{ONE}, {TWO}]"),
    ],
)
def test_json_of_careless_programs_is_read(data: str, tmp_path: Path) -> None:
    assert headlines(tmp_path, "a.json", data) == ["One", "Two"]


def test_what_was_mended_says_so(tmp_path: Path) -> None:
    mended, sound = read_bytes(tmp_path, "a.json", f"[{ONE[:-1]},}}, {TWO}]".encode())
    assert (mended.flags, sound.flags) == (("mended_json",), ())  # type: ignore[union-attr]


def test_a_day_that_a_shell_prints_is_a_day(tmp_path: Path) -> None:
    for printed in ('ISODate("2026-03-03T10:00:00")', "datetime.datetime(2026, 3, 3, 10, 0)"):
        data = f"{ONE[:-1]}, 'date': {printed}}}"
        (record,) = read_bytes(tmp_path, "a.json", data.encode())
        assert isinstance(record, RawArticle)
        assert record.given.published_at == "2026-03-03T10:00:00"


@pytest.mark.parametrize("around", [("[", "]"), ('{"ok": 1, "articles": [', "]}")])
def test_articles_before_the_place_where_a_file_breaks_off_are_read(
    around: tuple[str, str], tmp_path: Path
) -> None:
    data = f"{around[0]}{ONE}, {TWO}, {ONE}{around[1]}"
    assert headlines(tmp_path, "a.json", data[:-60]) == ["One", "Two", "truncated"]


def test_one_article_that_breaks_off_is_not_taken_for_whole(tmp_path: Path) -> None:
    paragraphs = json.dumps({"title": "One", "paragraphs": BRIDGE})
    assert headlines(tmp_path, "a.json", paragraphs[:-30]) == ["truncated"]


def test_what_is_no_json_is_malformed_at_a_place(tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "a.json", b'{"title": tulip, "text": "Two"}')
    assert reasons([record]) == ["malformed"]
    assert "offset" in record.detail  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (f"{ONE}\r{TWO}\r", ["One", "Two"]),
        (f"{ONE}{TWO}\n", ["One", "Two"]),
        (f"[{ONE},{TWO}]\n[{ONE}]\n", ["One", "Two", "One"]),
        (f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n", ["One", "Two"]),
        (f'["title", "text"]\n["One", "{TEXT}"]\n["Two", "{TEXT}"]\n', ["One", "Two"]),
        (f'{{"title": "One", "text": "Two\nlines. {TEXT}"}}\n{TWO}\n', ["One", "Two"]),
        (f'{{"title": "broken\n\n{TWO}\n', ["Two", "truncated"]),
        (f"{ONE}\n{TWO[:-40]}", ["One", "truncated"]),
        (f"{ONE}\n" + "\0" * 600, ["One"]),
    ],
)
def test_lines_of_json_are_read_however_they_are_broken(
    data: str, found: list[str], tmp_path: Path
) -> None:
    assert headlines(tmp_path, "a.jsonl", data) == found


def test_lists_of_rows_and_of_texts_are_articles(tmp_path: Path) -> None:
    rows = json.dumps([["title", "text"], ["One", TEXT], ["Two", TEXT]])
    assert headlines(tmp_path, "rows.json", rows) == ["One", "Two"]
    assert headlines(tmp_path, "texts.json", json.dumps([TEXT, TEXT])) == ["", ""]


def test_a_script_without_an_article_is_a_script(tmp_path: Path) -> None:
    assert headlines(tmp_path, "a.js", f"var news = [{ONE}];") == ["One"]
    for script in ("var sizes = {small: 1, 'large': 2};", "load({'a': x});", "(function () {})()"):
        assert headlines(tmp_path, "a.js", script) == ["unsupported"]
