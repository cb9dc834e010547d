"""Heartbeats of a run from the command line, at whose end nobody waits for them.

Prefect's own thread sleeps for a second at a time, and a run ends only when it has seen that: half
a second on average. The events are the same, so alarms hear them as before.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any

from prefect.context import FlowRunContext
from prefect.events import emit_event
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

__all__ = ["beating", "beating_ourselves"]

_PATIENCE = 2.0
_seconds: ContextVar[int | None] = ContextVar("seconds", default=None)


@contextmanager
def beating_ourselves() -> Iterator[None]:
    """Leave the heartbeats of the runs that begin here to `beating`, as often as settings say."""
    before = _seconds.set(PREFECT_FLOWS_HEARTBEAT_FREQUENCY.value())
    try:
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            yield
    finally:
        _seconds.reset(before)


@contextmanager
def beating() -> Iterator[None]:
    """Send the run's heartbeats while its work goes on, if Prefect does not."""
    seconds, context = _seconds.get(), FlowRunContext.get()
    if seconds is None or context is None or context.flow_run is None:
        yield
        return
    ended, run = threading.Event(), context.flow_run
    resource = {"prefect.resource.id": f"prefect.flow-run.{run.id}"}
    flow = {"prefect.resource.id": f"prefect.flow.{run.flow_id}", "prefect.resource.role": "flow"}
    named: dict[str, Any] = {
        "resource": resource | {"prefect.resource.name": run.name},
        "related": [flow | {"prefect.resource.name": context.flow.name if context.flow else ""}],
    }

    def beat() -> None:
        emit_event("prefect.flow-run.heartbeat", **named)
        while not ended.wait(seconds):
            emit_event("prefect.flow-run.heartbeat", **named)

    # In this context: without it, an event would look for another server than the run's.
    thread = threading.Thread(target=copy_context().run, args=(beat,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_PATIENCE)
