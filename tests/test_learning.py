"""Lines that a source repeats are found by counting, with copies counted once."""

from pathlib import Path

import pyarrow as pa
import pytest

from ingest import pipeline, store
from ingest.anatomy import edge_lines
from ingest.article import RawArticle
from ingest.discover import list_raw
from ingest.learning import LEARNED, learned_by_source
from ingest.reading import look_at, read_shard
from ingest.run import Shard, begin_run
from ingest.settings import load_settings
from shipped import Rows

FOOTER = "Valley Courier, Mill Lane 4, open Monday to Friday"
TOPICS = ("bakery", "bridge", "choir", "dentist", "garden", "harbour", "library", "museum")


def article(topic: str, place: int) -> str:
    first = (
        f"The {topic} in the lower town will stay open after all, the mayor said on Thursday, and"
        f" the council has found the {place * 17 + 300} thousand that were missing for its repair."
    )
    second = (
        f"People who live near the {topic} had collected {place * 311 + 90} signatures since the"
        f" autumn, and {place + 3} of them spoke at the meeting, one for more than half an hour."
    )
    return f"The {topic} stays open\n\n{first}\n\n{second}\n\n{FOOTER}\n"


def take(raw: Path, out: Path) -> Rows:
    pipeline.run(raw, out, load_settings(settle_seconds=0, workers=1))
    rows: Rows = store.open_dataset(out, "articles").to_table().to_pylist()
    return rows


def test_a_footer_that_nobody_listed_is_found_and_cut(raw: Path, out: Path) -> None:
    for place, topic in enumerate(TOPICS):
        (raw / f"{topic}.txt").write_text(article(topic, place))
    rows = take(raw, out)
    assert len(rows) == len(TOPICS)
    assert all(FOOTER not in row["body"] for row in rows)
    assert all(any(FOOTER in cut["text"] for cut in row["removed"]) for row in rows)


def test_what_was_learned_holds_on_the_next_night(raw: Path, out: Path) -> None:
    for place, topic in enumerate(TOPICS[:-1]):
        (raw / f"{topic}.txt").write_text(article(topic, place))
    take(raw, out)
    (raw / "late.txt").write_text(article(TOPICS[-1], 40))
    [late] = [row for row in take(raw, out) if row["source_path"] == "late.txt"]
    assert FOOTER not in late["body"]


def test_copies_of_one_article_teach_nothing(raw: Path, out: Path) -> None:
    text = article("harbour", 5)
    for number in range(20):
        (raw / f"copy{number:02d}.txt").write_text(text)
    [row] = take(raw, out)
    assert "The harbour in the lower town" in row["body"]
    assert "People who live near the harbour" in row["body"]


def test_lines_are_read_back_by_source() -> None:
    rows = [("a", "x", 9, 10, True), ("a", "y", 8, 10, True), ("b", "x", 3, 10, False)]
    arrays = [
        pa.array(column, field.type)
        for column, field in zip(zip(*rows, strict=True), LEARNED, strict=True)
    ]
    table = pa.Table.from_arrays(arrays, schema=LEARNED)
    assert learned_by_source(table) == {"a": frozenset({"x", "y"})}


def test_whoever_watches_knows_whose_lines_are_taken(
    raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, topic in enumerate(TOPICS[:3]):
        (raw / f"{topic}.txt").write_text(article(topic, place))
    (raw / "bread.bin").write_bytes(bytes(range(32)) * 9)
    run = begin_run(raw, out, out / "staging", load_settings())
    files, marker, seen = list_raw(raw).files, out / "marker", []

    def note(article: RawArticle) -> tuple[str, ...]:
        seen.append((look_at(marker)[0], article.source_path))
        return edge_lines(article)

    monkeypatch.setattr("ingest.edges.edge_lines", note)
    read_shard(run, Shard(0, files, ("",) * len(files)), {}, marker)
    assert seen == [
        (place, file.source_path)
        for place, file in enumerate(files)
        if file.source_path != "bread.bin"
    ]
    assert len(seen) == 3
    assert look_at(marker)[0] == -1
