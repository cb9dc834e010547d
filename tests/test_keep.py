"""Which member of a cluster stands: the first, the latest or the longest, across nights."""

from pathlib import Path

import pytest

from ingest import pipeline, store
from ingest.checking import check
from ingest.settings import load_settings
from shipped import Rows

SENTENCES = [
    "The mill on the upper weir turned again on Saturday for the first time since the flood.",
    "Some sixty people stood on the footbridge when the miller opened the sluice at noon.",
    "The wheel, built of larch by two carpenters from the valley, weighs almost four tons.",
    "It will grind rye on Wednesdays and make electricity for eleven houses on all other days.",
    "The district paid for a third of the work and a lottery for schools paid for the rest.",
    "Children from the school had painted the shutters in a blue that nobody had asked for.",
    "The miller said that he would not change the colour now that he had slept on the matter.",
    "A second wheel for the smaller race is planned, but nobody knows yet who is to pay for it.",
    "The old wheel, broken in three pieces by a floating tree, lies in the yard of the museum.",
    "Visitors may see the mill in the afternoon, except on days on which the water is too high.",
]


def text(count: int, day: str) -> str:
    body = "\n\n".join(" ".join(SENTENCES[i : i + 2]) for i in range(0, count, 2))
    return f"---\ntitle: The mill turns again\ndate: {day}T08:00:00Z\n---\n\n{body}\n"


def nights(raw: Path, out: Path, keep: str) -> dict[str, Rows]:
    """Three nights: a whole text, then an earlier and shorter one, then the latest."""
    settings = load_settings(settle_seconds=0, workers=1, keep=keep)
    for name, count, day in [("b.md", 8, "2026-03-02"), ("a.md", 10, "2026-03-01")]:
        (raw / name).write_text(text(count, day))
        pipeline.run(raw, out, settings)
    (raw / "c.md").write_text(text(6, "2026-03-03"))
    pipeline.run(raw, out, settings)
    return {
        name: store.open_dataset(out, name).to_table().to_pylist()
        for name in ("articles", "duplicates", "runs")
    }


@pytest.mark.parametrize(("keep", "stands"), [("first", "b.md"), ("longest", "a.md")])
def test_one_article_stands_for_the_cluster(keep: str, stands: str, raw: Path, out: Path) -> None:
    found = nights(raw, out, keep)
    [article] = found["articles"]
    assert article["source_path"] == stands
    assert {row["source_path"] for row in found["duplicates"]} == {"a.md", "b.md", "c.md"} - {
        stands
    }
    assert {row["duplicate_of"] for row in found["duplicates"]} == {article["article_id"]}


def test_the_latest_takes_the_place_of_the_one_before(raw: Path, out: Path) -> None:
    found = nights(raw, out, "latest")
    [article] = found["articles"]
    assert article["source_path"] == "c.md"
    assert {row["duplicate_of"] for row in found["duplicates"]} == {article["article_id"]}


@pytest.mark.parametrize("keep", ["first", "latest", "longest"])
def test_nothing_is_lost_or_doubled_when_articles_give_way(keep: str, raw: Path, out: Path) -> None:
    found = nights(raw, out, keep)
    assert len(found["articles"]) + len(found["duplicates"]) == 3
    assert check(out)["problems"] == []
    moved = [row for row in found["runs"] if row["kind"] == "moved"]
    assert bool(moved) == (keep != "first")
