"""For notebooks and scripts: the datasets as pandas and Arrow, read from one whole snapshot."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from ingest import store
from ingest.errors import UnknownId, UsageError
from ingest.reach import reach
from ingest.where import parse_where, to_moment

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["dataset_files", "open_dataset", "read_articles"]

Since = str | date | datetime
"""A moment, a day (UTC), or the run_id of a run."""
_RUN_ID = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{4,}")


def open_dataset(out: Path | str, name: str = "articles") -> pads.Dataset:
    """Open a dataset as it stands now; later commits do not change what it reads.

    Args:
        out: the output folder, the one that holds `articles`.
        name: "articles", "duplicates", "quarantine", "files" or "runs".

    Returns:
        A pyarrow Dataset: scan it, filter it, or hand it to DuckDB or Polars.

    Raises:
        OutputUnusable: there is nothing to read at `out`; the text says what to do.
        NewerVersion: a newer version of this program has written it.
        UnknownId: there is no dataset of that name.

    >>> out = getfixture("published")  # a folder with the articles of data/raw
    >>> open_dataset(out, "runs").count_rows()
    1
    """
    reach(Path(out))
    return store.open_dataset(Path(out), name)


def dataset_files(out: Path | str, name: str = "articles") -> list[str]:
    """List the files of a dataset as it stands now, for programs that open files themselves.

    What lies in object storage comes as `s3://` addresses, e.g. for Polars:
    `polars.scan_parquet(ingest.dataset_files("s3://bucket/news"), hive_partitioning=True)`.

    Args:
        out: the output folder, or its address.
        name: "articles", "duplicates", "quarantine", "files" or "runs".

    Raises:
        OutputUnusable: there is nothing to read at `out`; the text says what to do.
        UnknownId: there is no dataset of that name.

    >>> [Path(path).suffix for path in dataset_files(getfixture("published"), "runs")]
    ['.parquet']
    """
    system, files = store.locate(reach(Path(out)), name)
    return [f"s3://{path}" if system is not None else path for path in files.values()]


def read_articles(
    out: Path | str,
    *,
    since: Since | None = None,
    language: str | Iterable[str] | None = None,
    where: str | None = None,
    columns: Iterable[str] | None = None,
) -> "pd.DataFrame":
    """Read articles into pandas: all of them, or those that fit every condition given.

    Args:
        out: the output folder, the one that holds `articles`.
        since: only what came in at that moment or later; a day is its first moment in UTC. With
            a run_id: only what came in after that run, so that keeping the last run_id and
            passing it the next time reads every article exactly once.
        language: an ISO 639-1 code, or several.
        where: a condition as `ingest export --where` takes it, e.g.
            `"word_count > 300 and headline contains 'harbour'"`.
        columns: the columns wanted; all of them otherwise (the body is most of the bytes).

    Returns:
        One row per article, ordered by published_at (unknown last), then article_id; columns and
        types as in the data dictionary, strings of few values as categories.

    Raises:
        OutputUnusable: there is nothing to read at `out`; the text says what to do.
        NewerVersion: a newer version of this program has written it.
        UnknownId: `since` is the id of no run here.
        UsageError: a column, condition or moment cannot be understood.

    >>> import ingest
    >>> out = getfixture("published")  # a folder with the articles of data/raw
    >>> articles = ingest.read_articles(out, language="en", columns=["headline", "word_count"])
    >>> list(articles.columns), len(articles) > 3
    (['headline', 'word_count'], True)
    >>> len(ingest.read_articles(out, since="2999-01-01"))
    0
    """
    dataset = open_dataset(out)
    names = _check_columns(columns, dataset.schema)
    which = _choose(Path(out), dataset.schema, since, language, where)
    needed = [*names, *(name for name in _ORDER if name not in names)]
    table = dataset.to_table(columns=needed, filter=which)
    table = table.sort_by([(name, "ascending") for name in _ORDER]).select(names)
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    return frame


_ORDER = ("published_at", "article_id")


def _choose(
    out: Path,
    schema: pa.Schema,
    since: Since | None,
    language: str | Iterable[str] | None,
    where: str | None,
) -> pc.Expression:
    """Join the conditions that are given."""
    which = pc.scalar(True)
    if since is not None:
        which &= _after(out, since)
    if language is not None:
        codes = [language] if isinstance(language, str) else list(language)
        which &= pc.field("language").cast(pa.string()).isin(pa.array(codes, pa.string()))
    if where is not None:
        which &= parse_where(where, schema)
    return which


def _check_columns(columns: Iterable[str] | None, schema: pa.Schema) -> list[str]:
    if columns is None:
        return list(schema.names)
    chosen = [columns] if isinstance(columns, str) else list(columns)
    for name in chosen:
        if name not in schema.names:
            raise UsageError(f"articles has no column {name}; there are {', '.join(schema.names)}")
    return chosen


def _after(out: Path, since: Since) -> pc.Expression:
    if isinstance(since, str) and _RUN_ID.fullmatch(since):
        return pc.field("run_id").cast(pa.string()) > pa.scalar(_known_run(out, since))
    return pc.field("ingested_at") >= pa.scalar(_moment(since))


def _moment(since: Since) -> datetime:
    if isinstance(since, datetime):
        return since.replace(tzinfo=UTC) if since.tzinfo is None else since.astimezone(UTC)
    if isinstance(since, date):
        return datetime(since.year, since.month, since.day, tzinfo=UTC)
    try:
        return to_moment(since)
    except ValueError:
        raise UsageError(
            f"since: {since!r} is neither a day, a moment in ISO 8601 nor a run_id"
        ) from None


def _known_run(out: Path, run_id: str) -> str:
    """Give the id back if a run has it: ids sort as the runs followed each other, clocks may not.

    Raises:
        UnknownId: no run has it.
    """
    runs = store.open_dataset(out, "runs")
    if not runs.count_rows(filter=pc.field("run_id") == run_id):
        raise UnknownId(f"since: no run is named {run_id}; `ingest status {out} --json` lists them")
    return run_id
