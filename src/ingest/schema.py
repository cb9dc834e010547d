"""The one definition of every dataset: Parquet metadata, dictionary and checks come from it."""

import pyarrow as pa

from ingest import describe
from ingest.fields import CATEGORY, TIMESTAMP, field

__all__ = [
    "ARTICLES",
    "DATASETS",
    "DUPLICATES",
    "FILES",
    "QUARANTINE",
    "RECORD",
    "RUNS",
    "SCHEMA_VERSION",
]

SCHEMA_VERSION = 1
"""Raised when a column changes its meaning or goes; a new column alone does not raise it."""

_REMOVED = pa.list_(
    pa.struct(
        [
            pa.field("rule", pa.string(), nullable=False),
            pa.field("start", pa.int32(), nullable=False),
            pa.field("end", pa.int32(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
        ]
    )
)
_STRINGS = pa.list_(pa.string())

_IDENTITY = [
    field(
        "article_id",
        pa.string(),
        "Names a text: the first 128 bits of content_hash in hex. Exact copies share it, on every"
        " machine and in every run; unique in `articles`.",
    ),
    field("content_hash", pa.string(), "SHA-256 of the normalised body, in hex."),
    field("run_id", CATEGORY, "The run that took the record; joins with `runs`."),
    field("ingested_at", TIMESTAMP, "When that run started (UTC)."),
]
_PROVENANCE = [
    field("source_path", pa.string(), "Raw file, relative to RAW; `archive!/member` inside one."),
    field(
        "source_format",
        CATEGORY,
        "What the reader took it for, for example text or html.",
    ),
    field("record_index", pa.int32(), "Which record of the raw file, counted from 0."),
    field("raw_hash", pa.string(), "SHA-256 of the raw file's bytes, in hex."),
    field("encoding", CATEGORY, "Encoding the text was decoded with."),
    field("read_flags", _STRINGS, "What was noticed in reading, e.g. mojibake_repaired."),
    field("url", pa.string(), "Address the source gives for the article.", null=True),
]
_ANATOMY = [
    field("headline", pa.string(), "Headline as printed, without publisher suffixes.", null=True),
    field("teaser", pa.string(), "Teaser or standfirst as printed.", null=True),
    field("dateline", pa.string(), "Place, day and agency as printed before the body.", null=True),
    field("byline", pa.string(), "Byline as printed.", null=True),
    field("authors", _STRINGS, "Names of persons in the byline; no roles, no addresses."),
    field("publisher", pa.string(), "Who published it, by the source's own word.", null=True),
    field("credit", pa.string(), "Credit, agency or copyright line as printed.", null=True),
    field("syndicated_from", pa.string(), "Where the text says it was taken from.", null=True),
    field("notes", _STRINGS, "Corrections and editor's notes, as printed."),
    field("body", pa.large_string(), "Clean text; paragraphs are separated by one blank line."),
    field(
        "removed",
        _REMOVED,
        "Every cut: the rule, its span [start, end) in characters of the decoded raw text, and"
        " the text itself.",
    ),
    field("mended", _STRINGS, "Cleaning steps that changed characters of the body."),
]
_TIME = [
    field("published_at", TIMESTAMP, "When it was published (UTC); null if unknown.", null=True),
    field("published_at_source", CATEGORY, "Where that was read; `none` if nowhere."),
    field(
        "published_at_flag",
        CATEGORY,
        "future (after the run), too_old (before 1900), no_zone (read as UTC); null if sound.",
        null=True,
    ),
]
RECORD = pa.schema([*_IDENTITY, *_PROVENANCE, *_ANATOMY, *_TIME, *describe.FIELDS])
"""What is known of every readable record, whether it is published or a duplicate."""

ARTICLES = pa.schema(
    [
        *RECORD,
        field(
            "cluster_size",
            pa.int32(),
            "Members of the article's cluster, itself included, when this row was written.",
        ),
    ]
)
"""One row per distinct article."""

DUPLICATES = pa.schema(
    [
        *RECORD,
        field("duplicate_of", pa.string(), "article_id of the representative in `articles`."),
        field("kind", CATEGORY, "exact, near, update or syndicated."),
        field("jaccard", pa.float32(), "Jaccard similarity of the 5-token shingles, 0 to 1."),
        field(
            "containment",
            pa.float32(),
            "Share of the shorter text's shingles that the longer one holds, 0 to 1.",
        ),
        field("numbers", pa.float32(), "Share of the shorter text's numbers the other one holds."),
        field("shared_keys", pa.int32(), "Band keys the two share, of 24."),
        field("algorithm_version", pa.int32(), "Version of the fingerprint that found it."),
    ]
)
"""One row per record that is not published because `duplicate_of` stands for it."""

QUARANTINE = pa.schema(
    [
        field("source_path", pa.string(), "Raw file, relative to RAW; `archive!/member` inside."),
        field("record_index", pa.int32(), "Which record of the file; -1 is the whole file."),
        field("source_format", CATEGORY, "What it was taken for; `unknown` before that."),
        field("stage", CATEGORY, "Where it stopped: discover, read, anatomy, resolve."),
        field("reason", CATEGORY, "Reason code; the list is in the data dictionary."),
        field("detail", pa.string(), "The place, the limit or the parser's message."),
        field("raw_hash", pa.string(), "SHA-256 of the kept raw bytes; empty if unreadable."),
        field("excerpt", pa.string(), "The first characters of what could be read."),
        field("run_id", CATEGORY, "The run that set it aside."),
        field("quarantined_at", TIMESTAMP, "When that run started (UTC)."),
    ]
)
"""One row per file or record that is kept for a person."""

FILES = pa.schema(
    [
        field("source_path", pa.string(), "Path relative to RAW; odd bytes stand as \\xNN."),
        field("size", pa.int64(), "Bytes."),
        field("mtime_ns", pa.int64(), "Modification time, nanoseconds since 1970."),
        field("raw_hash", pa.string(), "SHA-256 of its bytes; empty if unreadable."),
        field("outcome", CATEGORY, "taken, unchanged (same bytes, new time) or quarantined."),
        field("reason", CATEGORY, "Reason code when the whole file is quarantined.", null=True),
        field("records", pa.int32(), "Records found in it."),
        field("articles", pa.int32(), "Of these, published in `articles`."),
        field("duplicates", pa.int32(), "Of these, listed in `duplicates`."),
        field("quarantined", pa.int32(), "Of these, listed in `quarantine`."),
        field("unchanged", pa.int32(), "Of these, already taken from an earlier version of it."),
        field("run_id", CATEGORY, "The run that took it."),
        field("taken_at", TIMESTAMP, "When that run started (UTC)."),
    ]
)
"""One row per version of a raw file that a run took."""

_COUNTS = {
    "files_listed": "Entries found in RAW.",
    "files_taken": "Of these, taken by the run (files quarantined whole included).",
    "files_unchanged": "Of these, taken by an earlier run and unchanged since.",
    "files_waiting": "Of these, too young to be complete; left for the next run.",
    "records": "Records found in the files taken.",
    "articles": "Of these, published.",
    "duplicates": "Of these, duplicates.",
    "quarantined": "Of these, quarantined.",
    "unchanged": "Of these, already taken from an earlier version of the same file.",
}

RUNS = pa.schema(
    [
        field("run_id", pa.string(), "Names the run; sorts behind those before it."),
        field(
            "kind",
            CATEGORY,
            "run, backfill, takedown, correct, compact, rebuild, reindex, restore, rollback.",
        ),
        field("started_at", TIMESTAMP, "When it started (UTC)."),
        field("finished_at", TIMESTAMP, "When its data were staged, just before the commit."),
        *(field(name, pa.int64(), text) for name, text in _COUNTS.items()),
        field("settings_hash", pa.string(), "SHA-256 of the settings, in hex."),
        field("settings", pa.string(), "The settings, as JSON."),
        field("versions", pa.string(), "Versions of program and libraries, as JSON."),
        field("timings", pa.string(), "Seconds per stage, as JSON."),
        field("detail", pa.string(), "What a person said about it, e.g. a takedown's reason."),
        field(
            "volumes",
            pa.string(),
            "What came per source and language, as JSON: `cells` of source, language, records,"
            " duplicates, sum and sum of squares of ln(length), and `folders` of folder, records,"
            " quarantined.",
            null=True,
        ),
        field(
            "findings",
            pa.string(),
            "Where volume, length, language, duplicates or quarantine differ from the past, as"
            " JSON; see `ingest.completeness.Finding`.",
            null=True,
        ),
    ]
)
"""One row per run that changed something."""

DATASETS: dict[str, pa.Schema] = {
    "articles": ARTICLES,
    "duplicates": DUPLICATES,
    "quarantine": QUARANTINE,
    "files": FILES,
    "runs": RUNS,
}
