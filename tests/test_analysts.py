"""The answers in docs/analysts.md: each runs, and pandas, DuckDB and Polars say the same."""

import datetime as dt
import gzip
import json
import math
import re
import shlex
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
import typer
from typer.testing import CliRunner

import ingest
from ingest.cli_reading import add_reading_commands
from news_corpus import Corpus, publish_corpus

DOCUMENT = (Path(__file__).parent.parent / "docs" / "analysts.md").read_text("utf-8")
FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
QUESTIONS = re.split(r"\n## (?=\d+\. )", DOCUMENT)[1:]
TITLES = [question.partition("\n")[0] for question in QUESTIONS]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analysts")
    publish_corpus(folder / "data" / "processed", Corpus(articles=400, nights=12, words=60))
    return folder


@pytest.fixture
def desk(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What an analyst has at hand after the opening lines of the document."""
    monkeypatch.chdir(corpus)
    return {"duckdb": duckdb, "pd": pd, "pl": pl, "ingest": ingest, "OUT": "data/processed"}


def snippets(question: str) -> dict[str, str]:
    """The answers to a question, by the library that their first line names."""
    blocks = [code for language, code in FENCED.findall(question) if language == "python"]
    return {code.partition("\n")[0].removeprefix("# "): code for code in blocks}


def rows(answer: Any) -> list[tuple[Any, ...]]:
    """A table as sorted rows of plain values, columns in the order of their names."""
    if isinstance(answer, duckdb.DuckDBPyRelation):
        answer = answer.df()
    if isinstance(answer, pl.DataFrame):
        table = answer.to_dict(as_series=False)
    else:
        table = answer.to_dict(orient="list")
    names = sorted(table)
    found = [tuple(map(plain, row)) for row in zip(*(table[name] for name in names), strict=True)]
    return [tuple(names), *sorted(found, key=repr)]


def plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return value
    return round(float(value), 5)


def test_there_are_ten_questions_each_answered_three_times() -> None:
    assert len(TITLES) == 10
    assert [title.partition(".")[0] for title in TITLES] == [str(n) for n in range(1, 11)]
    for question in QUESTIONS:
        assert list(snippets(question)) == ["pandas", "DuckDB", "Polars"]


@pytest.mark.parametrize("question", QUESTIONS, ids=TITLES)
def test_the_three_answers_agree(question: str, desk: dict[str, Any]) -> None:
    answers = {}
    for library, code in snippets(question).items():
        exec(compile(code, library, "exec"), desk)
        answers[library] = rows(desk.pop("answer"))
    assert len(answers["pandas"]) > 2
    assert answers["DuckDB"] == answers["pandas"]
    assert answers["Polars"] == answers["pandas"]


def test_the_opening_lines_run(desk: dict[str, Any]) -> None:
    for language, code in FENCED.findall(DOCUMENT.partition("\n## ")[0]):
        assert language == "python"
        exec(compile(code, "opening", "exec"), desk)
    assert desk["OUT"] == "data/processed"


def test_every_exporting_command_writes_what_it_says(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    app = typer.Typer()
    add_reading_commands(app)
    commands = next(code for language, code in FENCED.findall(DOCUMENT) if language == "bash")
    formats = set()
    for line in commands.splitlines():
        words = shlex.split(line)
        assert words[0] == "ingest"
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code == 0, result.output
        target = Path(words[words.index("--to") + 1])
        content = target.read_bytes()
        text = (gzip.decompress(content) if target.suffix == ".gz" else content).decode()
        lines = text.splitlines()
        assert len(lines) > 10
        formats.add(words[words.index("--format") + 1])
        if target.suffix != ".csv":
            assert all(isinstance(json.loads(line), dict) for line in lines)
    assert formats == {"csv", "jsonl", "ninjs", "schema.org"}
