"""The first user's article, and what must become of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ingest.accounting import RunReport
from ingest.cli import app
from shipped import SHIPPED, Rows

NAME = "000_d20934aba44f93ef.txt"
HEADLINE = "'New Axis of Influence' - Could Russia and Iran Form an Alliance?"
TEASER = (
    "The initial meeting between Vladimir Putin and Masoud Pezeshkian signifies a significant"
    " development in the relations between Moscow and Tehran."
)
TEXT = (SHIPPED / NAME).read_text("utf-8")
BODY = TEXT[TEXT.index("The meeting between Vladimir") : TEXT.index("\n\nAllen M Lee for TROIB")]


@pytest.fixture
def sample(raw: Path, take: Callable[[], RunReport], rows: Callable[[str], Rows]) -> dict[str, Any]:
    (raw / NAME).write_text(TEXT, "utf-8")
    take()
    [article] = rows("articles")
    return article


def test_every_part_is_in_its_column(sample: dict[str, Any]) -> None:
    parts = ("headline", "teaser", "syndicated_from", "byline", "authors", "publisher")
    assert {name: sample[name] for name in parts} == {
        "headline": HEADLINE,
        "teaser": TEASER,
        "syndicated_from": "RT.com",
        "byline": "Allen M Lee for TROIB News",
        "authors": ["Allen M Lee"],
        "publisher": "TROIB News",
    }


def test_the_body_is_the_article_and_nothing_else(sample: dict[str, Any]) -> None:
    assert sample["body"] == BODY
    assert sample["body"].endswith("a new phase of engagement between the two countries.")
    assert sample["paragraph_count"] == sample["body"].count("\n\n") + 1 == 14
    assert "“but also for addressing" in sample["body"]
    assert "Iran's commitment" in sample["body"]
    assert "Iran’s diplomatic history" in sample["body"]


def test_its_language_is_sure_and_its_day_unknown(sample: dict[str, Any]) -> None:
    assert sample["language"] == "en"
    assert sample["language_confidence"] >= 0.99
    assert sample["published_at"] is None
    assert sample["published_at_source"] == "none"


def test_the_cuts_put_back_give_the_raw_text(sample: dict[str, Any]) -> None:
    cuts = sample["removed"]
    assert [cut["rule"] for cut in cuts] == ["headline", "teaser", "repeated_headline", "byline"]
    kept, at = [], 0
    for cut in cuts:
        assert TEXT[cut["start"] : cut["end"]] == cut["text"]
        kept.append(TEXT[at : cut["start"]])
        at = cut["end"]
    assert "".join([*kept, TEXT[at:]]).strip() == sample["body"]
    assert "Read Full Article at RT.com." in cuts[1]["text"]


def test_explain_shows_the_cuts(sample: dict[str, Any], out: Path) -> None:
    shown = CliRunner().invoke(app, ["explain", str(out), NAME]).stdout
    for rule in ("headline", "teaser", "repeated_headline", "byline"):
        assert rule in shown
    assert "Read Full Article at RT.com." in " ".join(shown.split())
    assert "Allen M Lee for TROIB News" in shown


def test_the_same_body_under_another_headline_is_an_exact_duplicate(
    raw: Path, take: Callable[[], RunReport], rows: Callable[[str], Rows]
) -> None:
    (raw / NAME).write_text(TEXT, "utf-8")
    (raw / "other.txt").write_text(f"Quite Another Headline for It\n\n{BODY}\n", "utf-8")
    take()
    [article], [duplicate] = rows("articles"), rows("duplicates")
    assert duplicate["duplicate_of"] == article["article_id"] == duplicate["article_id"]
    assert (duplicate["kind"], duplicate["jaccard"], duplicate["containment"]) == ("exact", 1, 1)


def test_with_a_sentence_cut_from_the_end_it_is_a_near_duplicate(
    raw: Path, take: Callable[[], RunReport], rows: Callable[[str], Rows]
) -> None:
    (raw / NAME).write_text(TEXT, "utf-8")
    shorter = BODY[: BODY.index("Overall, the Ashgabat meeting")].rstrip()
    (raw / "zz_shorter.txt").write_text(f"{HEADLINE}\n\n{shorter}\n", "utf-8")
    take()
    [article], [duplicate] = rows("articles"), rows("duplicates")
    assert duplicate["duplicate_of"] == article["article_id"] != duplicate["article_id"]
    assert duplicate["kind"] in {"near", "syndicated"}
    assert 0.9 < duplicate["jaccard"] < 1
    assert duplicate["containment"] > 0.99
