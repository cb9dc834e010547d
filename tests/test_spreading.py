"""Deciding is cut into shards of keys: whoever answers them, and however small they are."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest import dedup, index
from ingest.errors import StoreDamaged
from ingest.settings import Settings
from ingest.spreading import Crew, SpreadIndex
from ingest.workers import Workers
from writing import article, key_table, record

SETTINGS = Settings()
KNOWN = [article(seed, 120) for seed in range(40)]
NIGHT = [
    *(record(text, f"again/{place}") for place, text in enumerate(KNOWN[:8])),
    *(record(text[60:], f"cut/{place}") for place, text in enumerate(KNOWN[5:25])),
    *(record(article(seed, 90), f"new/{seed}") for seed in range(100, 112)),
    record(KNOWN[3], "old/3"),
]


class OneByOne:
    """Answers every task at once, the last one first, and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        self.asked.append(args)
        return function(*args)

    def map(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        return iter([function(*item) for item in reversed(list(items))])


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> index.Index:
    """Two nights, the second of which moved nothing and removed one article."""
    folder = tmp_path_factory.mktemp("index")
    for rows in (KNOWN[:25], KNOWN[25:]):
        opened = index.open_index(folder)
        old = [record(text, f"old/{place}") for place, text in enumerate(rows)]
        learnt = dedup.resolve(key_table(old), opened, SETTINGS).entries
        for path in index.extend(opened, folder / "staging", learnt).added:
            path.rename(folder / path.name)
    return index.open_index(folder)


def decide(known: index.Index, crew: Crew, staging: Path, shard: int) -> dedup.Decisions:
    return dedup.resolve(key_table(NIGHT), SpreadIndex(known, crew, staging, shard), SETTINGS)


@pytest.mark.parametrize("shard", [1, 7, 64])
def test_shards_of_any_size_decide_the_same(known: index.Index, tmp_path: Path, shard: int) -> None:
    whole = dedup.resolve(key_table(NIGHT), known, SETTINGS)
    crew = OneByOne()
    cut = decide(known, crew, tmp_path, shard)
    assert cut.table.equals(whole.table)
    assert cut.entries.equals(whole.entries)
    assert whole.table["outcome"].to_pylist().count("duplicate") >= 20
    verbs = {verb for _, verb, _ in crew.asked}
    assert verbs >= ({"records", "texts", "probe", "verify"} if shard < 20 else {"probe"})


def test_worker_processes_decide_the_same(known: index.Index, tmp_path: Path) -> None:
    whole = dedup.resolve(key_table(NIGHT), known, SETTINGS)
    with Workers(2) as workers:
        cut = decide(known, workers, tmp_path, 50)
    assert cut.table.equals(whole.table)
    assert cut.entries.equals(whole.entries)


def test_a_small_question_costs_no_task(known: index.Index, tmp_path: Path) -> None:
    crew = OneByOne()
    decide(known, crew, tmp_path / "resolve", 1 << 18)
    assert not crew.asked
    assert not (tmp_path / "resolve").exists()


def test_damage_that_a_worker_meets_is_told(known: index.Index, tmp_path: Path) -> None:
    assert known.folder is not None
    damaged = tmp_path / "index"
    damaged.mkdir()
    for path in known.folder.glob("*.idx"):
        (damaged / path.name).write_bytes(path.read_bytes()[:-5])
    spread = SpreadIndex(index.Index(damaged, known.runs), OneByOne(), tmp_path / "resolve", 10)
    with pytest.raises(StoreDamaged, match="truncated"):
        dedup.resolve(key_table(NIGHT), spread, SETTINGS)


@pytest.mark.parametrize("keep", ["first", "latest"])
@pytest.mark.parametrize("rows", [1, 6, 100])
def test_a_batch_read_in_small_pieces_is_decided_and_learned_the_same(
    known: index.Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, keep: str
) -> None:
    settings = SETTINGS.model_copy(update={"keep": keep})
    keys = key_table(NIGHT)
    whole = dedup.resolve(keys, known, settings)
    (one,) = index.extend(index.open_index(None), tmp_path / "one", whole.entries).added
    monkeypatch.setattr("ingest.dedup.near._TEXTS_AT_ONCE", 4)
    monkeypatch.setattr("ingest.kernels.postings._KEYS_AT_ONCE", 32)
    pieces = [keys.slice(first, rows) for first in range(0, len(keys), rows)]
    cut = dedup.resolve(pieces, known, settings)
    assert cut.table.equals(whole.table)
    assert cut.moves.equals(whole.moves)
    assert cut.entries.equals(whole.entries)
    lessons = (cut.lessons, pieces)
    (other,) = index.extend(index.open_index(None), tmp_path / "other", *lessons).added
    assert one.name == other.name  # which holds the checksum of its content
    assert one.read_bytes() == other.read_bytes()
