"""How much a run took in, per source and language: what the next nights are compared with.

It is kept in the `runs` dataset, one JSON document a run, so that comparing a night with sixty
others reads sixty rows and no article.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

__all__ = [
    "Cell",
    "Counting",
    "FolderCount",
    "Volumes",
    "add_up",
    "decode",
    "encode",
    "measure",
    "name_sources",
]

MOST_CELLS = 2_000
"""Beyond so many pairs of source and language, the smallest are counted together."""
OTHERS = "(other sources)"
_HOST = r"^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?(?:www\.)?(?P<host>[^/:?#]+)"


@dataclass(frozen=True, slots=True)
class Cell:
    """What came of one source in one language.

    Attributes:
        records: articles and duplicates.
        duplicates: of these, duplicates.
        log_length: sum of the natural logarithms of their lengths in characters.
        log_length_squared: sum of the squares of these.
    """

    source: str
    language: str
    records: int
    duplicates: int
    log_length: float
    log_length_squared: float


@dataclass(frozen=True, slots=True)
class FolderCount:
    """What came of one folder of RAW: records read, and how many of them are quarantined."""

    folder: str
    records: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Volumes:
    """What a run, or a day of runs, took in."""

    cells: tuple[Cell, ...] = field(default=())
    folders: tuple[FolderCount, ...] = field(default=())


class Counting:
    """Counts what a run took in, while its records come in pieces."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._cells: dict[tuple[str, str], list[float]] = {}
        self._read: Counter[str] = Counter()
        self._quarantined: Counter[str] = Counter()

    def add(self, records: pa.Table) -> None:
        """Count records.

        Args:
            records: one row per readable record: source_path, publisher, url, language, char_count
                and outcome ("article", "duplicate"; other outcomes are left out).
        """
        outcome = records["outcome"].cast(pa.string())
        taken = records.filter(pc.is_in(outcome, pa.array(["article", "duplicate"])))
        self._read += _tally(taken["source_path"])
        copies = pc.equal(taken["outcome"].cast(pa.string()), "duplicate")
        logs = pc.ln(pc.max_element_wise(taken["char_count"].cast(pa.float64()), 1.0)).to_numpy()
        cells = pa.table({"source": name_sources(taken), "language": _texts(taken["language"])})
        numbers, names = _number(cells)
        sums = np.array([self._cells.get(name, _NOTHING) for name in names]).reshape(-1, 4)
        for place, values in enumerate((1.0, copies.to_numpy().astype(float), logs, logs * logs)):
            np.add.at(sums[:, place], numbers, values)  # row by row, so that pieces do not tell
        self._cells.update(zip(names, sums.tolist(), strict=True))

    def set_aside(self, paths: pa.ChunkedArray) -> None:
        """Count quarantined files and records, by source_path."""
        self._quarantined += _tally(paths)

    def finish(self) -> Volumes:
        """Give what was counted."""
        cells = (
            Cell(source, language, int(n), int(d), round(x, 3), round(q, 3))
            for (source, language), (n, d, x, q) in self._cells.items()
        )
        return Volumes(_pool(cells), _count_folders(self._read, self._quarantined))


_NOTHING = [0.0, 0.0, 0.0, 0.0]


def measure(records: pa.Table, quarantine: pa.Table) -> Volumes:
    """Count what a run took in, as `Counting` does."""
    counting = Counting()
    counting.add(records)
    counting.set_aside(quarantine["source_path"])
    return counting.finish()


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _number(cells: pa.Table) -> tuple["np.ndarray[Any, Any]", list[tuple[str, str]]]:
    """Number the pairs of source and language; give the number of each row, and the pairs."""
    coded = [pc.dictionary_encode(column.combine_chunks()) for column in cells.columns]
    sources, languages = (list(column.dictionary.to_pylist()) for column in coded)
    source, language = (column.indices.to_numpy().astype(np.int64) for column in coded)
    pairs, numbers = np.unique(source * max(1, len(languages)) + language, return_inverse=True)
    found = (divmod(pair, len(languages)) for pair in pairs.tolist())
    return numbers, [(sources[one], languages[other]) for one, other in found]


