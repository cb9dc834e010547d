"""The nearest equal pipeline of datatrove: read, MinHash in four stages, write Parquet.

Its language filter is left out, because its model is fetched from the network; so it does less
than `ingest run`, which also finds languages, anatomy, dates and quality signals. Settings are
datatrove's defaults: 14 bands of 8 rows over 5-grams, spaCy's English tokenizer.

    python benchmarks/datatrove_peer.py RAW OUT [--processes N]
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.dedup import (
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.pipeline.writers import ParquetWriter
from loguru import logger


class TextReader(BaseDiskReader):
    """One file, one document: datatrove has no reader of text files of its own."""

    name = "Text"

    def read_file(self, filepath: str) -> Iterator[Any]:
        """Yield the file as one document."""
        with self.data_folder.open(filepath, "r", encoding="utf-8", errors="replace") as file:
            yield self.get_document_from_dict({"text": file.read()}, filepath, 0)


def run(raw: Path, out: Path, processes: int) -> None:
    """Run the four stages one after another, each in so many processes."""
    config = MinhashConfig()
    work, tasks = out / "work", 4 * processes
    stages: list[tuple[list[Any], int]] = [
        ([TextReader(str(raw)), MinhashDedupSignature(str(work / "signatures"), config)], tasks),
        (
            [MinhashDedupBuckets(str(work / "signatures"), str(work / "pairs"), config=config)],
            config.num_buckets,
        ),
        ([MinhashDedupCluster(str(work / "pairs"), str(work / "removed"), config=config)], 1),
        (
            [
                TextReader(str(raw)),
                MinhashDedupFilter(str(work / "removed")),
                ParquetWriter(str(out / "articles"), compression="zstd"),
            ],
            tasks,
        ),
    ]
    for number, (pipeline, count) in enumerate(stages):
        LocalPipelineExecutor(
            pipeline, tasks=count, workers=processes, logging_dir=str(out / "logs" / str(number))
        ).run()


def main() -> None:
    """Run it and print seconds as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    logger.disable("datatrove")
    begun = time.perf_counter()
    run(given.raw, given.out, given.processes)
    print(json.dumps({"seconds": round(time.perf_counter() - begun, 2)}))


if __name__ == "__main__":
    main()
