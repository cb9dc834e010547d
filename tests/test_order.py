"""Within a run nothing depends on the order, the sharding or the number of workers."""

import hashlib
import os
import random
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import pipeline, store
from ingest.settings import load_settings
from shipped import SHIPPED

WHEN_AND_WHO = {"run_id", "ingested_at", "taken_at", "quarantined_at", "ingest_date"}
DATASETS = ("articles", "duplicates", "quarantine", "files")


def paragraphs(seed: int) -> list[str]:
    """Make up sentences from a seed; no two seeds share a shingle of note."""
    words = random.Random(seed)
    stems = [
        "harbour",
        "winter",
        "council",
        "mountain",
        "railway",
        "teacher",
        "garden",
        "market",
        "engine",
        "river",
    ]
    return [
        " ".join(f"{words.choice(stems)}{words.randrange(500)}" for _ in range(40)).capitalize()
        + "."
        for _ in range(4)
    ]


def make_corpus(raw: Path, names: list[str]) -> None:
    """Write the shipped files and made-up ones with exact and near copies; `names` order them."""
    contents = [path.read_bytes() for path in sorted(SHIPPED.iterdir())]
    for seed in range(4):
        body = paragraphs(seed)
        contents.append(f"Headline number {seed}\n\n".encode() + "\n\n".join(body).encode())
        contents.append(f"Another one {seed}\n\n".encode() + "\n\n".join(body).encode())
        contents.append(f"A cut one {seed}\n\n".encode() + "\n\n".join(body[:-1]).encode())
    for name, content in zip(names, contents, strict=False):
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (1_700_000_000, 1_700_000_000))


def published(out: Path) -> dict[str, pa.Table]:
    """Read every dataset without the columns that tell one run from another."""
    tables = {}
    for name in DATASETS:
        table = store.open_dataset(out, name).to_table()
        tables[name] = table.drop_columns([c for c in table.column_names if c in WHEN_AND_WHO])
    return tables


def digest_of_files(out: Path) -> dict[str, str]:
    """Hash the rows of every published file, in the file's own order."""
    home = (out / ".ingest" / "current").resolve()
    hashes = {}
    for path in sorted(home.rglob("articles/**/*.parquet")):
        table = pa.parquet.read_table(path, partitioning=None)
        kept = table.drop_columns([c for c in table.column_names if c in WHEN_AND_WHO])
        rows = str(kept.to_pylist()).encode()
        hashes[path.name.rsplit("-", 1)[-1]] = hashlib.sha256(rows).hexdigest()
    return hashes


def run_with(folder: Path, names: list[str], **given: int) -> Path:
    raw, out = folder / "raw", folder / "out"
    raw.mkdir(parents=True)
    make_corpus(raw, names)
    pipeline.run(raw, out, load_settings(settle_seconds=0, **given))
    return out


NAMES = [f"{letter}/{number:02d}.txt" for letter in "ab" for number in range(13)]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one worker publishes when all of it is one shard."""
    return run_with(tmp_path_factory.mktemp("one"), NAMES, workers=1, part_rows=5)


@settings(max_examples=4)
@given(shard_files=st.integers(1, 30), workers=st.integers(1, 3), part_rows=st.integers(3, 50))
def test_shards_workers_and_file_sizes_change_no_row(
    one: Path, shard_files: int, workers: int, part_rows: int
) -> None:
    given = {"workers": workers, "shard_files": shard_files, "part_rows": part_rows}
    with tempfile.TemporaryDirectory() as folder:
        other = published(run_with(Path(folder), NAMES, **given))
        for name, table in published(one).items():
            keys = [("source_path", "ascending"), ("record_index", "ascending")]
            keys = keys if name != "files" else keys[:1]
            ours, theirs = (t.sort_by(keys).to_pylist() for t in (table, other[name]))
            assert ours == theirs, name


def test_the_files_are_the_same_whatever_the_sharding(one: Path, tmp_path: Path) -> None:
    other = run_with(tmp_path, NAMES, workers=2, shard_files=3, part_rows=5)
    assert digest_of_files(one) == digest_of_files(other)
    assert len(digest_of_files(one)) > 1


@settings(max_examples=3)
@given(order=st.permutations(NAMES))
def test_names_decide_no_cluster(one: Path, order: list[str]) -> None:
    """Whatever the files are called, the same texts stand and the same ones are duplicates."""
    with tempfile.TemporaryDirectory() as folder:
        other = published(run_with(Path(folder), list(order)))
        for name, table in published(one).items():
            if name in {"articles", "duplicates"}:
                ids = (sorted(t["article_id"].to_pylist()) for t in (table, other[name]))
                assert len(set(map(tuple, ids))) == 1, name
