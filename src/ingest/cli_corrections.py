"""The commands that change what is published: each is one commit, and can be rolled back."""

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.arguments import folder

if TYPE_CHECKING:
    from ingest.settings import Settings

__all__ = ["app"]

app = typer.Typer(help="Change what is published.")

Out = Annotated[
    Path,
    typer.Argument(parser=folder, metavar="OUT", help="Folder of the datasets."),
]
Raw = Annotated[Path, typer.Argument(parser=folder, metavar="RAW", help="Folder of raw files.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Reason = Annotated[str, typer.Option(help="Why; kept in `runs`.", show_default=False)]
Names = Annotated[list[str], typer.Argument(help="What; ids by default.", show_default=False)]


_BY = "What the names are: ids, addresses, paths of raw files, ids of any in a cluster."


class By(StrEnum):
    """What the names of a takedown are."""

    ID = "id"
    URL = "url"
    SOURCE = "source"
    CLUSTER = "cluster"


@app.command("takedown")
def takedown_command(  # noqa: PLR0913, PLR0917  # every option is a parameter
    out: Out,
    names: Names,
    reason: Reason,
    by: Annotated[By, typer.Option(help=_BY)] = By.ID,
    purge: Annotated[bool, typer.Option("--purge", help="Also from old snapshots.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove articles, with every copy, and keep them from coming back."""
    from ingest import corrections

    done = corrections.takedown(out, names, reason, _settings(), by=by.value)
    purged = corrections.purge(out, done.ids) if purge else ()
    gone = f"{done.records} records of {len(done.ids)} articles are gone"
    lines = [
        f"{gone}; snapshot {done.snapshot} is published.",
        f"{done.promoted} near duplicates are published in their place." if done.promoted else "",
        f"Purged: old snapshots {_list(purged)}." if purged else "",
    ]
    if not purge and done.snapshots:
        lines.append(f"Old snapshots that still hold them: {_list(done.snapshots)} (--purge).")
    lines += [f"Still in the raw file {path}" for path in done.raw_files]
    _show({**asdict(done), "purged": purged}, lines, as_json=as_json)


@app.command("restore")
def restore_command(
    out: Out,
    ids: Names,
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Let articles come back that were taken down."""
    from ingest import corrections

    done = corrections.restore(out, ids, reason, _settings())
    lines = [f"The next run reads again: {path}" for path in done.raw_files]
    _show(asdict(done), [f"{len(done.ids)} tombstones are lifted.", *lines], as_json=as_json)


@app.command("correct")
def correct_command(
    out: Out,
    article_id: Annotated[str, typer.Argument(help="Which article.", show_default=False)],
    values: Annotated[list[str], typer.Argument(help="FIELD=VALUE …", show_default=False)],
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Correct fields of an article; a rebuild applies the corrections again."""
    from ingest import corrections
    from ingest.errors import UsageError

    pairs = [value.partition("=") for value in values]
    if wrong := [field for field, sign, _ in pairs if not sign]:
        raise UsageError(f"not FIELD=VALUE: {wrong[0]}")
    given = {field: value for field, _, value in pairs}
    done = corrections.correct(out, article_id, given, reason, _settings())
    _show(asdict(done), [f"{done.rows} rows are corrected."], as_json=as_json)


@app.command("compact")
def compact_command(out: Out, as_json: AsJson = False) -> None:
    """Merge the many small files of each day."""
    from ingest import maintenance

    done = maintenance.compact(out, _settings())
    line = f"{done.merged} files became {done.made}; snapshot {done.snapshot}."
    _show(asdict(done), [line], as_json=as_json)


@app.command("rebuild")
def rebuild_command(
    raw: Raw,
    out: Out,
    without_missing: Annotated[
        bool, typer.Option("--without-missing", help="Lose the rows whose raw files are gone.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make everything again from the raw files, then swap it in."""
    from ingest import maintenance

    done = maintenance.rebuild(raw, out, _settings(), without_missing=without_missing)
    line = (
        f"Snapshot {done.snapshot}: {done.articles} articles, {done.duplicates} duplicates,"
        f" {done.quarantined} quarantined; {done.corrected} rows corrected again."
    )
    _show(asdict(done), [line], as_json=as_json)


@app.command("rebuild-index")
def rebuild_index_command(out: Out, as_json: AsJson = False) -> None:
    """Make the index again from the datasets; they stay as they are."""
    from ingest import maintenance

    done = maintenance.rebuild_index(out, _settings())
    line = (
        f"Snapshot {done.snapshot}: the index knows {done.articles} articles,"
        f" {done.duplicates} duplicates and {done.tombstones} texts taken down."
    )
    _show(asdict(done), [line], as_json=as_json)


@app.command("snapshots")
def snapshots_command(out: Out, as_json: AsJson = False) -> None:
    """List the snapshots that are kept."""
    from ingest import maintenance

    found = maintenance.list_snapshots(out)
    lines = [
        f"{kept.number:6}  {kept.committed_at:%Y-%m-%d %H:%M:%S}  "
        f"{kept.rows['articles']:10} articles  {kept.bytes / 1e6:10.1f} MB"
        f"{'  current' if kept.current else ''}"
        for kept in found
    ]
    _show([asdict(kept) for kept in found], lines, as_json=as_json)


@app.command("rollback")
def rollback_command(
    out: Out,
    number: Annotated[int, typer.Argument(help="Which snapshot.", show_default=False)],
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Publish again what an earlier snapshot holds; what was taken down stays down."""
    from ingest import maintenance

    done = maintenance.rollback(out, number, reason, _settings())
    lines = [f"Snapshot {done.snapshot} holds what snapshot {done.target} holds."]
    if done.barred:
        lines.append(f"{done.barred} records were taken down since, and stay so.")
    _show(asdict(done), lines, as_json=as_json)


def _settings() -> "Settings":
    from ingest.settings import load_settings

    return load_settings()


def _list(numbers: "tuple[int, ...]") -> str:
    return ", ".join(map(str, numbers))


def _show(value: Any, lines: list[str], *, as_json: bool) -> None:
    """Print a result, for scripts or for people."""
    if as_json:
        text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    else:
        text = "\n".join(line for line in lines if line)
    sys.stdout.write(text + "\n" if text else "")
