"""One run of the index: what one night added, or several nights merged, in one immutable file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.container import (
    Container,
    Draft,
    Shapes,
    create_container,
    open_container,
    seal_container,
)
from ingest.errors import StoreDamaged
from ingest.fingerprints import ALGORITHM_VERSION, version_in
from ingest.kernels.facts import NAME_WORDS
from ingest.kernels.minhash import BANDS, KEY_BITS, WORDS
from ingest.kernels.postings import KEPT_BITS, ordinal_bits

__all__ = ["ARTICLE_COLUMNS", "Counts", "Run", "create_run", "finish_run", "open_run"]

Array = npt.NDArray[Any]
Counts = Mapping[str, int]

ARTICLE_COLUMNS: Mapping[str, type[np.generic]] = {
    "published": np.int64,
    "chars": np.int32,
    "url": np.uint32,
    "path": np.uint32,
    "publisher": np.uint16,
    "credit": np.uint16,
    "shingles": np.int32,
}
"""One value per article, beside its id, its sketch and its numbers."""


@dataclass(frozen=True)
class Run:
    """An open run.

    Attributes:
        container: the file.
        first, last: the nights it holds, counted from 1.
    """

    container: Container
    first: int
    last: int

    def __getitem__(self, name: str) -> Array:
        """Give one of its arrays."""
        return self.container.arrays[name]

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        return int(self["articles_high"].size)

    @property
    def postings(self) -> tuple[Array, Array, Array]:
        """The postings of its band keys."""
        return self["directory"], self["posting_low"], self["posting_high"]


def open_run(path: Path) -> Run:
    """Open a run.

    Raises:
        StoreDamaged: it is missing, truncated, damaged, or of an earlier version.
        NewerVersion: it is of a later one.
    """
    container = open_container(path)
    version = version_in(path.name, container.about)
    if version != ALGORITHM_VERSION:
        raise StoreDamaged(
            f"{path.name} is of an earlier program (fingerprints of version {version}, now"
            f" {ALGORITHM_VERSION})"
        )
    return Run(container, int(container.about["first"]), int(container.about["last"]))


def create_run(path: Path, nights: tuple[int, int], counts: Counts) -> Draft:
    """Make a run to be filled; `finish_run` closes it.

    Args:
        path: any new name; `finish_run` gives the final one.
        nights: the first and the last night in it.
        counts: how many articles, numbers, duplicates, records, removed and taken_down.
    """
    about = {"algorithm_version": ALGORITHM_VERSION, "first": nights[0], "last": nights[1]}
    return create_container(path, about | {"counts": dict(counts)}, _shapes(counts))


def finish_run(path: Path) -> Path:
    """Seal a filled run and name it after its nights and its checksum, so that no name recurs."""
    checksum = seal_container(path)
    about = open_container(path).about
    name = f"run-{about['first']:06d}-{about['last']:06d}-{checksum:08x}.idx"
    return path.rename(path.with_name(name))


def _shapes(counts: Counts) -> Shapes:
    """Lay out a run."""
    articles = counts["articles"]
    buckets = 1 << (KEY_BITS + ordinal_bits(articles) - KEPT_BITS)
    shapes: dict[str, tuple[npt.DTypeLike, tuple[int, ...]]] = {
        "articles_high": (np.uint64, (articles,)),
        "articles_low": (np.uint64, (articles,)),
        **{name: (kind, (articles,)) for name, kind in ARTICLE_COLUMNS.items()},
        "sketch": (np.uint64, (articles, WORDS)),
        "names": (np.uint64, (articles, NAME_WORDS)),
        "number_starts": (np.uint32, (articles + 1,)),
        "numbers": (np.uint16, (counts["numbers"],)),
        "directory": (np.uint32, (buckets + 1,)),
        "posting_low": (np.uint32, (articles * BANDS,)),
        "posting_high": (np.uint8, (articles * BANDS,)),
        "duplicate_of": (np.uint64, (counts["duplicates"], 2)),
        "evidence": (np.float32, (counts["duplicates"], 3)),
        "shared_keys": (np.uint8, (counts["duplicates"],)),
        "records": (np.uint64, (counts["records"],)),
    }
    for family in ("duplicates", "removed", "taken_down"):
        shapes[f"{family}_high"] = (np.uint64, (counts[family],))
        shapes[f"{family}_low"] = (np.uint64, (counts[family],))
    return shapes
