"""The README's snippets run, and print what the README says they print."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.settings import load_settings
from shipped import ROOT, SHIPPED

README = (ROOT / "README.md").read_text("utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the project after `make run`."""
    folder = tmp_path_factory.mktemp("project")
    out = folder / "data" / "processed"
    pipeline.run(SHIPPED, out, load_settings(settle_seconds=0, workers=1))
    return folder


@pytest.mark.parametrize(("code", "expected"), SNIPPETS, ids=lambda text: text[:30])
def test_a_snippet_prints_what_the_readme_says(code: str, expected: str, project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == expected.split()


def test_pandas_duckdb_and_polars_are_shown() -> None:
    code = "".join(snippet for snippet, _ in SNIPPETS)
    for library in ("pandas", "duckdb", "polars"):
        assert f"import {library}" in code


def test_the_file_tree_names_every_module() -> None:
    missing = [
        path.name
        for path in [*ROOT.glob("src/ingest/*.py"), *ROOT.glob("flows/*.py")]
        if path.name not in README and not path.name.startswith("__")
    ]
    missing += [
        path.parent.name
        for path in ROOT.glob("src/ingest/*/__init__.py")
        if f"{path.parent.name}/" not in README
    ]
    assert missing == []


def test_the_file_tree_says_of_a_module_what_its_docstring_says() -> None:
    tree = README[README.index("```text\nflows/") :].partition("\n```\n")[0]
    for folder, lines in re.findall(r"(?m)^(flows|src/ingest)/ .*\n((?:  .*\n)+)", tree):
        for name, said in re.findall(r"  (\S+) +(.*)", lines):
            path = ROOT / folder / name / ("__init__.py" if name.endswith("/") else "")
            text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            assert " ".join(text.split()).startswith(said.rstrip(" …")), name
