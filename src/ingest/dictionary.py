"""The data dictionary, generated from the schema."""

import pyarrow as pa

from ingest.article import REASONS
from ingest.schema import DATASETS, SCHEMA_VERSION

__all__ = ["data_dictionary"]

_WHAT = {
    "articles": "One row per distinct article.",
    "duplicates": "One row per record that is not published because another stands for it.",
    "quarantine": "One row per file or record that is kept for a person.",
    "files": "One row per version of a raw file that a run took.",
    "runs": "One row per run that changed something.",
}


def data_dictionary() -> str:
    """Describe every dataset and column as Markdown.

    >>> data_dictionary().startswith("# Data dictionary")
    True
    """
    lines = [
        "# Data dictionary",
        "",
        (
            f"Schema version {SCHEMA_VERSION}. Generated from `src/ingest/schema.py` by"
            " `ingest dictionary > docs/data-dictionary.md`; do not edit."
        ),
        "",
        (
            "Every dataset also has the partition column `ingest_date`: the UTC day of the run that"
            " took the row. It is a date for DuckDB, Polars and `open_dataset`;"
            " `pandas.read_parquet` reads it as categories of text."
        ),
    ]
    for name, schema in DATASETS.items():
        lines += ["", f"## {name}", "", _WHAT[name], "", "| column | type | null | meaning |"]
        lines += ["|---|---|---|---|", *(_row(field) for field in schema)]
    lines += ["", "## Reasons of quarantine", "", "| reason | meaning |", "|---|---|"]
    lines += [f"| {reason} | {meaning} |" for reason, meaning in REASONS.items()]
    return "\n".join(lines) + "\n"


def _row(field: pa.Field) -> str:
    text = field.metadata[b"description"].decode()
    null = "yes" if field.nullable else ""
    return f"| {field.name} | {_kind(field.type)} | {null} | {text} |"


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_dictionary(kind):
        return "string (dictionary)"
    if pa.types.is_list(kind):
        return f"list of {_kind(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "(" + ", ".join(f"{field.name} {field.type}" for field in kind) + ")"
    return str(kind)
