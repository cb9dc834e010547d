"""The stages of `ingest.stages` as Prefect tasks: one for each shard and each file to write."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from prefect import Task, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote
from prefect.utilities.callables import get_call_parameters

from flows.ahead import Work
from flows.artifacts import Progress
from ingest import pipeline
from ingest import stages as plain
from ingest.accounting import RunReport
from ingest.batch import nothing_new
from ingest.deciding import decide, get_ready
from ingest.prepare import PreparedShard
from ingest.publish import Part, Written, publish_part
from ingest.reading import ReadShard
from ingest.run import Run, Shard
from ingest.settling import Staged
from ingest.staged import count_rows
from ingest.stages import Crew
from ingest.workers import WorkerLost

__all__ = ["group_shards", "take_batch"]

Runner = ThreadPoolTaskRunner[Any]
Call = tuple[Task[..., Any], int | str, tuple[Any, ...]]
"""A task, what it is called after, and what else it is given."""
Group = tuple[int, int]
"""The shards of one task: place of the first, and of the one behind the last."""


def _is_transient(task: Task[Any, Any], run: TaskRun, state: State[Any]) -> bool:  # noqa: ARG001
    """Try again after what may pass: a full disk, a lost worker; not after what is certain."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError | MemoryError | WorkerLost)


_RETRIED: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [1, 10],
    "retry_condition_fn": _is_transient,
    "cache_policy": NO_CACHE,
    "persist_result": False,
}


@task(name="read", task_run_name="read {which}", **_RETRIED)
def read_task(
    which: str,  # noqa: ARG001  # in its name
    numbered: Sequence[tuple[int, Shard]],
    work: Work,
    workers: Crew,
) -> list[ReadShard]:
    """Read shards of raw files, or wait for them where reading has begun before the run."""
    reads = []
    for number, shard in numbered:
        read, seconds = work.read(workers, shard)
        counts = shard.count, read.records, count_rows(read.quarantine)
        said = "shard %d: %d files, %d records, %d of them set aside, %.1f s"
        get_run_logger().info(said, number, *counts, seconds)
        reads.append(read)
    return reads


@task(name="prepare", task_run_name="prepare {which}", **_RETRIED)
def prepare_task(
    which: str,  # noqa: ARG001  # in its name
    numbered: Sequence[tuple[int, ReadShard]],
    work: Work,
    workers: Crew,
    learned: Path,
) -> list[PreparedShard]:
    """Take the articles of shards apart and describe them, or wait for it where it has begun."""
    done = []
    for number, read in numbered:
        prepared, seconds = work.prepare(workers, read, learned)
        without = count_rows(prepared.quarantine)
        get_run_logger().info("shard %d: %d without a body, %.1f s", number, without, seconds)
        done.append(prepared)
    return done


@task(name="publish", task_run_name="publish file {number}", **_RETRIED)
def publish_task(number: int, workers: Crew, run: Run, part: Part) -> list[Written]:
    """Write one Parquet file to staging."""
    written = workers.call(publish_part, run, part)
    get_run_logger().info("file %d: %d rows of %s", number, part.rows, part.dataset)
    return [written]


def take_batch(work: Work, progress: Progress) -> RunReport:
    """Take a batch in and publish it; needs the write lock of OUT.

    Cancelling kills the workers; what they had staged is swept by the next run.

    Args:
        work: what to take.
        progress: moved as tasks are done.
    """
    batch = work.batch = pipeline.up_to_date(work.batch, get_run_logger().warning)
    for notice in batch.notices:
        get_run_logger().warning(notice)
    if batch.is_empty:
        progress.finish()
        return nothing_new(batch)
    get_run_logger().info(
        "%d new files in %d shards; getting ready (half a minute the first time on a machine)",
        sum(shard.count for shard in batch.shards),
        len(batch.shards),
    )
    workers = work.workers()
    # A runner of its own: how many workers there are is known only now. A subflow with it would do,
    # but takes a dozen requests and up to two seconds to begin and to end.
    runner: Runner = ThreadPoolTaskRunner(max_workers=workers.count)
    with runner, workers, _killing(work, workers):
        # This process has nothing to do while workers read.
        threading.Thread(target=get_ready, daemon=True).start()
        report = _run_stages(work, (workers, runner), progress)
    plain.tidy(batch.run)
    progress.finish()
    return report


