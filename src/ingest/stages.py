"""The stages of a run that has something to take: read, learn, prepare, resolve, publish, commit.

Each is a function over plain values, so that one process, a pool of processes and an orchestrator
call the same code.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from ingest import card, store
from ingest.accounting import RunReport
from ingest.batch import Batch
from ingest.cluster import Cluster
from ingest.committing import check_written, commit_run, last_learned
from ingest.compiling import get_ready, load_what_is_kept
from ingest.corrections import correct_staged
from ingest.deciding import Decided, decide
from ingest.early import Early, worker_count
from ingest.edges import take_edges
from ingest.learning import learn_lines
from ingest.memory import give_back
from ingest.moving import move_articles
from ingest.prepare import prepare_shard, warm
from ingest.publish import Part, Written, plan_parts, publish_part
from ingest.reading import ReadShard
from ingest.run import Run
from ingest.settling import Accounted, Staged, account
from ingest.workers import Workers

__all__ = [
    "Crew",
    "Progress",
    "begin_accounting",
    "finish",
    "learn",
    "open_workers",
    "plan",
    "take_batch",
    "tidy",
]

T = TypeVar("T")

Crew = Workers | Cluster
"""Who works on shards: processes of this machine, or those of a Dask cluster."""

Settled = tuple[Staged, Accounted]
"""What the stages left, and what is known of it before articles and duplicates are written."""

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how many of its tasks are done, and how many there are."""


def take_batch(batch: Batch, early: Early | None, on_progress: Progress) -> RunReport:
    """Take a batch in and publish it; needs the write lock of OUT.

    Args:
        batch: what to take.
        early: the workers, where they are reading it already.
        on_progress: told about each finished task.

    Raises:
        UsageError: the cluster that is to work cannot be used.
        AccountingError: rows were lost or doubled; nothing was published.
    """
    if early is not None:
        return _run_stages(early.workers, batch, early, on_progress)
    store.staging_folder(batch.run.out, batch.run.run_id)
    with open_workers(batch) as workers:
        return _run_stages(workers, batch, None, on_progress)


def open_workers(batch: Batch) -> Crew:
    """Start the workers that the settings ask for, or connect to them; no more than needed.

    Raises:
        UsageError: the cluster cannot be used.
    """
    settings = batch.run.settings
    if settings.runner == "dask":
        return Cluster(settings.dask_address, warm)
    get_ready()
    return Workers(worker_count(batch))


def _run_stages(
    workers: Crew, batch: Batch, early: Early | None, on_progress: Progress
) -> RunReport:
    run_, timings, last = batch.run, {}, early.since if early else time.monotonic()

    def lap(stage: str) -> None:
        nonlocal last
        timings[stage] = round(time.monotonic() - last, 3)
        last = time.monotonic()

    if early is None:
        tasks = [(run_, shard) for shard in batch.shards]
        reads = _each(workers, "read", workers.read, tasks, on_progress)
    else:
        reads = _read_on(early, len(batch.shards), on_progress)
    reads = sorted(reads, key=lambda read: read.index)
    lap("read")
    if early is not None:
        early.workers.renew(get_ready)
    learned = learn(batch, reads, workers)
    lap("learn")
    calls = [(prepare_shard, run_, read, learned) for read in reads]
    prepared = _each(workers, "prepare", workers.call, calls, on_progress)
    prepared = sorted(prepared, key=lambda shard: shard.index)
    lap("prepare")
    decided = decide(run_, prepared, workers)
    lap("resolve")
    parts = [(publish_part, run_, part) for part in plan(batch, decided)]
    accounting = begin_accounting(batch, Staged(tuple(reads), learned, tuple(prepared), decided))
    written = sorted(_each(workers, "publish", workers.call, parts, on_progress))
    lap("publish")
    if early is not None:
        early.workers.dismiss()
    return finish(batch, accounting, written, timings)


