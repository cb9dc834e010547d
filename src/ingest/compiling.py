"""Compile the kernels in processes of their own, the first time on a machine.

What the compiler needs, a quarter of a gigabyte, stays with the process that it worked in: the one
that decides would hold it for the whole run, and every worker that is forked from it. The next
process finds what was compiled in numba's cache. What there is to compile is loaded only then.
"""

import multiprocessing
import tempfile
from pathlib import Path

import pyarrow as pa

from ingest.forking import can_fork, core_count
from ingest.kernels.compiled import sweep, was_missing
from ingest.kernels.minhash import fingerprint, scale_of
from ingest.prepare import warm
from ingest.settings import Settings

__all__ = ["compile_apart", "get_ready", "load_what_is_kept", "rehearse"]

_TEXT = "On day {} the council of town {} met and decided to spend {} on its bridges and roads. "


def get_ready() -> None:
    """Load what workers forked from here share, if they can be; it is compiled first if need be."""
    if can_fork():
        compile_apart()
        warm()


def load_what_is_kept() -> None:
    """Load the same while workers of ours are at work, unless it is still to be compiled."""
    if _are_compiled():
        warm()


def _are_compiled() -> bool:
    """Whether what was compiled of the kernels is kept: one small kernel tells."""
    scale_of(1)
    return not was_missing(scale_of)


def compile_apart() -> None:
    """Compile what is not compiled yet, and wait; the process must be of one thread (`can_fork`).

    If another process fails, kernels are compiled later. Two work at a time, with two cores; each
    needs a good half of a gigabyte.
    """
    if not _are_compiled():
        sweep()
        context = multiprocessing.get_context("fork")
        apart = [context.Process(target=part) for part in (_compile_anatomy, _compile_columns)]
        for process in apart:
            process.start()
            if core_count() == 1:
                process.join()
        for process in apart:
            process.join()


def _compile_anatomy() -> None:
    from ingest import anatomy, edges

    edges.warm()
    anatomy.warm()


def _compile_columns() -> None:
    from ingest.prepare import warm_columns

    warm_columns()
    with tempfile.TemporaryDirectory() as folder:
        rehearse(Path(folder))


def rehearse(folder: Path) -> int:
    """Decide about two nights of made-up articles, so that all kernels of deciding have run.

    Args:
        folder: empty; the index is made there.

    Returns:
        How many pairs of articles were compared.
    """
    from ingest import dedup, index

    bodies = [
        "".join(_TEXT.format(day, town, 9 * day) for day in range(most)) for town, most in _TEXTS
    ]
    keys = pa.Table.from_batches([fingerprint(pa.array(bodies, pa.large_string()))])
    count, compared = len(bodies), 0
    texts = [pa.nulls(count, pa.string())] * 3
    columns = {
        "article_id": pa.array([f"{number:032x}" for number in range(count)]),
        "source_path": pa.array([f"{number}.txt" for number in range(count)]),
        "record_index": pa.array([0] * count, pa.int32()),
        **dict(zip(("url", "publisher", "credit"), texts, strict=True)),
        "published_at": pa.nulls(count, pa.timestamp("us", tz="UTC")),
        "char_count": pa.array(map(len, bodies), pa.int32()),
    }
    for name, column in columns.items():
        keys = keys.append_column(name, column)
    for night in (keys.slice(0, 2), keys.slice(2)):
        known = index.open_index(folder)
        decisions = dedup.resolve(night, known, Settings())
        compared += decisions.compared
        change = index.extend(known, folder / "staging", decisions.lessons, decisions.keys)
        for path in change.added:
            path.rename(folder / path.name)
    return compared


_TEXTS = ((1, 20), (1, 19), (1, 18), (2, 20), (2, 21))
"""Town, and days, of each article: some are near copies of others."""
