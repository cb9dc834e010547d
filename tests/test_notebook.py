"""The notebook in docs/: it runs from the top, and shows what it says it shows."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

DOCS = Path(__file__).parent.parent / "docs"
NOTEBOOK = DOCS / "first-look.ipynb"


@pytest.fixture(scope="module")
def shipped() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def shown(notebook: nbformat.NotebookNode) -> list[str]:
    """What each cell of code leaves on the screen, as text."""
    return [
        "".join(out.get("text", "") or out.data["text/plain"] for out in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_it_runs_from_top_to_bottom(shipped: nbformat.NotebookNode) -> None:
    notebook = nbformat.from_dict({**shipped, "cells": [{**c} for c in shipped.cells]})
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(DOCS)}})
    client.execute()
    seen = shown(notebook)
    assert all(seen)
    assert "Council approves dredging of the old harbour" in seen[2]
    assert "PORT ELLERY" in seen[4]
    assert "dateline" in seen[5]
    assert "exact" in seen[6]
    assert "near" in seen[6]
    assert "binary" in seen[7]
    assert "report.html" in seen[9]
    assert [bool(text) for text in seen] == [bool(text) for text in shown(shipped)]


def test_what_is_shipped_shows_no_error_and_no_machine(shipped: nbformat.NotebookNode) -> None:
    for cell in shipped.cells:
        for output in cell.get("outputs", ()):
            assert output.output_type in ("execute_result", "stream")
            assert output.get("name") != "stderr"
    assert not [text for text in shown(shipped) if str(Path.home()) in text or "/tmp" in text]


def test_its_links_lead_somewhere(shipped: nbformat.NotebookNode) -> None:
    import re

    links = re.findall(r"\]\(([^)]+)\)", "".join(cell.source for cell in shipped.cells))
    assert links
    for link in links:
        assert (DOCS / link).is_file()
