"""The command line of the flows. Prefect is imported only when the call itself is sound."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.arguments import folder, open_streams
from ingest.errors import IngestError, advise, exit_status
from ingest.forking import begin_quickly, end_quickly, leave, uncollected

if TYPE_CHECKING:
    from ingest.settings import Settings

__all__ = ["main"]

DEFAULT_CRON = "0 2 * * *"
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> None:
    """Run the nightly flow once, or keep its schedule with `--serve`.

    Exit status: 0 done, 1 failed, 2 the call cannot work, 3 another run is busy, 130 interrupted.
    """
    open_streams()
    end_quickly()
    begin_quickly()
    try:
        given = _parse(argv)
        settings = _settings_of(given)
        _check(given)
        if given.serve:
            from flows.serving import serve

            serve(given.raw, given.out, given.cron, given.port)
        else:
            status = _run_once(given, settings)
            leave(status)  # with Prefect there is much to take down
            sys.exit(status)
    except IngestError as error:
        sys.stderr.write(f"ingest: {advise(error)}\n")
        sys.exit(exit_status(error))
    except KeyboardInterrupt:
        sys.stderr.write("ingest: interrupted; what was not yet published is left as it was\n")
        sys.exit(_INTERRUPTED)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m flows", description="Take raw articles in, publish Parquet."
    )
    parser.add_argument("raw", nargs="?", type=folder, default=Path("data/raw"))
    parser.add_argument("out", nargs="?", type=folder, default=Path("data/processed"))
    parser.add_argument("--settings", type=Path, help="a TOML file instead of ingest.toml")
    parser.add_argument("--serve", action="store_true", help="keep the schedule on this machine")
    parser.add_argument("--cron", default=DEFAULT_CRON, help="when, with --serve (UTC)")
    parser.add_argument("--port", type=int, default=4200, help="of the UI, with --serve")
    return parser.parse_args(argv)


def _settings_of(given: argparse.Namespace) -> "Settings":
    """Read the settings, which are those of every flow that begins here.

    Raises:
        SettingsInvalid: a value does not fit, or the file cannot be read.
    """
    from ingest.settings import SETTINGS_FILE, load_settings

    if given.settings is not None:
        os.environ[SETTINGS_FILE] = str(given.settings.absolute())
    return load_settings(given.settings)


def _check(given: argparse.Namespace) -> None:
    """Find out whether the call can work before Prefect is imported.

    Raises:
        UsageError: it cannot.
    """
    from ingest.pipeline import check_call

    check_call(given.raw, given.out)


def _run_once(given: argparse.Namespace, settings: "Settings") -> int:
    """Run the flow, whose files are read already while Prefect is imported.

    Raises:
        UsageError: the call cannot work.
    """
    with ExitStack() as ahead:
        with uncollected():
            if settings.runner == "processes":
                from flows.ahead import reading_ahead

                ahead.enter_context(reading_ahead(given.raw, given.out, settings))
            from flows.once import run_once

        return run_once(given.raw, given.out, given.settings)
