"""What all flows have in common: their name and date, checked parameters, how they fail."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar

from prefect import Flow, flow

from flows.failing import fail_plainly, notify

__all__ = ["define_flow"]

P = ParamSpec("P")
R = TypeVar("R")


def define_flow(function: Callable[P, R]) -> Flow[P, R]:
    """Make a flow of a function, named like it; its runs are named by their start in UTC.

    It fails with one sentence (`fail_plainly`), and tells the command of the settings when it has
    failed, crashed or was cancelled.
    """
    name = function.__name__

    def name_run() -> str:
        return f"{name} {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"

    return flow(
        name=name,
        flow_run_name=name_run,
        validate_parameters=True,
        persist_result=False,
        on_failure=[notify],
        on_crashed=[notify],
        on_cancellation=[notify],
    )(fail_plainly(function))
