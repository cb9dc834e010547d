"""How a column is declared: a name, an Arrow type, a description, and whether it may be null."""

import pyarrow as pa

__all__ = ["CATEGORY", "TIMESTAMP", "field"]

TIMESTAMP = pa.timestamp("us", tz="UTC")
CATEGORY = pa.dictionary(pa.int32(), pa.string())
"""Strings of which there are few: stored once in each file."""


def field(name: str, kind: pa.DataType, description: str, *, null: bool = False) -> pa.Field:
    """Declare a column; the description travels in the Parquet schema.

    >>> field("word_count", pa.int32(), "Words in the body.").metadata
    {b'description': b'Words in the body.'}
    """
    return pa.field(name, kind, nullable=null, metadata={"description": description})
