"""Correct a field by hand: what a person said is kept apart, and applied again on every rebuild."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.accounting import Counts
from ingest.corrections.edit import Edit, editing, files_of
from ingest.errors import UnknownId, UsageError
from ingest.fields import TIMESTAMP
from ingest.schema import RECORD
from ingest.settings import Settings

__all__ = [
    "FIELDS",
    "Corrected",
    "Correction",
    "apply",
    "correct",
    "correct_rows",
    "forget",
    "read_corrections",
]

_MOMENT = "2026-05-14T09:30+02:00"
FIELDS: dict[str, dict[str, Any]] = {
    **{name: {} for name in ("headline", "teaser", "dateline", "byline", "publisher", "credit")},
    **{name: {} for name in ("authors", "syndicated_from", "url")},
    "published_at": {"published_at_source": "correction", "published_at_flag": None},
    "language": {"language_confidence": 1.0, "language_flag": None},
}
"""Fields that can be corrected -> what a correction also says; the body names the article."""


@dataclass(frozen=True)
class Correction:
    """One field of one article, as a person says it is.

    Attributes:
        value: text; a list of texts for authors; None for nothing.
        computed: what the program had found, from the article's row.
        run_id: the correction's run; of two corrections of a field the later one holds.
    """

    article_id: str
    field: str
    value: Any
    computed: Any
    reason: str
    run_id: str


@dataclass(frozen=True)
class Corrected:
    """What a correction did."""

    run_id: str
    snapshot: int
    rows: int


def correct(
    out: Path, article_id: str, values: Mapping[str, str], reason: str, settings: Settings
) -> Corrected:
    """Correct fields of an article, in every row that has its text.

    Args:
        out: folder of the datasets.
        article_id: which article.
        values: field -> value; empty for nothing; authors separated by `;`; times in ISO 8601.
        reason: kept with the correction.
        settings: of the program.

    Raises:
        UnknownId: no row has that id.
        UsageError: a field cannot be corrected, or a value does not fit it.
    """
    parsed = {field: _parse(field, value) for field, value in values.items()}
    if not parsed:
        raise UsageError("nothing to correct: give at least one FIELD=VALUE")
    with editing(out, settings) as edit:
        computed = _computed(edit.snapshot, article_id, parsed)
        made = [
            Correction(article_id, field, value, computed[field], reason, edit.run.run_id)
            for field, value in parsed.items()
        ]
        rows = apply(edit, made)
        path = edit.run.staging / f"corrections-{edit.run.run_id}.jsonl"
        path.write_text("".join(json.dumps(asdict(one)) + "\n" for one in made), "utf-8")
        edit.added["corrections"] = [(path.name, path)]
        detail = json.dumps({"reason": reason, "id": article_id, "fields": sorted(parsed)})
        snapshot = edit.publish("correct", Counts(), detail)
    return Corrected(edit.run.run_id, snapshot.number, rows)


def read_corrections(snapshot: store.Snapshot) -> tuple[Correction, ...]:
    """Read all corrections of a snapshot, oldest first."""
    found = []
    for path in sorted(files_of(snapshot, "corrections")):
        lines = store.fetch(snapshot, f"corrections/{path}").read_text("utf-8").splitlines()
        found += [Correction(**json.loads(line)) for line in lines]
    return tuple(found)


def apply(edit: Edit, corrections: Sequence[Correction]) -> int:
    """Write the corrected values into the rows of articles and duplicates.

    Returns:
        How many rows have a correction.
    """
    ids = pa.array({one.article_id for one in corrections}, pa.string())
    rows = 0

    def change(table: pa.Table) -> pa.Table:
        nonlocal rows
        corrected, count = correct_rows(table, corrections)
        rows += count
        return corrected

    for dataset in ("articles", "duplicates"):
        edit.rewrite(dataset, change, of=ids)
    return rows


def correct_rows(table: pa.Table, corrections: Sequence[Correction]) -> tuple[pa.Table, int]:
    """Put the corrected values into rows; also say how many rows have any."""
    wanted: dict[str, dict[str, Any]] = {}
    for one in corrections:
        said = {one.field: one.value, **FIELDS[one.field]}
        wanted.setdefault(one.article_id, {}).update(said)
    mine = pc.is_in(table["article_id"], pa.array(sorted(wanted), pa.string()))
    if not pc.any(mine).as_py():
        return table, 0
    found = table.filter(mine).to_pylist()
    fresh = [{**row, **_typed(wanted[row["article_id"]])} for row in found]
    made = pa.Table.from_pylist(fresh, schema=table.schema)
    return pa.concat_tables([table.filter(pc.invert(mine)), made]), len(found)


def forget(edit: Edit, ids: pa.Array) -> None:
    """Drop what people said of articles that are taken down: it tells of their text."""
    gone = set(ids.to_pylist())
    for path in files_of(edit.snapshot, "corrections"):
        lines = store.fetch(edit.snapshot, f"corrections/{path}").read_text("utf-8").splitlines()
        kept = [line for line in lines if json.loads(line)["article_id"] not in gone]
        if len(kept) == len(lines):
            continue
        edit.drop("corrections", path)
        if kept:
            name = f"{path.removesuffix('.jsonl').split('~')[0]}~{edit.run.run_id}.jsonl"
            staged = edit.run.staging / name
            staged.write_text("".join(f"{line}\n" for line in kept), "utf-8")
            edit.add_file("corrections", name, staged)


def _parse(field: str, value: str) -> Any:
    """Read a value as it is kept in JSON."""
    if field not in FIELDS:
        raise UsageError(f"{field} cannot be corrected; these can: {', '.join(FIELDS)}")
    text = value.strip()
    if field == "authors":
        return [name.strip() for name in text.split(";") if name.strip()]
    if not text:
        if not RECORD.field(field).nullable:
            raise UsageError(f"{field} cannot be empty")
        return None
    if field != "published_at":
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"published_at is written in ISO 8601, as {_MOMENT}; not {text}") from None
    if moment.tzinfo is None:
        raise UsageError(f"published_at needs a zone, as in {moment:%Y-%m-%dT%H:%M}+00:00")
    return moment.astimezone(UTC).isoformat()


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give values the types of their columns."""
    return {
        name: datetime.fromisoformat(value)
        if value is not None and RECORD.field(name).type == TIMESTAMP
        else value
        for name, value in values.items()
    }


def _computed(
    snapshot: store.Snapshot, article_id: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Find what the program had found, before any correction."""
    earlier = {
        one.field: one.computed
        for one in reversed(read_corrections(snapshot))
        if one.article_id == article_id
    }
    for name in ("articles", "duplicates"):
        dataset = store.open_snapshot(snapshot, name)
        chosen = pc.field("article_id") == article_id
        rows = dataset.to_table(columns=list(values), filter=chosen).slice(0, 1).to_pylist()
        if rows:
            return {**_as_json(rows[0]), **earlier}
    advice = "`ingest explain OUT FILE` tells the id of what a raw file brought"
    raise UnknownId(f"nothing that is published has the id {article_id}; {advice}")


def _as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
    }
