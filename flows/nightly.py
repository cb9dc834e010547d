"""The nightly flow: the stages of `ingest.pipeline` as Prefect tasks, one task per shard."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.deployments.runner import EntrypointType
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote
from pydantic import BaseModel, Field

from flows.artifacts import Progress, leave_artifacts
from ingest import pipeline, store
from ingest.accounting import RunReport
from ingest.cli import exit_status
from ingest.committing import Staged, nothing_new
from ingest.deciding import decide
from ingest.errors import IngestError
from ingest.prepare import prepare_shard, warm
from ingest.publish import publish_part
from ingest.settings import Settings, load_settings
from ingest.show import show_report
from ingest.workers import Workers, core_count, read_shard_safely

__all__ = ["Options", "main", "nightly"]

DEFAULT_CRON = "0 2 * * *"


class Options(BaseModel):
    """What a run may be told beside its folders; empty fields leave `ingest.toml` as it is."""

    workers: int | None = Field(None, ge=0, le=512, description="Processes; 0: one a core.")
    keep: Literal["first", "latest", "longest"] | None = Field(
        None, description="Which member of a cluster stands in articles."
    )
    settle_seconds: float | None = Field(
        None, ge=0, description="Files younger than this wait for the next run."
    )
    settings_file: Path | None = Field(None, description="A TOML file instead of ingest.toml.")

    def settings(self) -> Settings:
        """Build the run's settings."""
        given = self.model_dump(exclude_none=True, exclude={"settings_file"})
        return load_settings(self.settings_file, **given)


def name_run() -> str:
    """Name a flow run by the date and time of its start, in UTC."""
    return f"nightly {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"


@task(name="read", retries=2, retry_delay_seconds=[1, 10], cache_policy=NO_CACHE)
def read_task(workers: Any, run: Any, shard: Any) -> Any:
    """Read one shard of raw files."""
    return read_shard_safely(workers, run, shard)


@task(name="prepare", retries=2, retry_delay_seconds=[1, 10], cache_policy=NO_CACHE)
def prepare_task(workers: Any, run: Any, read: Any, learned: Path) -> Any:
    """Take one shard's articles apart and describe them."""
    return workers.call(prepare_shard, run, read, learned)


@task(name="publish", retries=2, retry_delay_seconds=[1, 10], cache_policy=NO_CACHE)
def publish_task(workers: Any, run: Any, part: Any) -> Any:
    """Write one Parquet file to staging."""
    return workers.call(publish_part, run, part)


@flow(name="nightly", flow_run_name=name_run, validate_parameters=True, persist_result=False)
def nightly(
    raw: Path = Path("data/raw"),
    out: Path = Path("data/processed"),
    options: Options = Options(),  # noqa: B008  # frozen by use; Prefect shows it as a form
) -> dict[str, Any]:
    """Take in what is new in RAW and publish it to OUT.

    Args:
        raw: folder of raw files.
        out: folder of the datasets.
        options: see `Options`.

    Returns:
        The run's report as plain data.
    """
    settings = options.settings()
    begun = time.monotonic()
    with pipeline.writing(raw, out):
        batch = pipeline.discover(raw, out, settings)
        if batch.is_empty:
            report = nothing_new(batch.run, batch.listed)
        else:
            store.staging_folder(out, batch.run.run_id)
            warm()
            count = min(settings.workers or core_count(), len(batch.shards) or 1)
            with Workers(count) as workers:
                runner: Any = ThreadPoolTaskRunner(max_workers=count)
                inner = stages.with_options(task_runner=runner)
                report = inner(quote(workers), quote(batch))
    report = replace(report, seconds=round(time.monotonic() - begun, 3))
    leave_artifacts(report, out)
    return asdict(report)


@flow(name="nightly-stages", validate_parameters=False, persist_result=False)
def stages(workers: Any, batch: Any) -> RunReport:
    """Run the stages of a batch; a task for each shard and for each file to write."""
    workers, batch = _unquoted(workers), _unquoted(batch)
    run, progress = batch.run, Progress(len(batch.shards))
    timings: dict[str, float] = {}
    with _lap(timings, "read"):
        futures = [read_task.submit(quote(workers), quote(run), quote(s)) for s in batch.shards]
        reads = sorted(progress.collect("read", futures), key=lambda read: read.index)
    with _lap(timings, "learn"):
        learned = pipeline.learn(batch, reads)
    with _lap(timings, "prepare"):
        futures = [
            prepare_task.submit(quote(workers), quote(run), quote(read), learned) for read in reads
        ]
        prepared = sorted(progress.collect("prepare", futures), key=lambda shard: shard.index)
    with _lap(timings, "resolve"):
        decided = decide(run, prepared)
    with _lap(timings, "publish"):
        parts = pipeline.plan(batch, decided)
        futures = [publish_task.submit(quote(workers), quote(run), quote(part)) for part in parts]
        written = sorted(progress.collect("publish", futures))
    staged = Staged(tuple(reads), learned, tuple(prepared), decided, tuple(written))
    report = pipeline.finish(batch, staged, timings)
    progress.finish()
    return report


def _unquoted(value: Any) -> Any:
    return value.unquote() if isinstance(value, quote) else value


class _lap:  # noqa: N801  # used as a verb
    """Note the seconds that a block takes."""

    def __init__(self, timings: dict[str, float], stage: str) -> None:
        self.timings, self.stage = timings, stage

    def __enter__(self) -> None:
        self.begun = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self.timings[self.stage] = round(time.monotonic() - self.begun, 3)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the flow once, or keep its schedule with `--serve`."""
    parser = argparse.ArgumentParser(description="Take raw articles in, publish Parquet.")
    parser.add_argument("raw", nargs="?", type=Path, default=Path("data/raw"))
    parser.add_argument("out", nargs="?", type=Path, default=Path("data/processed"))
    parser.add_argument("--serve", action="store_true", help="keep the schedule on this machine")
    parser.add_argument("--cron", default=DEFAULT_CRON, help="when, with --serve")
    given = parser.parse_args(argv)
    if given.serve:
        serve(given.raw, given.out, given.cron)
        return
    try:
        pipeline.check_call(given.raw, given.out)
        load_settings()
        result = nightly(given.raw, given.out)
    except IngestError as error:
        sys.stderr.write(f"ingest: {error}\n")
        sys.exit(exit_status(error))
    show_report(RunReport.from_dict(result), given.out)


def serve(raw: Path, out: Path, cron: str) -> None:
    """Keep the nightly schedule; a run that is still going is waited for, not overlapped."""
    nightly.serve(
        name="nightly",
        cron=cron,
        parameters={"raw": str(raw.resolve()), "out": str(out.resolve())},
        limit=1,
        global_limit=1,
        pause_on_shutdown=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


if __name__ == "__main__":
    from flows.nightly import main as imported_main

    imported_main()
