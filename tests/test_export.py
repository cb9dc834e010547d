"""Export: every format valid by its own rules, streamed, whole or not at all."""

import csv
import gzip
import io
import json
import tracemalloc
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from ingest import store
from ingest.cli_reading import add_reading_commands
from ingest.errors import NewerVersion, OutputUnusable, UsageError
from ingest.export import FORMATS, Wanted, export, export_file
from ingest.schema import DATASETS
from news_corpus import Corpus, publish_corpus

NASTY = (
    'Council says "no", again',
    "=SUM(A1:A9)",
    "Two\nlines, and a comma",
    "</script><script>alert(1)</script>",
    "東京で港まつり 🎏",
    "line\u2028separator",
)

NINJS_TEXT = {
    "uri", "type", "representationtype", "pubstatus", "versioncreated", "contentcreated",
    "copyrightnotice", "language", "by", "ednote",
}  # fmt: skip
NINJS_LISTS: dict[str, tuple[set[str], set[str]]] = {
    "headlines": ({"value"}, {"role", "contenttype", "value"}),
    "descriptions": ({"value"}, {"role", "contenttype", "value"}),
    "bodies": ({"value"}, {"role", "contenttype", "charcount", "wordcount", "value"}),
    "people": (set(), {"name", "rel", "uri", "literal", "contactinfo"}),
    "infosources": (set(), {"name", "role", "uri", "literal", "contactinfo"}),
    "altids": (set(), {"role", "value"}),
}
"""What ninjs 2.1 requires and admits in the objects of each list (ninjs-schema_2.1.json)."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "out"
    publish_corpus(out, Corpus(articles=120, nights=3, words=40, headlines=NASTY))
    return out


def exported(out: Path, wanted: Wanted) -> str:
    target = io.StringIO(newline="")
    count = export(out, target, wanted)
    text = target.getvalue()
    if wanted.format != "csv":
        assert text.count("\n") == count
    return text


def documents(out: Path, form: str, where: str = "") -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(out, Wanted(form, where)).split("\n") if line]


def is_moment(text: str) -> bool:
    """RFC 3339, as `format: date-time` means."""
    return text.endswith("Z") and datetime.fromisoformat(text).tzinfo is not None


def test_json_lines_hold_every_column_and_every_row(corpus: Path) -> None:
    rows = documents(corpus, "jsonl")
    assert len(rows) == 120
    table = store.open_dataset(corpus, "articles").to_table()
    assert list(rows[0]) == table.column_names
    assert {row["article_id"] for row in rows} == set(table["article_id"].to_pylist())
    assert {row["headline"] for row in rows} == {*NASTY, None}
    assert all(is_moment(row["ingested_at"]) for row in rows)
    assert {row["ingest_date"] for row in rows} == {"2026-10-01", "2026-10-02", "2026-10-03"}
    assert {row["language_confidence"] for row in rows} == {0.99}
    removed = next(row["removed"] for row in rows if row["byline"])
    assert removed[1] | {"start": 0, "end": 10} == {
        "rule": "byline",
        "start": 0,
        "end": 10,
        "text": "By Ann Lee",
    }


def test_csv_comes_back_as_it_was(corpus: Path) -> None:
    text = exported(corpus, Wanted("csv", columns=("article_id", "headline", "authors", "url")))
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    table = store.open_dataset(corpus, "articles").to_table(
        columns=["article_id", "headline", "authors", "url"]
    )
    for row, original in zip(rows, table.to_pylist(), strict=True):
        assert row["article_id"] == original["article_id"]
        assert row["headline"] == (original["headline"] or "")
        assert json.loads(row["authors"]) == original["authors"]
        assert row["url"] == (original["url"] or "")


def test_ninjs_objects_keep_to_the_schema(corpus: Path) -> None:
    for item in documents(corpus, "ninjs"):
        assert set(item) <= NINJS_TEXT | set(NINJS_LISTS) | {"standard"}
        assert item["standard"]["version"] == "2.1"
        assert item["uri"].startswith("nih:sha-256-128;")
        assert len(item["uri"].partition(";")[2]) == 32
        assert item["type"] == "text"
        assert item["representationtype"] in ("full", "partial")
        assert item["pubstatus"] in ("usable", "withheld", "canceled")
        assert is_moment(item["versioncreated"])
        assert is_moment(item.get("contentcreated", item["versioncreated"]))
        for name in NINJS_TEXT & set(item):
            assert isinstance(item[name], str)
            assert item[name]
        for name, (required, admitted) in NINJS_LISTS.items():
            for part in item.get(name, []):
                assert required <= set(part) <= admitted
                assert None not in part.values()


def test_schema_org_documents_are_news_articles(corpus: Path) -> None:
    found = documents(corpus, "schema.org", "url is not null and headline is not null")
    assert found
    for item in found:
        assert item["@context"] == "https://schema.org"
        assert item["@type"] == "NewsArticle"
        assert item["headline"] in NASTY
        assert item["publisher"]["@type"] == "Organization"
        assert all(author["@type"] == "Person" for author in item.get("author", []))
        assert is_moment(item.get("datePublished", "2026-01-01T00:00:00Z"))
        assert item["timeRequired"] == "PT30S"
        assert None not in item.values()
        assert "" not in item.values()


def test_the_condition_chooses_rows(corpus: Path) -> None:
    danish = documents(corpus, "jsonl", "language = 'da'")
    assert {row["language"] for row in danish} == {"da"}
    rest = documents(corpus, "jsonl", "not language = 'da'")
    assert len(danish) + len(rest) == 120
    assert documents(corpus, "jsonl", "word_count > 100000") == []


@pytest.mark.parametrize("name", [name for name in DATASETS if name != "files"])
def test_the_other_datasets_can_be_exported_too(corpus: Path, name: str) -> None:
    rows = [json.loads(s) for s in exported(corpus, Wanted("jsonl", dataset=name)).splitlines()]
    assert len(rows) == store.open_dataset(corpus, name).count_rows() > 0


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_snapshot_gives_the_same_bytes(corpus: Path, tmp_path: Path, form: str) -> None:
    for name in ("one.gz", "two.gz"):
        assert export_file(corpus, tmp_path / name, Wanted(form)) == 120
    one, two = ((tmp_path / name).read_bytes() for name in ("one.gz", "two.gz"))
    assert one == two
    assert gzip.decompress(one).decode() == exported(corpus, Wanted(form))


def test_a_file_appears_when_it_is_complete(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "articles.jsonl"
    target.write_text("what was there before")

    def fail(*_: object) -> int:
        raise RuntimeError("the power failed")

    monkeypatch.setitem(FORMATS, "jsonl", type(FORMATS["jsonl"])(fail))
    with pytest.raises(RuntimeError):
        export_file(corpus, target, Wanted())
    assert target.read_text() == "what was there before"
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Wanted("xml"), "no format is named xml; there are jsonl, csv, ninjs, schema.org"),
        (Wanted("csv", columns=("title",)), "no column title; there are article_id"),
        (Wanted("ninjs", columns=("url",)), "has its own columns"),
        (Wanted("schema.org", dataset="runs"), "for articles only"),
        (Wanted(where="language is"), "where: expected `null`"),
        (Wanted(dataset="stories"), "no dataset is named stories"),
    ],
)
def test_what_cannot_be_exported_is_said_before_a_row_is_written(
    corpus: Path, tmp_path: Path, wanted: Wanted, words: str
) -> None:
    with pytest.raises(UsageError, match=words.replace("(", r"\(")):
        export_file(corpus, tmp_path / "out.txt", wanted)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_dataset_gets_advice(corpus: Path, tmp_path: Path) -> None:
    target = io.StringIO()
    for place, words in (
        (tmp_path / "nowhere", "there is no such folder"),
        (tmp_path, "holds no datasets of this program"),
        (corpus / "articles", "give the folder that holds all of them"),
    ):
        with pytest.raises(OutputUnusable, match=words):
            export(place, target, Wanted())
    with pytest.raises(UsageError, match="cannot be written"):
        export_file(corpus, tmp_path / "no" / "folder.jsonl", Wanted())


def test_a_dataset_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    publish_corpus(tmp_path / "out", Corpus(articles=2, nights=1))
    (tmp_path / "out" / ".ingest" / "format.json").write_text('{"format": 99}')
    with pytest.raises(NewerVersion, match="has layout 99; this program knows up to"):
        export(tmp_path / "out", io.StringIO(), Wanted())


def test_memory_does_not_grow_with_the_number_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.export.BATCH_ROWS", 100)

    class Nowhere(io.StringIO):
        def write(self, text: str) -> int:
            return len(text)

    def peak(articles: int) -> int:
        out = tmp_path / str(articles)
        publish_corpus(out, Corpus(articles=articles, nights=1, words=20))
        tracemalloc.start()
        export(out, Nowhere(), Wanted())
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(2_000) < 1.5 * peak(500)


def command(*words: str) -> Any:
    app = typer.Typer()
    add_reading_commands(app)
    return CliRunner().invoke(app, list(words))


def test_the_command_writes_to_standard_output_or_to_a_file(corpus: Path, tmp_path: Path) -> None:
    where = "headline contains 'council'"
    printed = command("export", str(corpus), "--where", where)
    assert printed.exit_code == 0
    assert len(printed.stdout.splitlines()) == len(documents(corpus, "jsonl", where)) > 0
    target = tmp_path / "a.csv"
    columns = "article_id, headline"
    written = command("export", str(corpus), "-f", "csv", "--columns", columns, "--to", str(target))
    assert written.exit_code == 0
    assert written.stdout == ""
    assert "120 rows" in written.stderr
    assert target.read_text("utf-8").startswith("article_id,headline\n")
