"""What all flows have in common: their name and date, checked parameters, how they fail."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

from prefect import Flow
from pydantic_core import to_jsonable_python

from flows.failing import fail_plainly, notify

__all__ = ["define_flow"]

P = ParamSpec("P")
R = TypeVar("R")


class _Plain(Flow[P, R]):
    """A flow whose parameters Pydantic lays out as JSON.

    Prefect asks FastAPI, and a process that is no server would load a tenth as much again for it.
    """

    def serialize_parameters(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Lay the parameters out as the server keeps them and its UI shows them."""
        laid_out: dict[str, Any] = to_jsonable_python(parameters)
        return laid_out


def define_flow(function: Callable[P, R]) -> Flow[P, R]:
    """Make a flow of a function, named like it; its runs are named by their start in UTC.

    It fails with one sentence (`fail_plainly`), and tells the command of the settings when it has
    failed, crashed or was cancelled.
    """
    name = function.__name__

    def name_run() -> str:
        return f"{name} {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"

    return _Plain(
        fail_plainly(function),
        name=name,
        flow_run_name=name_run,
        validate_parameters=True,
        persist_result=False,
        on_failure=[notify],
        on_crashed=[notify],
        on_cancellation=[notify],
    )
