"""What people see in a terminal: tables, a progress bar, an explanation."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ingest.accounting import RunReport
from ingest.article import REASONS
from ingest.objects import address_of, named

__all__ = [
    "progress_bar",
    "show_check",
    "show_explanation",
    "show_report",
    "show_status",
]

_console = Console(highlight=False)


@contextmanager
def progress_bar() -> Iterator[Any]:
    """Show a bar for each stage on a terminal; yields the callback that moves it."""
    console = Console(stderr=True)
    description = TextColumn("{task.description:>8}")
    columns = description, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    bars = Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
    tasks: dict[str, Any] = {}

    def on_progress(stage: str, done: int, total: int) -> None:
        bars.start()  # not before there is something to show: a refused call prints one line
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total or 1)
        bars.update(tasks[stage], completed=done if total else 1)
        if stage == "read" and done == total:
            bars.stop()  # until the next stage: with its thread here no workers could be forked

    try:
        yield on_progress
    finally:
        if tasks:
            bars.stop()


def show_report(report: RunReport, out: Path) -> None:
    """Print what a run did, and how to read what it made."""
    counts = report.counts
    table = _table("", "count", "")
    table.add_row("files", _number(counts.files_listed), _files(report))
    table.add_row("records", _number(counts.records), _unchanged(report))
    table.add_row("articles", _number(counts.articles), _pairs(report.languages))
    table.add_row("duplicates", _number(counts.duplicates), _pairs(report.kinds))
    table.add_row("quarantined", _number(counts.quarantined), _pairs(report.reasons))
    _console.print(table)
    _show_findings(report.findings)
    for notice in report.notices:
        _console.print(notice, markup=False, soft_wrap=True)
    if report.committed:
        line = f"snapshot {report.snapshot}, {report.seconds:.1f} s, run {report.run_id}"
        _console.print(line, soft_wrap=True)
        local = f'pd.read_parquet("{out}/articles")'
        call = f'ingest.read_articles("{named(out)}")' if address_of(out) else local
        _console.print(f"read it: {call}", style="bold", markup=False, soft_wrap=True)
    else:
        stands = f"snapshot {report.snapshot}" if report.snapshot else "no snapshot"
        _console.print(f"nothing new; {stands} stands, {report.seconds:.1f} s")


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(heading, justify="right" if heading in _NUMBERS else "left")
    return table


_NUMBERS = ("count", "files", "articles", "duplicates", "quarantined", "findings")


def _number(value: int) -> str:
    return f"{value:,}"


def _files(report: RunReport) -> str:
    counts = report.counts
    parts = {
        "taken": counts.files_taken,
        "unchanged": counts.files_unchanged,
        "waiting": counts.files_waiting,
    }
    return ", ".join(f"{count:,} {name}" for name, count in parts.items())


def _unchanged(report: RunReport) -> str:
    same = report.counts.unchanged
    return f"{same:,} already taken from an earlier version of their file" if same else ""


def _pairs(counts: Mapping[str, int], most: int = 8) -> str:
    shown = [f"{name} {count:,}" for name, count in list(counts.items())[:most]]
    rest = len(counts) - most
    return "  ".join(shown) + (f"  and {rest} more" if rest > 0 else "")


def _show_findings(findings: Sequence[Mapping[str, Any]], most: int = 12) -> None:
    """Print where tonight differs from the nights before."""
    for found in findings[:most]:
        style = "bold red" if found["kind"] in _GRAVE else "bold"
        line = Text(f"{found['kind']:<10} ", style=style)
        _console.print(line.append(found["text"], style="not bold default"))
    if len(findings) > most:
        _console.print(f"and {len(findings) - most} more; see `findings` in `runs`")


_GRAVE = ("silent", "loss")


def show_status(status: Mapping[str, Any]) -> None:
    """Print totals and the last runs."""
    table = _table("dataset", "count", "")
    details = {"articles": "languages", "duplicates": "kinds", "quarantine": "reasons"}
    for name, rows in status["rows"].items():
        table.add_row(name, _number(rows), _pairs(status.get(details.get(name, ""), {})))
    _console.print(table, f"\nsnapshot {status['snapshot']}; the last runs:", sep="\n")
    _console.print(_runs_table(status["runs"]))
    _show_findings(status["findings"])
    if status["writer"]:
        _console.print(f"being written by {status['writer']}", style="bold", markup=False)
    for run in status["unfinished"]:
        _console.print(f"run {run} ended before it published; the next run sweeps and repeats it")


def _runs_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Lay runs out; names of runs are long, and shown where there is room for them."""
    named = ("run",) if _console.width >= _WIDE else ()
    counts = ("files_taken", "articles", "duplicates", "quarantined")
    table = _table("started (UTC)", "kind", "files", *counts[1:], "findings", *named)
    for run in rows:
        started = f"{run['started_at']:%Y-%m-%d %H:%M}"
        numbers = (_number(run[name]) for name in counts)
        odd = _number(len(run["findings"])) if run["findings"] else ""
        table.add_row(started, run["kind"], *numbers, odd, *(run[f"{name}_id"] for name in named))
    return table