def _read_on(early: Early, count: int, on_progress: Progress) -> list[ReadShard]:
    """Load what the other stages need while workers read; these end, and share nothing of it.

    Args:
        early: the workers and what they read.
        count: how many shards that is.
        on_progress: told about each of them.
    """
    on_progress("read", 0, count)
    load_what_is_kept()
    early.workers.let_go()
    with early.reads:
        reads = _told("read", early.reads, count, on_progress)
    early.workers.dismiss()
    return reads


def _each(
    workers: Crew,
    stage: str,
    function: Callable[..., Any],
    items: Sequence[tuple[Any, ...]],
    on_progress: Progress,
) -> list[Any]:
    """Run one task for each item in the workers, telling how far it is."""
    on_progress(stage, 0, len(items))
    return _told(stage, workers.map(function, items), len(items), on_progress)


def _told(stage: str, results: Iterable[T], count: int, on_progress: Progress) -> list[T]:
    """Collect the results of a stage's tasks as they are ready, telling how far it is."""
    done = []
    for result in results:
        done.append(result)
        on_progress(stage, len(done), count)
    return done


def learn(batch: Batch, reads: Sequence[ReadShard], workers: Crew) -> Path:
    """Decide which lines a source repeats, from this batch and the runs before."""
    calls = [(take_edges, batch.run, read) for read in reads]
    edges = sorted(workers.map(workers.call, calls))
    target = batch.run.staging / "learned.arrow"
    earlier = last_learned(batch.run.out)
    lines = [path for shard in edges for path in shard.lines]
    learned = learn_lines(lines, [shard.sources for shard in edges], earlier, target)
    give_back()
    return learned


def plan(batch: Batch, decided: Decided) -> tuple[Part, ...]:
    """Plan the Parquet files of articles and duplicates."""
    if decided.decisions is None:
        return ()
    return plan_parts(batch.run, decided.places(), decided.decisions.order, decided.chunks)


def begin_accounting(batch: Batch, staged: Staged) -> "Future[Settled]":
    """Begin to account for every record, while the workers write articles and duplicates."""
    with_thread = ThreadPoolExecutor(1)
    accounting = with_thread.submit(_settle, batch, staged)
    with_thread.shutdown(wait=False)
    return accounting


def _settle(batch: Batch, staged: Staged) -> Settled:
    return staged, account(batch.run, batch.listed, staged)


def finish(
    batch: Batch,
    accounting: "Future[Settled]",
    parts: Sequence[Written],
    timings: dict[str, float],
) -> RunReport:
    """Check the accounting, and commit.

    Args:
        batch: what was taken.
        accounting: as `begin_accounting` returned it.
        parts: the staged files of articles and duplicates, sorted.
        timings: seconds of each stage.

    Raises:
        AccountingError: rows were lost or doubled; nothing was published.
    """
    run_, (staged, accounted) = batch.run, accounting.result()
    parts = correct_staged(run_, parts, store.current(run_.out))
    written = check_written(accounted, parts)
    accounted = replace(accounted, report=replace(accounted.report, timings=timings))
    moved = _moved(run_, staged.decided)
    return commit_run(run_, staged.learned, accounted, written, moved)


def tidy(run: Run) -> None:
    """Sweep what is old, and describe what is published; when nothing of a run is held any more."""
    give_back()
    store.sweep(run.out, run.settings.keep_snapshots_days)
    card.refresh(run.out, run.settings.licence)


def _moved(run: Run, decided: Decided) -> store.Change | None:
    """Prepare what published articles that give way to new ones leave and become."""
    snapshot = store.current(run.out)
    if snapshot is None or decided.decisions is None or not len(decided.decisions.moves):
        return None
    edit = move_articles(run, snapshot, decided.decisions.moves)
    return store.Change(
        added={name: tuple(pairs) for name, pairs in edit.added.items()},
        removed={name: tuple(paths) for name, paths in edit.removed.items()},
        gained=edit.rows,
    )
