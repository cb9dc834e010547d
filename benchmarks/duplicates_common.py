"""What the benchmarks of duplicates share: bodies, key tables, decisions against an index."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from ingest import dedup, index
from ingest.article import Anatomy, RawArticle, RawFile
from ingest.kernels.minhash import fingerprint
from ingest.settings import Settings

SETTINGS = Settings()


def read_bodies(paths: Iterable[Path], root: Path) -> Iterator[tuple[str, str]]:
    """Yield source path and body of every article in the files, taken apart as in a run."""
    from ingest import anatomy
    from ingest.readers import read_file

    for path in paths:
        state = path.stat()
        name = str(path.relative_to(root))
        file = RawFile(name, str(path), state.st_size, state.st_mtime_ns)
        for raw in read_file(file, SETTINGS):
            if isinstance(raw, RawArticle):
                found = anatomy.dissect(raw, frozenset())
                if isinstance(found, Anatomy):
                    yield name, found.body


def key_table(bodies: Sequence[str], paths: Sequence[str]) -> pa.Table:
    """Lay bodies out as `dedup.resolve` wants them."""
    count = len(bodies)
    ids = [hashlib.sha256(" ".join(body.split()).encode()).hexdigest()[:32] for body in bodies]
    table = pa.Table.from_batches([fingerprint(pa.array(bodies, pa.large_string()))])
    nothing = pa.nulls(count, pa.string())
    columns = {
        "article_id": pa.array(ids, pa.string()),
        "source_path": pa.array(paths, pa.string()),
        "record_index": pa.array([0] * count, pa.int32()),
        "url": nothing,
        "publisher": nothing,
        "credit": nothing,
        "published_at": pa.nulls(count, pa.timestamp("us", tz="UTC")),
        "char_count": pa.array([len(body) for body in bodies], pa.int32()),
    }
    for name, column in columns.items():
        table = table.append_column(name, column)
    return table


def represented_by(keys: pa.Table, known: index.Index) -> list[str]:
    """Decide, and give for each row the id of the article that stands for it."""
    table = dedup.resolve(keys, known, SETTINGS).table
    pairs = zip(table["duplicate_of"].to_pylist(), keys["article_id"].to_pylist(), strict=True)
    return [of or own for of, own in pairs]


def nothing_known() -> index.Index:
    """Give the index before the first night."""
    return index.open_index(None)


def publish(keys: pa.Table, folder: Path) -> index.Index:
    """Make an index of a first night."""
    decisions = dedup.resolve(keys, nothing_known(), SETTINGS)
    index.extend(nothing_known(), folder, decisions.entries)
    return index.open_index(folder)


TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


def shingle_words(text: str, size: int = 5) -> list[str]:
    """Give the peers the tokens that suit each script, so that they are not beaten by splitting."""
    words = TOKEN.findall(text.lower())
    return [" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))]