_WIDE = 118


def show_check(findings: Mapping[str, Any], out: Path) -> None:
    """Print what a check found."""
    for problem in findings["problems"]:
        _console.print(f"✗ {escape(problem)}", soft_wrap=True)
    if not findings["problems"]:
        rows = ", ".join(f"{name} {count:,}" for name, count in findings["rows"].items())
        line = f"{named(out)}: snapshot {findings['snapshot']} is sound ({rows})"
        _console.print(line, markup=False, soft_wrap=True)


def show_explanation(found: Mapping[str, Any]) -> None:
    """Print what happened to an article or a raw file, in the order in which it happened."""
    for file in found["files"]:
        _console.print(
            f"{file['source_path']!r}: {file['size']:,} bytes, {file['outcome']} by run"
            f" {file['run_id']}: {file['records']} records = {file['articles']} articles +"
            f" {file['duplicates']} duplicates + {file['quarantined']} quarantined +"
            f" {file['unchanged']} unchanged",
            markup=False,
        )
    for row in found["quarantine"]:
        place = f" record {row['record_index']}" if row["record_index"] >= 0 else ""
        _console.print(
            f"quarantined{place} at stage {row['stage']}: {row['reason']}: {row['detail']}",
            markup=False,
        )
        _console.print(f"  {row['reason']} means: {REASONS.get(row['reason'], '?')}", markup=False)
        _console.print(f"  {_next_step(row['reason'])}", style="dim", markup=False)
    for row in found["articles"]:
        _console.rule(Text(f"article {row['article_id']}"), align="left")
        _show_parts(row)
    for row in found["duplicates"]:
        _console.rule(Text(f"{row['kind']} duplicate of {row['duplicate_of']}"), align="left")
        _show_evidence(row)
        _show_parts(row)


def _next_step(reason: str) -> str:
    """Say what a person can do about a quarantined file."""
    for reasons, step in _NEXT_STEPS:
        if reason in reasons:
            return step
    return "the raw file is untouched: mend or replace it, and the next run takes it again"


_NEXT_STEPS = (
    (("vanished", "changed", "io_error"), "the next run tries it again by itself"),
    (("no_permission",), "let this user read it (chmod, chown); the next run takes it then"),
    (
        ("too_large", "too_many_records", "bomb"),
        "raise the limit in ingest.toml, and touch the file",
    ),
    (("extra_missing",), "install the extra that the detail names, and touch the file"),
    (("taken_down",), "`ingest restore` lets it come back"),
    (("link", "link_outside", "link_broken"), "put the file itself into RAW, if it belongs there"),
)


def _show_evidence(row: Mapping[str, Any]) -> None:
    _console.print(
        f"Jaccard {row['jaccard']:.3f}, containment {row['containment']:.3f}, numbers"
        f" {row['numbers']:.3f}, {row['shared_keys']} band keys shared; the representative is"
        f" {row.get('representative_path', '?')!r}: {row.get('representative_headline')!r}",
        markup=False,
    )
    for line in row.get("difference", [])[:20]:
        _console.print(Text(f"  {line}", style="red" if line.startswith("-") else "green"))


def _show_parts(row: Mapping[str, Any]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    names = ("source_path", "source_format", "encoding", "headline", "teaser", "dateline", "byline")
    more = ("authors", "publisher", "credit", "syndicated_from", "notes", "url")
    for name in (*names, *more):
        value = row[name]
        if value:
            table.add_row(name, Text(", ".join(value) if isinstance(value, list) else str(value)))
    when = f"{row['published_at']}" if row["published_at"] else "unknown"
    table.add_row("published_at", f"{when} (source: {row['published_at_source']})")
    sure = f"{row['language']} (confidence {row['language_confidence']:.3f})"
    table.add_row("language", sure)
    table.add_row("body", Text(_shorten(row["body"])))
    _console.print(table)
    for cut in row["removed"]:
        text = Text(f"  ✂ {cut['rule']:<18} {cut['start']:>6}–{cut['end']:<6} ")
        text.append(_shorten(cut["text"]), style="italic")
        _console.print(text)


def _shorten(text: str, most: int = 160) -> str:
    """Fit a text on two lines: its beginning and its end."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 60]} … {line[-55:]}"
