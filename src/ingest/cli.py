"""The command line: the same verbs as the package, each with `--json` for scripts."""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest import cli_corrections
from ingest.arguments import folder, open_streams
from ingest.cli_reading import add_reading_commands
from ingest.errors import IngestError, advise, exit_status
from ingest.forking import begin_quickly, end_quickly, leave, uncollected

if TYPE_CHECKING:
    from ingest.accounting import RunReport
    from ingest.stages import Progress

app = typer.Typer(
    help="Raw article files in; clean, deduplicated, described Parquet out.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help starts in a third of the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(cli_corrections.app)
add_reading_commands(app)

Out = Annotated[
    Path,
    typer.Argument(parser=folder, metavar="OUT", help="Folder of the datasets."),
]
_INTERRUPTED = 130

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


@app.command("run")
def run_command(
    raw: Annotated[Path, typer.Argument(parser=folder, metavar="RAW", help="Folder of raw files.")],
    out: Out,
    workers: Annotated[int | None, typer.Option(help="Processes; 0: one a core.")] = None,
    settings_file: Annotated[Path | None, typer.Option("--settings", help="A TOML file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take in what is new in RAW and publish it to OUT."""
    end_quickly()
    with uncollected():
        from ingest.completeness import require_complete
        from ingest.pipeline import run
        from ingest.settings import load_settings

    given = {} if workers is None else {"workers": workers}
    settings = load_settings(settings_file, **given)
    with _bars(quiet=as_json) as on_progress:
        report = run(raw, out, settings, on_progress)
    _tell(report, out, as_json=as_json)
    require_complete(report.findings, settings.fail_on)


@contextmanager
def _bars(*, quiet: bool) -> Iterator["Progress"]:
    """Show a bar for each stage; what draws them is loaded when workers are at work already."""
    with ExitStack() as shown:
        bars: list[Progress] = []

        def on_progress(stage: str, done: int, total: int) -> None:
            if quiet:
                return
            if not bars:
                from ingest.show import progress_bar

                bars.append(shown.enter_context(progress_bar()))
            bars[0](stage, done, total)

        yield on_progress


def _tell(report: "RunReport", out: Path, *, as_json: bool) -> None:
    """Print what a run did; where that cannot be printed, say at least that it was done."""
    try:
        if as_json:
            show_json(asdict(report))
        else:
            from ingest.show import show_report

            show_report(report, out)
    except BrokenPipeError:
        raise
    except OSError as error:
        done = f"the run is done, OUT is at snapshot {report.snapshot}"
        raise IngestError(f"{done}; what it did could not be printed: {error}") from None


@app.command("status")
def status_command(out: Out, as_json: AsJson = False) -> None:
    """Say what OUT holds and what the last runs did."""
    from ingest.show import show_status
    from ingest.status import read_status

    status = read_status(out)
    if as_json:
        show_json(status)
    else:
        show_status(status)


@app.command("explain")
def explain_command(
    out: Out,
    name: Annotated[str, typer.Argument(help="An article_id, or the path of a raw file.")],
    as_json: AsJson = False,
) -> None:
    """Show what happened to an article or a raw file, rule by rule."""
    from ingest.explain import explain
    from ingest.show import show_explanation

    found = explain(out, name)
    if as_json:
        show_json(found)
    else:
        show_explanation(found)


@app.command("check")
def check_command(
    out: Out,
    deep: Annotated[bool, typer.Option(help="Also read every byte against its checksum.")] = False,
    as_json: AsJson = False,
) -> None:
    """Verify the accounting and the schema of what is published."""
    from ingest.checking import check
    from ingest.show import show_check

    findings = check(out, deep=deep)
    if as_json:
        show_json(findings)
    else:
        show_check(findings, out)
    if findings["problems"]:
        raise typer.Exit(1)


@app.command("dictionary")
def dictionary_command() -> None:
    """Print the data dictionary, generated from the schema."""
    from ingest.dictionary import data_dictionary

    sys.stdout.write(data_dictionary())


def show_json(value: Any) -> None:
    """Print one JSON document; other letters than ASCII's as they are only where all can stand."""
    escaped = "utf" not in (sys.stdout.encoding or "").lower()
    sys.stdout.write(json.dumps(value, ensure_ascii=escaped, indent=2, default=str) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run the command line; an error that a person can act on is one line.

    Exit status: 0 done, 1 found something wrong, 2 the call cannot work, 3 another run is busy, 130
    interrupted.
    """
    open_streams()
    begin_quickly()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # of what a terminal has no letters for
    try:
        app()
    except PermissionError as error:
        place = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"ingest: {place}{error.strerror or error}\n")
        sys.exit(2)
    except OSError as error:
        if error.filename is not None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(f"ingest: what it found could not be printed: {error.strerror}\n")
        sys.exit(1)
    except IngestError as error:
        sys.stderr.write(f"ingest: {advise(error)}\n")
        sys.exit(exit_status(error))
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            sys.stderr.write("ingest: interrupted; what was not yet published is left as it was\n")
        leave(end.code)
        raise


if __name__ == "__main__":
    main()
