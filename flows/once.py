"""One run from the command line, with the summary in the terminal."""

import sys
from pathlib import Path
from typing import Any, cast

from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL

from flows.beating import beating_ourselves
from flows.failing import error_of
from flows.nightly import Options, nightly
from ingest.accounting import RunReport
from ingest.errors import UsageError, exit_status
from ingest.show import show_report

__all__ = ["run_once"]

_UNREACHABLE = "Failed to reach API"


def run_once(raw: Path, out: Path, settings_file: Path | None) -> int:
    """Run the nightly flow and print what came out.

    Returns:
        The exit status.

    Raises:
        UsageError: a server is configured, and does not answer.
    """
    options = Options(settings_file=settings_file)
    try:
        with beating_ourselves():
            state = cast("State[Any]", nightly(raw, out, options, return_state=True))
    except RuntimeError as down:
        if not str(down).startswith(_UNREACHABLE):
            raise
        advice = "start it, or unset PREFECT_API_URL to do without one"
        server = PREFECT_API_URL.value()
        raise UsageError(f"Prefect's server at {server} does not answer: {advice}") from None
    if state.is_completed():
        report = state.result()
        show_report(RunReport.from_dict(report), out)
        return 0
    error = error_of(state)
    sys.stderr.write(f"ingest: {error or state.message}\n")
    return exit_status(error) if error else 1
