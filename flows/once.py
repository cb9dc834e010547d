"""One run from the command line, with the summary in the terminal."""

import sys
from pathlib import Path
from typing import Any, cast

from prefect.client.schemas.objects import State

from flows.failing import error_of
from flows.nightly import Options, nightly
from ingest.accounting import RunReport
from ingest.cli import exit_status
from ingest.show import show_report

__all__ = ["run_once"]


def run_once(raw: Path, out: Path, settings_file: Path | None) -> int:
    """Run the nightly flow and print what came out.

    Returns:
        The exit status.
    """
    options = Options(settings_file=settings_file)
    state = cast("State[Any]", nightly(raw, out, options, return_state=True))
    if state.is_completed():
        report = state.result()
        show_report(RunReport.from_dict(report), out)
        return 0
    error = error_of(state)
    sys.stderr.write(f"ingest: {error or state.message}\n")
    return exit_status(error) if error else 1
