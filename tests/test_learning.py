"""Lines that a source repeats are found by counting, with copies counted once."""

import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from edge_reference import edge_lines, witness
from ingest import pipeline, store
from ingest.anatomy import source_key
from ingest.article import Given, RawArticle
from ingest.edges import Edges, take_edges
from ingest.learning import LEARNED, Pair, learn_lines, learned_by_source
from ingest.reading import ReadShard
from ingest.run import begin_run
from ingest.settings import Settings, load_settings
from ingest.staged import raw_articles_to_table, read_arrow, write_arrow
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


def test_a_footer_is_found_in_a_file_of_many_articles_whose_lines_are_staged_piece_by_piece(
    raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [{"id": place, "text": article(t, place)} for place, t in enumerate(TOPICS)]
    (raw / "all.jsonl").write_text("\n".join(map(json.dumps, records)))
    monkeypatch.setattr("ingest.edges._IN_MEMORY", 1)
    settings = load_settings(settle_seconds=0, workers=1, chunk_records=2)
    pipeline.run(raw, out, settings)
    rows = store.open_dataset(out, "articles").to_table().to_pylist()
    assert len(rows) == len(TOPICS)
    assert all(FOOTER not in row["body"] for row in rows)


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


def staged_lines(folder: Path, shards: int) -> tuple[list[Path], list[Path], dict[Pair, int]]:
    """Stage lines of articles; tell in how many different articles each stands."""
    lines, sources = [], []
    seen: dict[Pair, set[str]] = {}
    for shard in range(shards):
        edges = Edges()
        for number in range(30):
            text = "\n\n".join(
                [
                    f"Line {number % 7}, as printed",
                    f"The long middle of article {shard} {number % 25}, like no other one.",
                    f"Foot {number * (shard + 1) % 41}",
                ]
            )
            raw = RawArticle(f"f{number % 3}/{number}.txt", 0, "text", "", "utf-8", text)
            edges.add([source_key(raw)], pa.array([text], pa.large_string()))
            for line in edge_lines(text):
                seen.setdefault((source_key(raw), line), set()).add(witness(text))
        lines.append(write_arrow(edges.lines(), folder / f"{shard}-lines.arrow"))
        sources.append(write_arrow(edges.sources(), folder / f"{shard}-sources.arrow"))
    return lines, sources, {pair: len(found) for pair, found in seen.items()}


def test_lines_of_staged_articles_are_taken_under_the_names_of_their_sources(
    tmp_path: Path,
) -> None:
    places = ("top.txt", "a/b/deep.txt", "a/b/other.txt", "packed.zip!/a/one.txt")
    stated = (
        Given(),
        Given(publisher="The  Post"),
        Given(url="https://www.example.com/a"),
        Given(url="http://[broken/a", publisher=""),
    )
    articles = [
        RawArticle(path, 0, "text", "", "utf-8", f"{path}\n\nFoot", given)
        for path in places
        for given in stated
    ]
    chunk = write_arrow(raw_articles_to_table([("f", each) for each in articles]), tmp_path / "c")
    run = begin_run(tmp_path, tmp_path, tmp_path, Settings())
    shard = ReadShard(0, (chunk, chunk), tmp_path, (), 2 * len(articles))
    taken = take_edges(run, shard)
    found = {row["source"]: row["articles"] for row in read_arrow(taken.sources).to_pylist()}
    assert found == {name: 2 * n for name, n in Counter(map(source_key, articles)).items()}
    lines = [row for path in taken.lines for row in read_arrow(path).to_pylist()]
    assert {row["source"] for row in lines} == set(found)
    assert {row["line"] for row in lines} == {"foot"}


@pytest.mark.parametrize("rows", [1, 50, 1 << 20])
def test_lines_are_counted_the_same_however_many_are_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    lines, sources, counts = staged_lines(tmp_path, 6)
    monkeypatch.setattr("ingest.learning._ROWS_AT_ONCE", rows)
    table = read_arrow(learn_lines(lines, sources, None, tmp_path / "learned.arrow"))
    found = {(row["source"], row["line"]): row["articles"] for row in table.to_pylist()}
    assert found == {pair: count for pair, count in counts.items() if count >= 3}
    assert min(counts.values()) < 3 < max(counts.values())


@pytest.mark.parametrize("kept", [1, 2, 20])
def test_of_too_many_lines_the_commonest_are_kept_with_what_was_known_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    lines, sources, counts = staged_lines(tmp_path, 6)
    rare = min(pair for pair in counts if counts[pair] == min(n for n in counts.values() if n >= 3))
    rows = [(*rare, 100, 100, False), ("folder:f9", "gone", 2, 9, False)]
    columns = zip(zip(*rows, strict=True), LEARNED, strict=True)
    arrays = [pa.array(column, field.type) for column, field in columns]
    earlier = pa.Table.from_arrays(arrays, schema=LEARNED)
    monkeypatch.setattr("ingest.learning._KEPT_LINES", kept)
    table = read_arrow(learn_lines(lines, sources, earlier, tmp_path / "learned.arrow"))
    wanted = {pair: count for pair, count in counts.items() if count >= 3}
    wanted[rare] += 100
    wanted["folder:f9", "gone"] = 2
    ordered = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:kept]
    assert [((r["source"], r["line"]), r["articles"]) for r in table.to_pylist()] == ordered
