"""Rules of the house that no linter knows: rooms and functions stay small, names stay ours."""

import ast
import graphlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("flows/*.py")])
MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 50


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_module_fits_in_the_head(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= MOST_LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in functions(ast.parse(text))
        if node.end_lineno is not None and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert names(silent) == []


def named(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part not in {"src", "__init__"})


def imported(tree: ast.Module, known: set[str]) -> Iterator[str]:
    """Yield the modules of ours that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def test_nothing_imports_in_a_circle_not_even_when_it_is_called() -> None:
    modules = {named(path): ast.parse(path.read_text("utf-8")) for path in MODULES}
    graph = {
        name: {
            other for other in imported(tree, set(modules)) if other in modules and other != name
        }
        for name, tree in modules.items()
    }
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_no_lock_names_an_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock.read_text())


def test_a_lock_has_one_version_of_a_package_whatever_the_python() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        names = re.findall(r"^([\w.-]+)==", lock.read_text("utf-8"), re.MULTILINE)
        assert len(names) > 100
        assert len(names) == len(set(names))
