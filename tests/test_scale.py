"""What keeps memory flat: work is cut into bounded pieces, and the cuts change no row."""

from pathlib import Path

import pyarrow as pa

from ingest import pipeline
from ingest.batch import discover
from ingest.settings import load_settings
from test_order import DATASETS, make_corpus, published

NAMES = [f"{number:02d}.txt" for number in range(40)]


def test_a_shard_is_staged_in_bounded_chunks_and_the_bounds_change_no_row(tmp_path: Path) -> None:
    make_corpus(tmp_path / "raw", NAMES)
    pipeline.run(tmp_path / "raw", tmp_path / "whole", load_settings(settle_seconds=0, workers=1))
    settings = load_settings(settle_seconds=0, workers=1, chunk_records=3)
    sizes: list[int] = []

    def look(stage: str, done: int, _: int) -> None:
        if stage == "prepare" and not done:
            staging = tmp_path / "cut" / ".ingest" / "staging"
            for path in staging.glob("*/read/000000-[0-9]*.arrow"):
                with pa.memory_map(str(path)) as source:
                    sizes.append(pa.ipc.open_file(source).read_all().num_rows)

    pipeline.run(tmp_path / "raw", tmp_path / "cut", settings, look)
    whole, cut = published(tmp_path / "whole"), published(tmp_path / "cut")
    for name in DATASETS:
        assert whole[name] == cut[name], name
    assert len(sizes) > 1
    assert max(sizes) <= 3


def test_a_batch_is_cut_so_that_every_worker_has_several_shards(tmp_path: Path) -> None:
    for number in range(800):
        (tmp_path / "raw").mkdir(exist_ok=True)
        (tmp_path / "raw" / f"{number:04d}.txt").write_text(f"Headline {number}\n\nBody.\n")
    settings = load_settings(settle_seconds=0, workers=4, shard_files=100)
    batch = discover(tmp_path / "raw", tmp_path / "out", settings)
    assert len(batch.shards) >= 8
    assert max(len(shard.files) for shard in batch.shards) <= 100
    assert sum(len(shard.files) for shard in batch.shards) == 800
    taken = [file.source_path for shard in batch.shards for file in shard.files]
    assert taken == sorted(taken)
