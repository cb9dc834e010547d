"""Which flows are offered on one machine, and with which parameters."""

import inspect
import warnings
from pathlib import Path
from typing import Any

import prefect
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType
from pydantic import ValidationError

from flows.backfill import backfill
from flows.check import check
from flows.compact import compact
from flows.nightly import nightly
from flows.rebuild import rebuild
from flows.takedown import takedown
from ingest.errors import UsageError

__all__ = ["deployments_of", "run_schedule"]

_ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE
)


def deployments_of(raw: Path, out: Path, cron: str) -> list[RunnerDeployment]:
    """Make the deployments of one machine: `nightly` with a schedule, the others by hand.

    Raises:
        UsageError: the cron line means nothing.
    """
    try:
        CronSchedule(cron=cron)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise UsageError(f"--cron {cron!r}: {reason}; an example is '0 2 * * *'") from None
    both = {"raw": str(raw), "out": str(out)}
    only_out = {"out": str(out)}
    return [
        _deploy(nightly, "nightly", both, schedule=Cron(cron, timezone="UTC")),
        _deploy(nightly, "manual", both),
        _deploy(backfill, "backfill", both),
        _deploy(takedown, "takedown", only_out),
        _deploy(compact, "compact", only_out),
        _deploy(rebuild, "rebuild", both),
        _deploy(check, "check", only_out),
    ]


def _deploy(flow: Any, name: str, parameters: dict[str, Any], **more: Any) -> RunnerDeployment:
    deployment: RunnerDeployment = flow.to_deployment(
        name=name,
        description=(inspect.getdoc(flow.fn) or "").partition("\n")[0],
        parameters=parameters,
        concurrency_limit=_ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
        tags=["ingest"],
        **more,
    )
    return deployment


def run_schedule(deployments: list[RunnerDeployment]) -> None:
    """Keep the schedules until interrupted; one run at a time, so that none waits for the lock."""
    # Stopped by SIGTERM, Prefect's runner forgets to await its own end.
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    prefect.serve(*deployments, limit=1, pause_on_shutdown=False, print_starting_message=False)