@contextmanager
def _killing(work: Work, workers: Crew) -> Iterator[None]:
    """Kill the workers when the run is cancelled: tasks that wait for them end at once."""
    try:
        yield
    except BaseException:
        work.stop()
        workers.stop()
        raise


def _run_stages(work: Work, crew: tuple[Crew, Runner], progress: Progress) -> RunReport:
    (workers, runner), batch, timings = crew, work.batch, {}
    run = batch.run

    def each(stage: str, calls: Sequence[Call]) -> list[Any]:
        sooner = {"read": work.reading_since, "prepare": work.preparing_since}
        begun = sooner.get(stage) or time.monotonic()
        results = _collect([_submit(runner, *call) for call in calls], progress)
        done = [one for result in results for one in result]
        timings[stage] = round(time.monotonic() - begun, 3)
        progress.tell("%s: %d done, %.1f s", stage, len(done), timings[stage])
        return done

    groups = group_shards(batch.shards, len(work.ahead()), 0)
    progress.expect(len(groups) + len(batch.shards))
    reads = each("read", _calls(read_task, groups, batch.shards, (work, workers)))
    learned = _timed(timings, "learn", lambda: work.learn(workers, reads))
    groups = group_shards(batch.shards, 0, run.settings.shard_files if work.preparing_since else 0)
    progress.expect(len(groups) - len(batch.shards))
    prepared = each("prepare", _calls(prepare_task, groups, reads, (work, workers, learned)))
    decided = _timed(timings, "resolve", lambda: decide(run, prepared, workers))
    parts = plain.plan(batch, decided)
    staged = Staged(tuple(reads), learned, tuple(prepared), decided)
    accounting = plain.begin_accounting(batch, staged)
    progress.expect(len(parts))
    calls = [(publish_task, number, (workers, run, part)) for number, part in enumerate(parts, 1)]
    written = sorted(each("publish", calls))
    if workers.losses:
        get_run_logger().warning("%d worker processes died and were replaced", workers.losses)
    return plain.finish(batch, accounting, written, timings)


def group_shards(shards: Sequence[Shard], done: int, files: int) -> list[Group]:
    """Say which shards share a task: where their work has begun, it does nothing but wait for it.

    A task for each would take Prefect longer, here and in its server, than reading a small shard.

    Args:
        shards: all of them.
        done: of so many at the beginning nothing is left to be done: they are one group.
        files: of the others, as many share a task as have so many files; 0: each has its own.
    """
    groups = [(0, done)] if done else []
    start, size = done, 0
    for place in range(done, len(shards)):
        if place > start and size + shards[place].count > files:
            groups.append((start, place))
            start, size = place, 0
        size += shards[place].count
    return [*groups, (start, len(shards))] if start < len(shards) else groups


def _calls(
    function: Task[..., Any],
    groups: Iterable[Group],
    shards: Sequence[Shard | ReadShard],
    rest: tuple[Any, ...],
) -> list[Call]:
    """Lay out a task for each group; shards are numbered from 1."""
    calls: list[Call] = []
    for start, stop in groups:
        name = f"shard {stop}" if stop == start + 1 else f"shards {start + 1} to {stop}"
        numbered = list(enumerate(shards[start:stop], start + 1))
        calls.append((function, name, (numbered, *rest)))
    return calls


def _submit(
    runner: Runner, function: Task[..., Any], name: int | str, rest: tuple[Any, ...]
) -> PrefectFuture[Any]:
    parameters = get_call_parameters(function.fn, (name, *map(quote, rest)), {})
    return runner.submit(function, parameters)


def _collect(futures: list[PrefectFuture[Any]], progress: Progress) -> list[Any]:
    """Wait for tasks, moving the progress by each; the results come in the order of the tasks.

    Raises:
        Exception: what the first task to fail has raised, after its retries.
    """
    for future in as_completed(futures):
        future.result()
        progress.step()
    return [future.result() for future in futures]


def _timed(timings: dict[str, float], stage: str, function: Callable[[], Any]) -> Any:
    begun = time.monotonic()
    result = function()
    timings[stage] = round(time.monotonic() - begun, 3)
    return result
