"""Make one run out of several: what a later one removed is gone, everything else is kept.

Rows are copied in slices and postings by ranges of keys, so that memory does not grow with the
index: it holds the ids, the records and one slice.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.container import Draft
from ingest.index.run import ARTICLE_COLUMNS, Run, create_run, finish_run
from ingest.kernels.lookups import copy_lists, find_ids
from ingest.kernels.minhash import BANDS
from ingest.kernels.postings import KEPT_BITS, key_ranges, ordinal_bits, pack, unpack

__all__ = ["merge_runs", "runs_that_fit", "runs_to_merge"]

Array = npt.NDArray[Any]

FULL = 8
"""So many runs of a size become one."""
LARGEST = 1 << 26
"""A merge makes no run of more articles than this, so that no night's commit rewrites more than
20 GB, and so that places in a run fit into 32 bits."""
_SMALLEST = 4096
_SLICE_ROWS = 1 << 17
_ROW_COLUMNS = ("articles_high", "articles_low", *ARTICLE_COLUMNS, "sketch", "names")


def _tier(articles: int) -> int:
    """Say of which size a run is: each is eight times the one below.

    >>> [_tier(n) for n in (0, 4096, 50_000, 4_000_000)]
    [0, 0, 1, 3]
    """
    tier = 0
    while articles >= _SMALLEST * FULL ** (tier + 1):
        tier += 1
    return tier


def runs_to_merge(sizes: Sequence[int]) -> int:
    """Say how many of the last runs should become one.

    Args:
        sizes: articles of each run, oldest first.

    >>> runs_to_merge([4_000_000] + [50_000] * 7), runs_to_merge([4_000_000] + [50_000] * 8)
    (0, 8)
    >>> runs_to_merge([50_000_000] * 9)
    0
    """
    tiers = [_tier(size) for size in sizes]
    for tier in sorted(set(tiers), reverse=True):
        last = 0
        while last < len(tiers) and tiers[-1 - last] <= tier:
            last += 1
        if tiers[len(tiers) - last :].count(tier) >= FULL and last <= runs_that_fit(sizes):
            return last
    return 0


def runs_that_fit(sizes: Sequence[int]) -> int:
    """Say how many of the last runs make one run that is not too large.

    >>> runs_that_fit([60_000_000, 50_000_000, 9_000_000]), runs_that_fit([70_000_000])
    (2, 0)
    """
    count = total = 0
    for size in reversed(sizes):
        total += size
        if total > LARGEST:
            break
        count += 1
    return count


def merge_runs(staging: Path, runs: Sequence[Run]) -> Path:
    """Write one run that says what these say together.

    Args:
        staging: where the file is made.
        runs: neighbours, oldest first.

    Raises:
        StoreDamaged: one of them differs from its checksums.
    """
    for run in runs:
        run.container.check()
    alive = [_alive(runs, number, "articles") for number in range(len(runs))]
    order, numbers = _order(runs, alive)
    duplicates = _duplicates(runs)
    removed = _united(runs, "removed") if runs[0].first > 1 else np.zeros((0, 2), np.uint64)
    taken_down = _united(runs, "taken_down")
    records = np.unique(np.concatenate([run["records"] for run in runs]))
    path = staging / f"merging-{runs[0].first:06d}.idx"
    counts = {
        "articles": len(order),
        "numbers": sum(_numbers(run, kept) for run, kept in zip(runs, alive, strict=True)),
        "duplicates": len(duplicates["high"]),
        "records": len(records),
        "removed": len(removed),
        "taken_down": len(taken_down),
    }
    out = create_run(path, (runs[0].first, runs[-1].last), counts)
    out["records"][:] = records
    for family, ids in (("removed", removed), ("taken_down", taken_down)):
        out[f"{family}_high"][:], out[f"{family}_low"][:] = ids[:, 0], ids[:, 1]
    for name in ("high", "low"):
        out[f"duplicates_{name}"][:] = duplicates[name]
    for name in ("duplicate_of", "evidence", "shared_keys"):
        out[name][:] = duplicates[name]
    _copy_rows(out, runs, order, numbers)
    _copy_postings(out, runs, _new_ordinals(runs, order, numbers))
    out.release()
    return finish_run(path)


def _alive(runs: Sequence[Run], number: int, family: str) -> npt.NDArray[np.bool_]:
    """Say which entries of one run no later one has removed."""
    run = runs[number]
    alive = np.ones(run[f"{family}_high"].size, np.bool_)
    for later in runs[number + 1 :]:
        gone = np.stack([later["removed_high"], later["removed_low"]], 1)
        places = find_ids(run[f"{family}_high"], run[f"{family}_low"], gone)
        alive[places[places >= 0]] = False
    return alive


def _order(runs: Sequence[Run], alive: Sequence[Array]) -> tuple[Array, Array]:
    """Sort the living articles of all runs by id; give old ordinal and run of each."""
    ordinals = [np.flatnonzero(kept).astype(np.uint32) for kept in alive]
    numbers = np.repeat(np.arange(len(runs), dtype=np.uint8), [len(rows) for rows in ordinals])
    high = np.concatenate(
        [run["articles_high"][rows] for run, rows in zip(runs, ordinals, strict=True)]
    )
    low = np.concatenate(
        [run["articles_low"][rows] for run, rows in zip(runs, ordinals, strict=True)]
    )
    order = np.lexsort((low, high))
    return np.concatenate(ordinals)[order], numbers[order]


def _duplicates(runs: Sequence[Run]) -> dict[str, Array]:
    """Collect the near duplicates of all runs, sorted by id; a later entry goes first."""
    names = {
        "high": "duplicates_high",
        "low": "duplicates_low",
        "duplicate_of": "duplicate_of",
        "evidence": "evidence",
        "shared_keys": "shared_keys",
    }
    columns = {
        name: np.concatenate(
            [run[stored][_alive(runs, n, "duplicates")] for n, run in enumerate(runs)]
        )
        for name, stored in names.items()
    }
    order = np.lexsort((columns["low"], columns["high"]))
    return {name: column[order] for name, column in columns.items()}


def _united(runs: Sequence[Run], family: str) -> Array:
    pairs = [np.stack([run[f"{family}_high"], run[f"{family}_low"]], 1) for run in runs]
    return np.unique(np.concatenate(pairs), axis=0)


def _numbers(run: Run, kept: Array) -> int:
    """Count the numbers of some articles."""
    return int(np.diff(run["number_starts"])[kept].sum(dtype=np.int64))


def _copy_rows(out: Draft, runs: Sequence[Run], order: Array, numbers: Array) -> None:
    end = 0
    for first in range(0, len(order), _SLICE_ROWS):
        rows = slice(first, first + _SLICE_ROWS)
        ordinals, owners = order[rows].astype(np.int64), numbers[rows]
        lengths = np.zeros(len(ordinals), np.int64)
        picks = [(run, np.flatnonzero(owners == number)) for number, run in enumerate(runs)]
        for run, places in picks:
            for name in _ROW_COLUMNS:
                out[name][rows][places] = run[name][ordinals[places]]
            starts = run["number_starts"]
            lengths[places] = starts[ordinals[places] + 1] - starts[ordinals[places]]
        ends = end + np.cumsum(lengths)
        out["number_starts"][first + 1 : first + 1 + len(ends)] = ends
        for run, places in picks:
            source = (run["number_starts"], run["numbers"])
            copy_lists(source, ordinals[places], (ends - lengths)[places], out["numbers"])
            run.container.release()
        out.release()
        end = int(ends[-1])


def _new_ordinals(runs: Sequence[Run], order: Array, numbers: Array) -> list[Array]:
    """Give for each run the new ordinal of each of its articles; -1 for those gone."""
    new = [np.full(run.articles, -1, np.int64) for run in runs]
    for number, places in enumerate(new):
        rows = np.flatnonzero(numbers == number)
        places[order[rows]] = rows
    return new


def _copy_postings(out: Draft, runs: Sequence[Run], new: Sequence[Array]) -> None:
    bits = ordinal_bits(len(out["articles_high"]))
    target = (out["directory"], out["posting_low"], out["posting_high"])
    offset = 0
    for first, last in key_ranges(BANDS * sum(run.articles for run in runs)):
        pieces = []
        for run, ordinals in zip(runs, new, strict=True):
            if run.articles:
                keys, olds = _postings_between(run, first, last)
                kept = ordinals[olds] >= 0
                news = ordinals[olds[kept]].astype(np.uint64)
                pieces.append((keys[kept] << np.uint64(bits)) | news)
                run.container.release()
        postings = np.concatenate([*pieces, np.zeros(0, np.uint64)])
        postings.sort()
        pack(postings, offset, target)
        offset += len(postings)
        out.release()
    np.cumsum(out["directory"], out=out["directory"])


def _postings_between(run: Run, first: int, last: int) -> tuple[Array, Array]:
    """Read key and ordinal of every posting with a key in the range."""
    bits = ordinal_bits(run.articles)
    bucket = KEPT_BITS - bits
    whole = unpack(run.postings, first >> bucket, ((last - 1) >> bucket) + 1)
    keys = whole >> np.uint64(bits)
    inside = (keys >= np.uint64(first)) & (keys < np.uint64(last))
    ordinals = whole & np.uint64((1 << bits) - 1)
    return keys[inside], ordinals[inside].astype(np.int64)
