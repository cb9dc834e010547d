"""What happened to one article or one raw file, from the datasets alone."""

import difflib
import re
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as pads

from ingest import store
from ingest.discover import as_stored
from ingest.errors import UnknownId
from ingest.objects import named
from ingest.reach import reach

__all__ = ["body_difference", "explain"]

_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]*[”’\"')\]]*")
_DIGITS = re.compile(r"[0-9a-fA-F]{8,31}")
_MOST_COMPARED = 5_000
_PARTS = (
    "headline",
    "teaser",
    "dateline",
    "byline",
    "authors",
    "publisher",
    "credit",
    "syndicated_from",
    "notes",
)


def explain(out: Path, name: str) -> dict[str, Any]:
    """Find everything known of an article_id or of a raw file.

    Args:
        out: folder of the datasets.
        name: an article_id or its first eight digits or more, or a path as in `source_path`
            (members of archives included) or its last part, where only one thing has it; bytes that
            are not UTF-8 may stand as the shell gives them.

    Returns:
        `files`, `articles`, `duplicates` and `quarantine`: the rows that concern it. A duplicate
        has its representative's `headline`, `source_path` and the sentences that differ.

    Raises:
        UnknownId: nothing has that name, or several have it; the nearest are named.
        UsageError, StoreDamaged: nothing is published in OUT, or it cannot be read; see `reach`.
    """
    snapshot = reach(out)
    name = _full_name(snapshot, as_stored(name))
    by_id = (pc.field("article_id") == name) | pc.field("article_id").isin([name.lower()])
    by_path = (pc.field("source_path") == name) | pc.starts_with(
        pc.field("source_path"), f"{name}!/"
    )
    articles = _rows(store.open_snapshot(snapshot, "articles"), by_id | by_path)
    duplicates = _rows(
        store.open_snapshot(snapshot, "duplicates"),
        by_id | by_path | (pc.field("duplicate_of") == name),
    )
    found = {
        "asked": name,
        "files": _rows(store.open_snapshot(snapshot, "files"), by_path),
        "articles": articles,
        "duplicates": [_with_difference(out, row) for row in duplicates],
        "quarantine": _rows(store.open_snapshot(snapshot, "quarantine"), by_path),
    }
    if not any(found[dataset] for dataset in ("files", "articles", "duplicates", "quarantine")):
        near = _nearest(snapshot, name)
        hint = f"; did you mean {near}?" if near else "; paths are relative to RAW"
        raise UnknownId(f"{name}: neither an article_id nor a raw file in {named(out)}{hint}")
    return found


def _full_name(snapshot: store.Snapshot, name: str) -> str:
    """Complete the beginning of an article_id or the end of a path, if only one thing fits.

    Raises:
        UnknownId: several fit.
    """
    paths = _column(snapshot, "files", "source_path")
    if name in paths:
        return name
    if _DIGITS.fullmatch(name):
        ids = _column(snapshot, "articles", "article_id")
        fitting = sorted(found for found in ids if found.startswith(name.lower()))
    else:
        fitting = sorted(path for path in paths if path.endswith("/" + name.lstrip("/")))
    if len(fitting) > 1:
        shown = ", ".join(fitting[:3]) + (" …" if len(fitting) > 3 else "")
        raise UnknownId(f"{name} fits {len(fitting)} things: {shown}; say more of it")
    return fitting[0] if fitting else name


def _nearest(snapshot: store.Snapshot, name: str) -> str:
    """Name the raw file whose path looks most like a name."""
    paths = sorted(_column(snapshot, "files", "source_path"))[:_MOST_COMPARED]
    return next(iter(difflib.get_close_matches(name, paths, 1, 0.75)), "")


def _column(snapshot: store.Snapshot, dataset: str, column: str) -> set[str]:
    table = store.open_snapshot(snapshot, dataset).to_table(columns=[column])
    return set(table[column].to_pylist())


def _rows(dataset: pads.Dataset, which: pc.Expression) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = dataset.to_table(filter=which).to_pylist()
    return rows


def _with_difference(out: Path, row: dict[str, Any]) -> dict[str, Any]:
    """Add what the representative says differently."""
    standing = store.open_dataset(out, "articles").to_table(
        filter=pc.field("article_id") == row["duplicate_of"],
        columns=["headline", "source_path", "body"],
    )
    if not len(standing):
        return row
    other = standing.to_pylist()[0]
    return {
        **row,
        "representative_headline": other["headline"],
        "representative_path": other["source_path"],
        "difference": body_difference(other["body"], row["body"]),
    }


def body_difference(one: str, other: str) -> list[str]:
    """List the sentences that only one of two bodies has, `-` the first's, `+` the other's.

    >>> body_difference("All is well. It rains.", "All is well. It snows.")
    ['- It rains.', '+ It snows.']
    """
    before, after = (
        [part.strip() for part in _SENTENCE.findall(text) if part.strip()] for text in (one, other)
    )
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    lines: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            lines += [f"- {sentence}" for sentence in before[a:b]]
            lines += [f"+ {sentence}" for sentence in after[c:d]]
    return lines