def name_sources(records: pa.Table) -> pa.ChunkedArray:
    """Name the source of each record: its publisher, else the host of its url, else its folder.

    >>> name_sources(pa.table({
    ...     "publisher": ["The  Post", None, None],
    ...     "url": ["https://post.example/1", "https://www.mail.example:80/2", None],
    ...     "source_path": ["a/1.txt", "a/2.txt", "a/3.txt"]})).to_pylist()
    ['The Post', 'mail.example', 'a/']
    """
    publisher = pc.utf8_trim_whitespace(
        pc.replace_substring_regex(records["publisher"].cast(pa.string()), r"\s+", " ")
    )
    publisher = pc.if_else(pc.equal(publisher, ""), pa.scalar(None, pa.string()), publisher)
    host = pc.struct_field(pc.extract_regex(records["url"].cast(pa.string()), _HOST), "host")
    return pc.coalesce(publisher, pc.utf8_lower(host), _folders_of(records["source_path"]))


def _folders_of(paths: pa.ChunkedArray) -> pa.ChunkedArray:
    """Name the folder of RAW, and not the archive's, that a record lies in."""
    outer = pc.replace_substring_regex(paths, r"!/.*$", "")
    folders = pc.replace_substring_regex(outer, r"(?s)[^/]*$", "")
    return pc.if_else(pc.equal(folders, ""), "./", folders)


def _count_folders(read: Counter[str], quarantined: Counter[str]) -> tuple[FolderCount, ...]:
    counts = [
        FolderCount(name, read[name] + quarantined[name], quarantined[name])
        for name in sorted(quarantined.keys() | read.keys())
    ]
    return tuple(sorted(counts, key=lambda c: (-c.records, c.folder))[:MOST_CELLS])


def _tally(paths: pa.ChunkedArray) -> Counter[str]:
    counted = pc.value_counts(_folders_of(paths)).to_pylist()
    return Counter({row["values"]: row["counts"] for row in counted})


def _pool(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Order cells, the largest first, and count the small ones beyond the limit together."""
    ordered = sorted(cells, key=lambda cell: (-cell.records, cell.source, cell.language))
    kept, rest = ordered[: MOST_CELLS - 1], ordered[MOST_CELLS - 1 :]
    if len(rest) < 2:
        return tuple(ordered)
    pooled = _sum_cells(OTHERS, "", rest)
    return (*kept, pooled)


def _sum_cells(source: str, language: str, cells: Iterable[Cell]) -> Cell:
    cells = list(cells)
    return Cell(
        source,
        language,
        sum(cell.records for cell in cells),
        sum(cell.duplicates for cell in cells),
        round(sum(cell.log_length for cell in cells), 3),
        round(sum(cell.log_length_squared for cell in cells), 3),
    )


def add_up(several: Iterable[Volumes]) -> Volumes:
    """Add the volumes of several runs.

    >>> one = Volumes((Cell("a", "en", 2, 1, 12.0, 72.0),), (FolderCount("a/", 3, 1),))
    >>> add_up([one, one]).folders
    (FolderCount(folder='a/', records=6, quarantined=2),)
    """
    cells: dict[tuple[str, str], list[Cell]] = {}
    folders: dict[str, list[FolderCount]] = {}
    for volumes in several:
        for cell in volumes.cells:
            cells.setdefault((cell.source, cell.language), []).append(cell)
        for count in volumes.folders:
            folders.setdefault(count.folder, []).append(count)
    return Volumes(
        _pool(_sum_cells(*names, found) for names, found in cells.items()),
        tuple(
            FolderCount(name, sum(c.records for c in found), sum(c.quarantined for c in found))
            for name, found in sorted(folders.items())
        ),
    )


def encode(volumes: Volumes) -> str:
    """Write volumes as JSON: rows of numbers in the order of the fields."""
    cells = [
        [c.source, c.language, c.records, c.duplicates, c.log_length, c.log_length_squared]
        for c in volumes.cells
    ]
    folders = [[f.folder, f.records, f.quarantined] for f in volumes.folders]
    return json.dumps({"cells": cells, "folders": folders}, ensure_ascii=False)


def decode(text: str | None) -> Volumes:
    """Read what `encode` wrote; nothing was counted by runs older than this column."""
    if not text:
        return Volumes()
    found = json.loads(text)
    return Volumes(
        tuple(Cell(*row) for row in found["cells"]),
        tuple(FolderCount(*row) for row in found["folders"]),
    )
