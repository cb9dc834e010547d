"""The example in docs/add-a-column.md works as it is printed."""

import re
import textwrap

import pyarrow as pa
import pytest

from ingest.describe import columns
from ingest.settings import Settings
from shipped import ROOT


def test_the_example_makes_a_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "COLUMNS", columns.COLUMNS)
    page = (ROOT / "docs" / "add-a-column.md").read_text("utf-8")
    blocks = re.findall(r"^( *)```python\n(.*?)^ *```", page, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    space: dict[str, object] = {}
    for _, code in blocks:
        exec(compile(textwrap.dedent(code), "docs/add-a-column.md", "exec"), space)
    bodies = pa.array(["In 2024 it cost 300 euros.", ""], pa.large_string())
    found = columns.describe(bodies, Settings())
    assert found["number_share"].type == pa.float32()
    assert found["number_share"].to_pylist() == [pytest.approx(2 / 6), 0.0]
    assert list(found)[-1] == "number_share"


def test_the_page_names_files_that_exist() -> None:
    page = (ROOT / "docs" / "add-a-column.md").read_text("utf-8")
    for name in re.findall(r"`((?:src|tests|docs)/[\w/.-]+\.\w+)`", page):
        assert (ROOT / name).exists(), name
