"""The dataset's card: OUT/README.md, beside the datasets, made again after every run.

It opens with the YAML block of a Hugging Face dataset card, which hubs and catalogues read; the
rest is for people. Like the report it is made from one snapshot alone.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.dictionary import data_dictionary
from ingest.errors import IngestError
from ingest.objects import absolute, address_of
from ingest.reach import hold, replace_text
from ingest.report import FILE_NAME as REPORT_NAME
from ingest.report.count import count_snapshot
from ingest.report.facts import Facts
from ingest.report.page import render
from ingest.report.selection import read_day
from ingest.report.words import date_text, language_name, share, shorten
from ingest.schema import DATASETS

__all__ = ["FILE_NAME", "make_card", "refresh", "write_beside"]

FILE_NAME = "README.md"
MOST_SOURCES = 25
MOST_RUNS = 20
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
)


def make_card(out: Path, licence: str = "") -> str:
    """Describe the current snapshot of `out` as Markdown.

    Args:
        out: folder of the datasets.
        licence: under which terms the texts may be used, in words or as an SPDX identifier.

    Raises:
        UsageError: there is nothing to read at `out`.
    """
    with hold(out) as snapshot:
        return _write(count_snapshot(snapshot, absolute(out)), licence)


def write_beside(out: Path, licence: str = "") -> tuple[Path, Path]:
    """Write card and report beside the datasets, reading the snapshot once; for every run.

    Returns:
        Where the card is, and where the report is.

    Raises:
        UsageError: there is nothing to read at `out`, or one of them cannot be written.
    """
    with hold(out) as snapshot:
        facts = count_snapshot(snapshot, absolute(out))
        page = render(facts, read_day(snapshot, facts.totals.last_taken))
    replace_text(out / FILE_NAME, _write(facts, licence))
    replace_text(out / REPORT_NAME, page)
    return out / FILE_NAME, out / REPORT_NAME


def refresh(out: Path, licence: str = "") -> None:
    """Write card and report after a commit; what is published stands whether or not it succeeds."""
    try:
        write_beside(out, licence)
    except (IngestError, OSError) as error:
        logging.getLogger("ingest").warning("card and report were not written: %s", error)


def _write(facts: Facts, licence: str) -> str:
    parts = (
        _header(facts, licence),
        _opening(facts),
        _reading(facts),
        _coverage(facts),
        _limits(facts),
        _licence(licence),
        _history(facts),
        _columns(),
    )
    return "\n".join(line for part in parts for line in (*part, "")).rstrip() + "\n"


def _header(facts: Facts, licence: str) -> Iterator[str]:
    """The YAML block; JSON strings are YAML strings."""
    yield "---"
    yield f"pretty_name: {json.dumps(facts.out, ensure_ascii=False)}"
    yield f"license: {json.dumps(licence or 'unknown', ensure_ascii=False)}"
    yield "language: " + json.dumps([code for code, _, _ in facts.languages if code != "und"])
    size = next((name for most, name in _SIZES if facts.totals.articles < most), "n>100M")
    yield f'size_categories: ["{size}"]'
    yield 'tags: ["news"]'
    yield from () if address_of(facts.out) else _files()
    yield "---"


def _files() -> Iterator[str]:
    """Say to programs where the files of each dataset are."""
    yield "configs:"
    for name in DATASETS:
        yield f"  - config_name: {name}"
        yield f'    data_files: "{name}/*/*.parquet"'
        if name == "articles":
            yield "    default: true"


def _opening(facts: Facts) -> Iterator[str]:
    totals = facts.totals
    yield f"# {_plain(facts.out)}"
    yield ""
    yield (
        f"{totals.articles:,} news articles from {totals.sources:,} sources, as taken from raw"
        f" files by `ingest`: one row per distinct text, {totals.duplicates:,} repetitions and"
        f" {totals.quarantined:,} unusable records kept beside them. Snapshot {totals.snapshot}."
        f" Numbers and pictures: [{REPORT_NAME}]({REPORT_NAME})."
    )


def _reading(facts: Facts) -> Iterator[str]:
    name = facts.out
    yield "## Read it"
    yield ""
    yield "```python"
    if address_of(name):  # where only the manifest tells which files belong together
        yield f'articles = ingest.open_dataset("{name}"); duckdb.sql("from articles")'
        yield f'polars.scan_parquet(ingest.dataset_files("{name}"))'
    else:
        yield f'pandas.read_parquet("{name}/articles")'
        yield f'polars.scan_parquet("{name}/articles")'
        yield f"duckdb.sql(\"from '{name}/articles/*/*.parquet'\")"
    yield f'ingest.read_articles("{name}", language="en")  # one whole snapshot, always'
    yield "```"


def _coverage(facts: Facts) -> Iterator[str]:
    totals, whole = facts.totals, facts.totals.articles
    yield "## Coverage"
    yield ""
    if totals.first_day and totals.last_day:
        yield f"Published {date_text(totals.first_day)} to {date_text(totals.last_day)}."
    else:
        yield "No article says when it was published."
    yield ""
    languages = ((language_name(c), f"{n:,}", share(n, whole)) for c, n, _ in facts.languages)
    yield from _table(("language", "articles", "share"), languages)
    yield ""
    sources = (
        (source.name, f"{source.articles:,}", f"{source.duplicates:,}")
        for source in facts.sources[:MOST_SOURCES]
    )
    yield from _table(("source", "articles", "copies"), sources)
    if totals.sources > MOST_SOURCES:
        yield ""
        yield f"and {totals.sources - MOST_SOURCES:,} smaller sources."


def _limits(facts: Facts) -> Iterator[str]:
    totals, whole = facts.totals, facts.totals.articles
    unsure = sum(count for _, _, count in facts.languages)
    known = dict(facts.known)
    yield "## Known limits"
    yield ""
    for count, text in (
        (totals.undated, "carry no date; it is never guessed"),
        (totals.flagged, "carry a date that cannot be; see `published_at_flag`"),
        (unsure, "have an unsure language; see `language_flag`"),
        (whole - known.get("publisher", 0), _NAMELESS),
    ):
        if count:
            yield f"- {share(count, whole)} of the articles {text}."
    yield (
        "- Near duplicates are found by shared wording: texts rewritten throughout, translations"
        " and very short texts are not recognised as copies."
    )
    yield "- The coverage is that of the raw files, not of the publishers."


_NAMELESS = "do not say who published them; the sources above are then hosts or folders"


def _licence(licence: str) -> Iterator[str]:
    yield "## Licence"
    yield ""
    yield licence or (
        "Unknown. The texts belong to their publishers; set `licence` in `ingest.toml` to what is"
        " agreed with them."
    )


def _history(facts: Facts) -> Iterator[str]:
    yield "## Runs"
    yield ""
    rows = (
        (
            f"{run['started_at']:%Y-%m-%d %H:%M}",
            run["kind"],
            f"{run['files_taken']:,}",
            f"{run['articles']:,}",
            f"{run['duplicates']:,}",
            f"{run['quarantined']:,}",
        )
        for run in facts.runs[:MOST_RUNS]
    )
    heads = ("started (UTC)", "kind", "files", "articles", "duplicates", "quarantined")
    yield from _table(heads, rows)


def _columns() -> Iterator[str]:
    """The data dictionary, one level down."""
    for line in data_dictionary().splitlines():
        if not line.startswith("Schema version"):
            yield f"#{line}" if line.startswith("#") else line


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(heads)
    yield f"| {' | '.join(names)} |"
    yield "|" + "---|" * len(names)
    for row in rows:
        yield f"| {' | '.join(_plain(text) for text in row)} |"


def _plain(text: str) -> str:
    r"""Write a name so that Markdown shows it and does nothing with it.

    >>> _plain("a|b\n<i>[x](y)")
    'a\\|b &lt;i>\\[x\\](y)'
    """
    line = shorten(" ".join(text.split()), 160).replace("\\", "\\\\").replace("<", "&lt;")
    for sign in "|[]*_`":
        line = line.replace(sign, f"\\{sign}")
    return line
