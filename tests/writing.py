"""Articles written by dice, and the key tables that deciding wants of them."""

import hashlib
import random
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from ingest.dedup.prints import read_signatures
from ingest.kernels.minhash import fingerprint
from ingest.kernels.pairs import Signatures

SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "lu",
    "mer",
    "nis",
    "tal",
    "ver",
    "kon",
    "ri",
    "sa",
    "to",
    "pel",
    "mun",
    "dra",
    "ve",
    "lo",
    "hin",
    "cas",
]


def article(seed: int, words: int) -> str:
    """Write so many words that no other seed writes, in sentences and paragraphs."""
    rng = random.Random(seed)
    written = []
    for place in range(words):
        word = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4)))
        written.append(word.capitalize() if place % 12 == 0 else word)
        if place % 12 == 11:
            written[-1] += ".\n\n" if place % 60 == 59 else "."
    return " ".join(written)


def record(body: str, path: str, **given: Any) -> dict[str, Any]:
    """Say what is known of one record; `given` are columns of the key table."""
    return {"body": body, "source_path": path, **given}


def id_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:32]


def key_table(rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Lay records out as the pipeline does."""
    table = pa.Table.from_batches([fingerprint(bodies(rows))])
    columns = {
        "article_id": [id_of(row["body"]) for row in rows],
        "record_index": [row.get("record_index", 0) for row in rows],
        "char_count": [len(row["body"]) for row in rows],
        "published_at": [row.get("published_at") for row in rows],
        **{name: [row.get(name) for row in rows] for name in TEXTS},
    }
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, TYPES.get(name, pa.string())))
    return table


TEXTS = ("source_path", "url", "publisher", "credit")
TYPES = {
    "record_index": pa.int32(),
    "char_count": pa.int32(),
    "published_at": pa.timestamp("us", tz="UTC"),
}


def bodies(rows: Sequence[dict[str, Any]]) -> pa.Array:
    return pa.array([row["body"] for row in rows], pa.large_string())


def signatures_of(texts: Sequence[str]) -> Signatures:
    table = pa.Table.from_batches([fingerprint(pa.array(texts, pa.large_string()))])
    return read_signatures(table, np.arange(len(texts)))[0]


def day(number: int) -> datetime:
    from datetime import UTC

    return datetime(2026, 3, number, 8, tzinfo=UTC)
