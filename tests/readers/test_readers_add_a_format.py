"""The worked example of docs/add-a-format.md, run as it stands there."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ingest.article import RawArticle
from ingest.readers import sniff
from readers_made import read_bytes, reasons, texts

DOC = Path(__file__).parents[2] / "docs" / "add-a-format.md"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL)


def test_the_example_of_the_documentation_reads_its_example_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = ModuleType("ingest.readers.stories")
    code, line = _blocks("python")
    exec(code, module.__dict__)
    monkeypatch.setitem(sys.modules, "ingest.readers.stories", module)
    added = eval(line, {"Format": sniff.Format})
    monkeypatch.setattr(sniff, "FORMATS", (added, *sniff.FORMATS))
    monkeypatch.setattr(sniff, "_SIGNATURES", (*added.looks, *sniff._SIGNATURES))
    records = read_bytes(tmp_path, "archive.dat", _blocks("text")[0].encode())
    assert texts(records) == ["The bridge reopened on Monday.\n\nTraffic was light.", "It snowed."]
    assert reasons(records) == ["no_article"]
    first = records[0]
    assert isinstance(first, RawArticle)
    assert first.source_format == "stories"
    assert first.given.headline == "Bridge reopens"
    assert first.given.published_at == "2026-01-05"


def test_every_line_of_the_table_names_a_reader_that_exists() -> None:
    from importlib import import_module

    for line in sniff.FORMATS:
        module, _, function = line.reader.partition(":")
        assert callable(getattr(import_module(f"ingest.readers.{module}"), function))


def test_the_last_line_of_the_table_takes_everything() -> None:
    assert sniff.FORMATS[-1].fits(sniff.Head(b"\x00", b"", ""))
