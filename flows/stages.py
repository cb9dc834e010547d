"""The stages of `ingest.stages` as Prefect tasks: one for each shard and each file to write."""

import threading
import time
from collections.abc import Callable, Iterator
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
from ingest import stages as plain
from ingest.accounting import RunReport
from ingest.batch import nothing_new
from ingest.deciding import decide, get_ready
from ingest.prepare import PreparedShard
from ingest.publish import publish_part
from ingest.reading import ReadShard
from ingest.settling import Staged
from ingest.staged import count_rows
from ingest.stages import Crew
from ingest.workers import WorkerLost

__all__ = ["take_batch"]

Runner = ThreadPoolTaskRunner[Any]
Call = tuple[Task[..., Any], int, tuple[Any, ...]]
"""A task, its number, and what else it is given."""


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


@task(name="read", task_run_name="read shard {number}", **_RETRIED)
def read_task(number: int, work: Work, workers: Crew, shard: Any) -> ReadShard:
    """Read one shard of raw files, or wait for it where reading has begun before the run."""
    return _read(number, work, workers, shard)


@task(name="read", task_run_name="read shards 1 to {number}", **_RETRIED)
def read_ahead_task(number: int, work: Work, workers: Crew, shards: Any) -> list[ReadShard]:
    """Take over the first shards, which have been read before the run.

    A task for each would take longer than reading it, here and in Prefect's server.
    """
    numbered = zip(range(1, number + 1), shards, strict=True)
    return [_read(place, work, workers, shard) for place, shard in numbered]


def _read(number: int, work: Work, workers: Crew, shard: Any) -> ReadShard:
    read, seconds = work.read(workers, shard)
    get_run_logger().info(
        "shard %d: %d files, %d records, %d of them set aside, %.1f s",
        number,
        shard.count,
        read.records,
        count_rows(read.quarantine),
        seconds,
    )
    return read


@task(name="prepare", task_run_name="prepare shard {number}", **_RETRIED)
def prepare_task(
    number: int, work: Work, workers: Crew, read: ReadShard, learned: Path
) -> PreparedShard:
    """Take one shard's articles apart and describe them, or wait for it where it has begun."""
    prepared, seconds = work.prepare(workers, read, learned)
    without = count_rows(prepared.quarantine)
    get_run_logger().info("shard %d: %d without a body, %.1f s", number, without, seconds)
    return prepared


@task(name="publish", task_run_name="publish file {number}", **_RETRIED)
def publish_task(number: int, workers: Crew, run: Any, part: Any) -> tuple[str, str, Path]:
    """Write one Parquet file to staging."""
    written = workers.call(publish_part, run, part)
    get_run_logger().info("file %d: %d rows of %s", number, part.rows, part.dataset)
    return written


def take_batch(work: Work, progress: Progress) -> RunReport:
    """Take a batch in and publish it; needs the write lock of OUT.

    Cancelling kills the workers; what they had staged is swept by the next run.

    Args:
        work: what to take.
        progress: moved as tasks are done.
    """
    batch = work.batch
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

    def each(stage: str, calls: list[Call]) -> list[Any]:
        sooner = {"read": work.reading_since, "prepare": work.preparing_since}
        begun = sooner.get(stage) or time.monotonic()
        done = _collect([_submit(runner, *call) for call in calls], progress)
        timings[stage] = round(time.monotonic() - begun, 3)
        progress.tell("%s: %d done, %.1f s", stage, len(done), timings[stage])
        return done

    ahead = work.ahead()
    ahead = ahead if len(ahead) > 1 else ()
    calls: list[Call] = [(read_ahead_task, len(ahead), (work, workers, ahead))] if ahead else []
    rest = batch.shards[len(ahead) :]
    calls += [(read_task, shard.index + 1, (work, workers, shard)) for shard in rest]
    progress.expect(len(calls) + len(batch.shards))
    reads = each("read", calls)
    reads = [*reads[0], *reads[1:]] if ahead else reads
    learned = _timed(timings, "learn", lambda: work.learn(workers, reads))
    calls = [
        (prepare_task, number, (work, workers, read, learned))
        for number, read in enumerate(reads, 1)
    ]
    prepared = each("prepare", calls)
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


def _submit(
    runner: Runner, function: Task[..., Any], number: int, rest: tuple[Any, ...]
) -> PrefectFuture[Any]:
    parameters = get_call_parameters(function.fn, (number, *map(quote, rest)), {})
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
