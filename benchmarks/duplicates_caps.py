"""What the caps on candidates cost as a corpus of resampled real articles grows.

    python benchmarks/duplicates_caps.py DATA [--check] [--sizes 100000 1000000] [--new 5000]

An article is 6 to 60 sentences of one language. Every fifth is a sentence of a real article, which
at a million articles stands in some forty; the others are put together from pieces of seven words.
In every third article the closing paragraph of its source follows, which thousands share: far more
is shared than in real news. Of a night of new articles half are known ones
with a tenth left out and another closing paragraph. The night is decided with
the caps as they are, and with caps eight times as large: how many known articles are compared with
each new one, and which share of the copies is found.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from corpus import read_pools
from duplicates_common import SETTINGS
from measures_floors import finish

from ingest import dedup, index
from ingest.index import lookup
from ingest.kernels.minhash import fingerprint
from ingest.keys import ENTRIES, format_ids

CHUNK = 50_000
SOURCES = 40
"""Sources of a language, each with a closing paragraph of its own."""
CLOSED = 0.3
LEFT_OUT = 0.1
WHOLE, PARTS, PIECE = 0.2, 3, 7
"""Share of whole sentences; pieces in the place of another, and their words."""
WIDER = 8
FEWEST_SENTENCES = 500
UNSPACED = frozenset({"zh", "ja"})
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])|(?<=[。！？])")

Array = npt.NDArray[np.int64]


class Stock(NamedTuple):
    """Real sentences and pieces of them, and where each language begins; closing paragraphs."""

    pieces: pa.Array
    sentences: Array
    fragments: Array
    closings: pa.Array


class Drawn(NamedTuple):
    """Articles: numbers of pieces on end, n + 1 offsets, and the closing of each or -1."""

    pieces: Array
    offsets: Array
    closings: Array


def read_stock(data: Path) -> Stock:
    """Cut the real articles of every language into sentences, and those into pieces."""
    pieces: list[str] = []
    closings: list[str] = []
    sentences, fragments = [], []
    for language, pool in read_pools(data).items():
        if language in UNSPACED:
            continue
        own = {s for paragraph in pool.paragraphs for s in _ENDS.split(paragraph) if len(s) > 30}
        if len(own) >= FEWEST_SENTENCES:
            sentences.append((len(pieces), len(pieces) + len(own)))
            pieces += sorted(own)
            cut = sorted({piece for sentence in own for piece in _cut(sentence)})
            fragments.append((len(pieces), len(pieces) + len(cut)))
            pieces += cut
            long = sorted(p for p in set(pool.paragraphs) if 20 < len(p.split()) < 50)
            closings += (long * SOURCES)[:SOURCES]
    return Stock(pa.array(pieces), np.array(sentences), np.array(fragments), pa.array(closings))


def _cut(sentence: str) -> Iterator[str]:
    words = sentence.split()
    for at in range(0, len(words) - PIECE + 1, PIECE):
        yield " ".join(words[at : at + PIECE])


def draw(stock: Stock, first: int, count: int) -> Drawn:
    """Draw articles; the same arguments give the same ones."""
    chance = np.random.default_rng([first, count])
    language = chance.integers(0, len(stock.sentences), count)
    lengths = np.clip(chance.lognormal(2.8, 0.5, count), 6, 60).astype(np.int64)
    whole = chance.random(lengths.sum()) < WHOLE
    parts = np.where(whole, 1, PARTS)
    ranges = np.where(
        np.repeat(whole, parts)[:, None],
        stock.sentences[np.repeat(np.repeat(language, lengths), parts)],
        stock.fragments[np.repeat(np.repeat(language, lengths), parts)],
    )
    spread = chance.random(len(ranges)) * (ranges[:, 1] - ranges[:, 0])
    ends = np.concatenate([[0], np.cumsum(parts)])[np.concatenate([[0], np.cumsum(lengths)])]
    closing = language * SOURCES + chance.integers(0, SOURCES, count)
    closing[chance.random(count) >= CLOSED] = -1
    return Drawn(ranges[:, 0] + spread.astype(np.int64), ends, closing)


def edited(drawn: Drawn, stock: Stock, chance: np.random.Generator) -> Drawn:
    """Leave out a tenth in the middle, and close every article otherwise."""
    count = len(drawn.pieces)
    begin = chance.integers(0, max(1, count - int(count * LEFT_OUT)))
    kept = np.delete(drawn.pieces, np.s_[begin : begin + int(count * LEFT_OUT)])
    closing = chance.integers(0, len(stock.closings), 1)
    return Drawn(kept, np.array([0, len(kept)]), closing)


def write(drawn: Drawn, stock: Stock) -> pa.Array:
    """Print articles: the pieces, and the closing paragraph after a blank line."""
    offsets = pa.array(drawn.offsets, pa.int32())
    bodies = pc.binary_join(pa.ListArray.from_arrays(offsets, stock.pieces.take(drawn.pieces)), " ")
    closed = pa.array(np.maximum(drawn.closings, 0), mask=drawn.closings < 0)
    ends = pc.binary_join_element_wise("\n\n", stock.closings.take(closed), "")
    return pc.binary_join_element_wise(bodies, pc.fill_null(ends, ""), "").cast(pa.large_string())


def ids_of(first: int, count: int) -> npt.NDArray[np.uint64]:
    """Ids of articles by their numbers."""
    number = np.arange(first, first + count, dtype=np.uint64)
    return np.stack([number * np.uint64(0x9E3779B97F4A7C15), number], axis=1)


def publish(stock: Stock, known: int, folder: Path) -> None:
    """Index the articles 0 to `known`, merged into one run."""
    for first in range(0, known, CHUNK):
        bodies = write(draw(stock, first, CHUNK), stock)
        prints = pa.Table.from_batches([fingerprint(bodies)])
        entries = _entries(prints, bodies, first)
        _forget(index.extend(index.open_index(folder), folder, entries), folder)
    opened = index.open_index(folder)
    if len(opened.runs) > 1:
        _forget(index.merge(opened, folder), folder)


def _forget(change: index.IndexChange, folder: Path) -> None:
    for name in change.removed:
        (folder / name).unlink()


def _entries(prints: pa.Table, bodies: pa.Array, first: int) -> pa.Table:
    count = len(bodies)
    zeros = pa.array(np.zeros(count, np.int64))
    ids = ids_of(first, count)
    columns = {
        "family": pa.DictionaryArray.from_arrays(zeros.cast(pa.int32()), ["article"]),
        "id": format_ids(ids),
        "record": pa.array(ids[:, 0]),
        "chars": pc.utf8_length(bodies),
        **{name: prints[name] for name in prints.column_names},
    }
    arrays = [columns.get(field.name, zeros) for field in ENTRIES]
    pairs = zip(arrays, ENTRIES, strict=True)
    return pa.table([array.cast(field.type) for array, field in pairs], schema=ENTRIES)


def night(stock: Stock, known: int, new: int) -> tuple[pa.Table, list[str]]:
    """Draw a night, and say of which known article each of its first half is a copy."""
    chance = np.random.default_rng(known)
    of = chance.choice(known // CHUNK, new // 2) * CHUNK + chance.integers(0, CHUNK, new // 2)
    copies = [edited(_one(stock, int(number)), stock, chance) for number in of]
    bodies = [write(copy, stock) for copy in copies]
    bodies.append(write(draw(stock, 1 << 40, new - new // 2), stock))
    texts = pa.concat_arrays(bodies)
    prints = pa.Table.from_batches([fingerprint(texts)])
    nothing = pa.nulls(new, pa.string())
    columns = {
        "article_id": format_ids(ids_of(1 << 40, new)),
        "source_path": pa.array([f"new/{number}" for number in range(new)]),
        "record_index": pa.array(np.zeros(new, np.int32)),
        **dict.fromkeys(("url", "publisher", "credit"), nothing),
        "published_at": pa.nulls(new, pa.timestamp("us", tz="UTC")),
        "char_count": pc.utf8_length(texts).cast(pa.int32()),
    }
    for name, column in columns.items():
        prints = prints.append_column(name, column)
    ids = np.concatenate([ids_of(int(number), 1) for number in of])
    return prints, format_ids(ids).to_pylist()


def _one(stock: Stock, number: int) -> Drawn:
    """Draw one known article again."""
    first = number // CHUNK * CHUNK
    chunk = _chunks(stock, first)
    at = number - first
    begin, end = chunk.offsets[at : at + 2]
    return Drawn(chunk.pieces[begin:end], np.array([0, end - begin]), chunk.closings[at : at + 1])


_DRAWN: dict[int, Drawn] = {}


def _chunks(stock: Stock, first: int) -> Drawn:
    if first not in _DRAWN:
        _DRAWN[first] = draw(stock, first, CHUNK)
    return _DRAWN[first]


def measure(keys: pa.Table, originals: list[str], folder: Path) -> Iterator[tuple[str, float]]:
    """Decide a night: comparisons for each article, copies found, new texts called copies."""
    before = time.process_time()
    decided = dedup.resolve(keys, index.open_index(folder), SETTINGS)
    yield "cpu_ms", 1e3 * (time.process_time() - before) / len(keys)
    yield "compared", decided.compared / len(keys)
    of = decided.table["duplicate_of"].to_pylist()
    half = len(originals)
    right = sum(found == wanted for found, wanted in zip(of, originals, strict=False))
    yield "found", sum(found is not None for found in of[:half]) / half
    yield "found_itself", right / half
    yield "wrong", sum(found is not None for found in of[half:]) / (len(of) - half)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--new", type=int, default=5_000)
    args = parser.parse_args()
    stock = read_stock(args.data)
    print(f"{len(stock.pieces):,} sentences and pieces of {len(stock.sentences)} languages")
    caps = lookup.MAX_CANDIDATES, lookup.MAX_POSTINGS
    figures: dict[str, float] = {}
    for known in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            publish(stock, known, Path(folder))
            keys, originals = night(stock, known, args.new)
            for label, times in (("", 1), ("wider.", WIDER)):
                lookup.MAX_CANDIDATES, lookup.MAX_POSTINGS = (cap * times for cap in caps)
                for name, value in measure(keys, originals, Path(folder)):
                    figures[f"duplicates.caps.{known}.{label}{name}"] = value
        _DRAWN.clear()
    finish(figures, check=args.check)


if __name__ == "__main__":
    main()
