"""How a flow fails: with one clear sentence that begins with the error's name, and a notification.

The state keeps Prefect's own name, `Failed`: its filters and automations go by that name.
"""

import functools
import shlex
import subprocess
from collections.abc import Callable
from typing import Any, ParamSpec

from prefect import Flow, get_run_logger
from prefect.client.schemas.objects import FlowRun, State
from prefect.logging import get_logger
from prefect.settings import PREFECT_UI_URL
from prefect.states import Failed

from ingest import errors
from ingest.errors import IngestError, advise
from ingest.settings import load_settings

__all__ = ["error_of", "fail_plainly", "notify"]

P = ParamSpec("P")
_PATIENCE = 60


def fail_plainly(function: Callable[P, Any]) -> Callable[P, Any]:
    """Let a flow end in a failed state with one sentence, instead of with a traceback.

    Only errors that the package raises on purpose are told like this; others are bugs, and a bug's
    traceback is wanted.
    """

    @functools.wraps(function)
    def plain(*args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            return function(*args, **kwargs)
        except IngestError as error:
            said = advise(error)
            get_run_logger().error(said)
            return Failed(message=f"{type(error).__name__}: {said}")

    return plain


def error_of(state: State[Any]) -> IngestError | None:
    """Find the error that `fail_plainly` made a failed state of."""
    name, _, said = (state.message or "").partition(": ")
    kind = getattr(errors, name, None)
    if state.is_failed() and isinstance(kind, type) and issubclass(kind, IngestError):
        return kind(said)
    return None


def notify(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Tell the command in the settings that a run has failed, crashed or was cancelled.

    Args:
        flow: the flow.
        flow_run: its run.
        state: the state it ended in.
    """
    logger = get_logger("flows")
    message = f"{flow.name} {state.name}: {state.message or ''}\nrun: {flow_run.name}"
    address = PREFECT_UI_URL.value()
    if address:
        message += f"\n{address}/runs/flow-run/{flow_run.id}"
    try:
        command = shlex.split(load_settings().notify_command)
        if command:
            done = subprocess.run(
                command, input=message + "\n", text=True, timeout=_PATIENCE, check=False
            )
            if done.returncode:
                logger.error("notify_command ended with status %d", done.returncode)
    except (IngestError, OSError, ValueError, subprocess.SubprocessError) as error:
        logger.error("notify_command cannot be run: %s", error)
