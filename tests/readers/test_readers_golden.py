"""Every format: a small file and, beside it, exactly what is read from it.

`INGEST_GOLDEN=write pytest tests/readers/test_readers_golden.py` writes what is read
today; look at the difference before it is committed.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from readers_made import read

GOLDEN = Path(__file__).parents[1] / "golden" / "readers"
FILES = sorted(path for path in GOLDEN.iterdir() if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_each_format_is_read_as_written_down(path: Path) -> None:
    found = [json.loads(json.dumps(asdict(record))) for record in read(path)]
    for record in found:
        assert len(record.pop("raw_hash")) == 64
    expected = path.with_name(f"{path.name}.expected.json")
    if os.environ.get("INGEST_GOLDEN") == "write":
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))


def test_the_golden_files_cover_the_text_formats_of_the_table() -> None:
    formats = {record.source_format for path in FILES for record in read(path)}
    assert formats >= {
        *("text", "markdown", "html", "json", "jsonl", "csv", "rss", "atom", "nitf", "newsml"),
        *("newsml-g2", "wxr", "e-mail", "mbox", "export"),
    }
