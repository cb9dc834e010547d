"""Which headlines and which texts go into the page, so that it stays below its size."""

import datetime as dt
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from ingest import store
from ingest.memory import give_back
from ingest.report.gather import NAMING, Names, batches, source_names
from ingest.report.markup import Json, script_json
from ingest.report.rebuild import rebuild
from ingest.report.words import shorten

__all__ = ["Day", "read_day"]

HEADLINE_BYTES = 2_400_000
"""UTF-8 bytes of JSON for the headlines of the day."""
_MOST_ROWS = HEADLINE_BYTES // 50
"""A row takes more bytes than that."""
TEXT_BYTES = 1_500_000
"""UTF-8 bytes of JSON for the articles that can be looked at whole."""
_AT_ONCE = 1_000
"""Rows that are measured together, since that is several times as fast as one by one."""
MOST_TEXTS = 500
LONGEST_TEXT = 12_000
"""Characters of a body beyond which the page shows its beginning only."""
_COLUMNS = [
    "article_id",
    "headline",
    "publisher",
    "url",
    "source_path",
    "language",
    "published_at",
    "word_count",
    "cluster_size",
]
_PARTS = (
    "headline",
    "teaser",
    "dateline",
    "byline",
    "publisher",
    "credit",
    "syndicated_from",
    "source_path",
    "source_format",
    "encoding",
)
_SHOWN = ["authors", "body", "language_confidence", "published_at_source", "removed"]
_WHOLE = [*dict.fromkeys((*_COLUMNS, *_PARTS)), *_SHOWN]


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of the last day on which any came in.

    Attributes:
        date: that day; None without articles.
        count: articles of that day.
        rows: JSON of [article_id, headline, source, language, published_at, words, records], the
            newest first; source and language are numbers into the lists.
        texts: JSON of article_id: what is known of the article, with its `pieces`.
    """

    date: dt.date | None
    count: int
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    rows: Json
    texts: Json


def read_day(snapshot: store.Snapshot, last: dt.date | None) -> Day:
    """Read the headlines of a day, and some of its articles whole.

    Args:
        snapshot: where to read.
        last: day of the runs that took the articles; None if there are no articles.
    """
    if last is None:
        return Day(None, 0, (), (), Json("", 0), Json("", 0))
    give_back()
    dataset = store.open_snapshot(snapshot, "articles")
    today = pc.field("ingest_date") == pa.scalar(last, pa.date32())
    numbers = _read_numbers(dataset, today)
    newest = pa.array(_written(numbers.ids[:_MOST_ROWS]), pa.string())
    chosen, count = _choose(numbers), len(numbers.ids)
    del numbers
    give_back()
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(_read_whole, dataset, today, chosen)
        table = _read_headlines(dataset, today, newest)
        rows, sources, languages = _rows(table)
        whole = reading.result()
    shown = whole.keys() & table["article_id"][: rows.count].to_pylist()
    texts = _within((id_, _describe(whole[id_])) for id_ in chosen if id_ in shown)
    return Day(last, count, sources, languages, rows, texts)


class _Numbers(NamedTuple):
    """The articles of a day as numbers, the newest first: ids, source, and size of the cluster."""

    ids: npt.NDArray[np.bytes_]
    source: npt.NDArray[np.int32]
    size: npt.NDArray[np.int32]


def _read_numbers(dataset: pads.Dataset, today: pc.Expression) -> _Numbers:
    names = Names()
    columns = ["article_id", "published_at", "cluster_size", *NAMING]
    ids, source = [np.zeros(0, "S32")], [np.zeros(0, np.int32)]
    size, published = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    for batch in batches(dataset, columns, today):
        ids.append(np.array(batch["article_id"].to_pylist(), np.bytes_))
        table = pa.Table.from_batches([batch.select(NAMING)])
        source.append(names.code(source_names(table).combine_chunks()).astype(np.int32))
        size.append(batch["cluster_size"].to_numpy())
        moments = batch["published_at"].cast(pa.int64())
        published.append(pc.negate(moments).fill_null(np.iinfo(np.int64).max).to_numpy())
    all_ids = np.concatenate(ids)
    order = np.lexsort((all_ids, np.concatenate(published)))
    return _Numbers(all_ids[order], np.concatenate(source)[order], np.concatenate(size)[order])


def _read_headlines(dataset: pads.Dataset, today: pc.Expression, ids: pa.Array) -> pa.Table:
    """Read what the page lists of some articles, the newest first."""
    parts = [
        batch.filter(pc.is_in(batch["article_id"], ids))
        for batch in batches(dataset, _COLUMNS, today)
    ]
    table = pa.Table.from_batches(parts, parts[0].schema)
    names = table["language"].cast(pa.string())  # a category is made a list value by value
    table = table.set_column(_COLUMNS.index("language"), "language", names)
    table = table.append_column("source", source_names(table))
    return table.sort_by([("published_at", "descending"), ("article_id", "ascending")])


def _read_whole(
    dataset: pads.Dataset, today: pc.Expression, ids: list[str]
) -> dict[str, dict[str, Any]]:
    """Read some articles with all that is shown; bodies of few others are in memory beside them."""
    which = today & pc.field("article_id").isin(pa.array(ids, pa.string()))
    found = (batch.to_pylist() for batch in batches(dataset, _WHOLE, which))
    return {row["article_id"]: row for rows in found for row in rows}


def _rows(table: pa.Table) -> tuple[Json, tuple[str, ...], tuple[str, ...]]:
    """Lay the headlines out, the newest first, as many as fit."""
    sources: dict[str, int] = {}
    languages: dict[str, int] = {}
    written: list[str] = []
    size = count = 0
    for batch in table.to_batches(max_chunksize=_AT_ONCE):
        found = batch.to_pylist()
        names = dict(sources), dict(languages)
        more = script_json([_row(row, *names) for row in found])[1:-1]
        length = len(more.encode()) + 1
        if size + length <= HEADLINE_BYTES:
            (sources, languages), size, count = names, size + length, count + len(found)
            written.append(more)
            continue
        for row in found:  # the last of them do not fit
            one = script_json(_row(row, sources, languages))
            size += len(one.encode()) + 1
            if size > HEADLINE_BYTES:
                break
            written.append(one)
            count += 1
        break
    shortened = tuple(shorten(name, 80) for name in sources)
    return Json(",".join(written), count), shortened, tuple(languages)


def _row(
    row: dict[str, Any], sources: dict[str, int], languages: dict[str, int]
) -> tuple[Any, ...]:
    """Lay one headline out; a source or a language seen first is added to its list."""
    source = sources.setdefault(row["source"], len(sources))
    language = languages.setdefault(row["language"], len(languages))
    headline = shorten(row["headline"] or "", 200)
    numbers = (row["word_count"], row["cluster_size"])
    return (row["article_id"], headline, source, language, _minute(row["published_at"]), *numbers)


def _choose(day: _Numbers) -> list[str]:
    """Choose articles to show whole: the most repeated first, then the newest of each source."""
    repeated = np.flatnonzero(day.size > 1)
    by_size = np.lexsort((day.ids[repeated], -day.size[repeated].astype(np.int64)))
    by_source = np.argsort(day.source, kind="stable")
    begins = np.flatnonzero(np.diff(day.source[by_source], prepend=-1))
    lengths = np.diff(np.append(begins, len(by_source)))
    turns = np.empty(len(by_source), np.int64)
    turns[by_source] = np.arange(len(by_source)) - np.repeat(begins, lengths)
    round_robin = np.argsort(turns, kind="stable")[: 2 * MOST_TEXTS]
    order = [*repeated[by_size[: MOST_TEXTS // 4]].tolist(), *round_robin.tolist()]
    rows = list(dict.fromkeys(order))[:MOST_TEXTS]
    return _written(day.ids[rows])


def _written(ids: npt.NDArray[np.bytes_]) -> list[str]:
    return [id_.decode() for id_ in ids.tolist()]


def _describe(row: Mapping[str, Any]) -> dict[str, Any]:
    body = shorten(row["body"], LONGEST_TEXT)
    removed = row["removed"]
    if len(body) < len(row["body"]):
        removed = [cut for cut in removed if cut["start"] < LONGEST_TEXT]
    described: dict[str, Any] = {name: row[name] for name in _PARTS if row[name]}
    described["authors"] = row["authors"]
    described["url"] = row["url"] if _is_web(row["url"]) else ""
    described["published_at"] = _minute(row["published_at"])
    described["published_at_source"] = row["published_at_source"]
    described["language"] = row["language"]
    described["confidence"] = round(row["language_confidence"], 2)
    described["words"] = row["word_count"]
    described["records"] = row["cluster_size"]
    described["pieces"] = rebuild(body, removed)
    return described


def _minute(moment: dt.datetime | None) -> str:
    return moment.isoformat(" ", "minutes")[:16] if moment else ""


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


def _within(pairs: Iterable[tuple[str, dict[str, Any]]]) -> Json:
    """Keep as many articles as fit."""
    kept: list[str] = []
    size = 0
    for id_, described in pairs:
        written = script_json(described)
        size += len(written.encode()) + 40
        if size > TEXT_BYTES:
            break
        kept.append(f"{script_json(id_)}:{written}")
    return Json(",".join(kept), len(kept))
