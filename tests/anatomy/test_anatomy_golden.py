"""Whole articles taken apart, held against what a person found in them.

One pair of files per article in tests/golden/anatomy: the raw text, and its anatomy as JSON
(`removed` as rule and text, `body` by lines).
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from ingest.anatomy import dissect
from ingest.anatomy.tables import languages
from ingest.article import Anatomy, RawArticle

FOLDER = Path(__file__).parents[1] / "golden" / "anatomy"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def anatomy_of(text: str) -> Anatomy:
    raw = RawArticle("folder/a.txt", 0, "text", "", "utf-8", text)
    found = dissect(raw, frozenset())
    assert isinstance(found, Anatomy)
    return found


PRINTED = ("year", "month", "day", "source")
"""What every day in a golden file has; the rest only where there is some."""


def as_golden(found: Anatomy) -> dict[str, Any]:
    fields = json.loads(json.dumps(asdict(found), default=str))
    if found.date_hint:
        fields["date_hint"] = {k: v for k, v in fields["date_hint"].items() if k in PRINTED or v}
    fields["removed"] = [[cut.rule, cut.text] for cut in found.removed]
    fields["body"] = found.body.split("\n")
    return fields


@pytest.mark.parametrize("name", NAMES)
def test_an_article_comes_apart_as_a_person_would_do_it(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_bytes().decode()
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    assert as_golden(anatomy_of(text)) == expected


def test_every_language_with_a_table_has_an_article() -> None:
    assert {language.code for language in languages()} <= {name[-2:] for name in NAMES}


def test_windows_line_ends_change_no_field() -> None:
    for name in NAMES:
        text = (FOLDER / f"{name}.txt").read_bytes().decode()
        here, there = anatomy_of(text), anatomy_of(text.replace("\n", "\r\n"))
        assert (there.headline, there.authors, there.body) == (
            here.headline,
            here.authors,
            here.body,
        )


def test_a_body_taken_apart_again_stays_whole() -> None:
    for name in NAMES:
        body = anatomy_of((FOLDER / f"{name}.txt").read_bytes().decode()).body
        again = anatomy_of(body)
        assert again.body == body, name
