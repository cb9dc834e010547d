"""How a batch is cut into shards."""

from pathlib import Path

import pytest

from ingest.batch import Batch, discover
from ingest.settings import load_settings


def batch_of(raw: Path, out: Path, files: int, **given: int) -> Batch:
    for number in range(files):
        (raw / f"{number:05d}.txt").write_text("x" * 10)
    return discover(raw, out, load_settings(settle_seconds=0, **given))


@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize("files", [0, 1, 51, 1200])
def test_every_file_is_in_one_shard(raw: Path, out: Path, files: int, workers: int) -> None:
    batch = batch_of(raw, out, files, workers=workers)
    paths = [file.source_path for shard in batch.shards for file in shard.files]
    assert paths == [f"{number:05d}.txt" for number in range(files)]
    assert [shard.index for shard in batch.shards] == [*range(len(batch.shards))]


def test_shards_become_smaller_so_that_no_worker_ends_long_after_the_others(
    raw: Path, out: Path
) -> None:
    batch = batch_of(raw, out, 1200, workers=2)
    sizes = [len(shard.files) for shard in batch.shards]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] <= 1200 / 4
    assert sizes[-1] <= 50


def test_no_shard_is_larger_than_the_settings_say(raw: Path, out: Path) -> None:
    by_files = batch_of(raw, out, 60, workers=1, shard_files=20)
    assert [len(shard.files) for shard in by_files.shards] == [20, 20, 20]
    by_bytes = discover(raw, out, load_settings(settle_seconds=0, workers=1, shard_bytes=100))
    assert {len(shard.files) for shard in by_bytes.shards} == {10}
