"""The commands of those who read: `ingest report` and `ingest export`."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.arguments import folder

__all__ = ["add_reading_commands", "export_command", "report_command"]

Out = Annotated[
    Path,
    typer.Argument(parser=folder, metavar="OUT", help="Folder of the datasets."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


def add_reading_commands(app: typer.Typer) -> None:
    """Give an app the commands of this module."""
    app.command("report")(report_command)
    app.command("export")(export_command)


def report_command(
    out: Out,
    to: Annotated[
        Path | None, typer.Option("--to", help="Where to write it; by default OUT/report.html.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write one HTML page about what is published; it opens without a network."""
    from ingest.objects import address_of, named
    from ingest.report import write_report

    path = write_report(out, to)
    size = path.stat().st_size if address_of(path) is None else None
    if as_json:
        document = {"report": named(path), "bytes": size}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        large = "" if size is None else f": {size / 1e6:.1f} MB"
        sys.stdout.write(f"{named(path)}{large}; open it in a browser\n")


def export_command(
    out: Out,
    form: Annotated[
        str, typer.Option("--format", "-f", help="jsonl, csv, ninjs or schema.org.")
    ] = "jsonl",
    where: Annotated[
        str, typer.Option("--where", help="E.g. \"language = 'en' and word_count > 300\".")
    ] = "",
    columns: Annotated[
        str, typer.Option("--columns", help="Columns with commas between, for jsonl and csv.")
    ] = "",
    to: Annotated[
        Path | None,
        typer.Option("--to", help="A file (.gz compresses); by default standard output."),
    ] = None,
) -> None:
    """Write articles as ninjs, schema.org, JSON Lines or CSV, however many there are."""
    from ingest.export import Wanted, export, export_file

    names = tuple(name.strip() for name in columns.split(",") if name.strip())
    wanted = Wanted(form, where, names)
    if to is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        try:
            export(out, sys.stdout, wanted)
            sys.stdout.flush()
        except BrokenPipeError:  # `| head` has seen enough; what is left goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        count = export_file(out, to, wanted)
        sys.stderr.write(f"{to}: {count:,} rows\n")
