"""The index asked by all workers: each answers for one range of keys, and holds no more than that.

A question is sorted by what it is looked up by (record, text, band key, article) and cut into
shards of a fixed size, so that the shards, and with them every result, are the same whoever answers
them. A shard's lookups lie side by side in the sorted files: a worker reads that part of the index
only. Questions and answers travel as files in the run's staging folder.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ingest import index
from ingest.kernels.pairs import COLUMNS, Signatures, take_signatures
from ingest.kernels.postings import sort_keys
from ingest.keys import Articles, Candidates, Ids, Texts, Verified

__all__ = ["Crew", "SpreadIndex", "answer"]

Array = npt.NDArray[Any]
Columns = Mapping[str, Array]


class Crew(Protocol):
    """Those who work on shards."""

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run a function in a worker and wait for it."""

    def map(self, function: Callable[..., Any], items: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """Run a function over argument tuples; results come as they are ready."""


def answer(folder: Path | None, verb: str, question: Path) -> Path:
    """Answer one shard of a question from the index in a folder.

    Args:
        folder: of the index.
        verb: one of `_VERBS`.
        question: columns as `numpy.savez` writes them; the answer's file is laid beside it.
    """
    with np.load(question) as columns:
        answered = _VERBS[verb](index.open_index(folder), columns)
    path = question.with_suffix(".answer.npz")
    np.savez(path, allow_pickle=False, **answered)
    return path


def _records(known: index.Index, asked: Columns) -> dict[str, Array]:
    return {"found": known.find_records(asked["hashes"])}


def _texts(known: index.Index, asked: Columns) -> dict[str, Array]:
    return dict(known.find_texts(asked["ids"])._asdict())


def _probe(known: index.Index, asked: Columns) -> dict[str, Array]:
    rows, handles = known.probe(asked["keys"], asked["rows"])
    return {"rows": rows, "handles": handles}


def _verify(known: index.Index, asked: Columns) -> dict[str, Array]:
    signatures = Signatures(*(asked[name] for name in Signatures._fields))
    verified = known.verify(signatures, asked["rows"], asked["handles"], asked["rules"])
    return dict(verified._asdict())


_VERBS: Mapping[str, Callable[[index.Index, Columns], dict[str, Array]]] = {
    "records": _records,
    "texts": _texts,
    "probe": _probe,
    "verify": _verify,
}


@dataclass(frozen=True)
class SpreadIndex:
    """Answers as `known` does, by the work of a crew.

    Attributes:
        known: the index.
        crew: the workers, who see the index and `staging` under the same paths.
        staging: for questions and answers; made when needed.
        shard: so many keys, records, texts or pairs are one task; a question that is no larger is
            answered at once.
    """

    known: index.Index
    crew: Crew
    staging: Path
    shard: int

    def find_records(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Say which records were taken by an earlier run."""
        if self._is_small(hashes.size):
            return self.known.find_records(hashes)
        order = np.argsort(hashes)
        found = np.empty(hashes.size, np.bool_)
        shards = [{"hashes": hashes[part]} for part in self._parts(order)]
        found[order] = np.concatenate([each["found"] for each in self._ask("records", shards)])
        return found

    def find_texts(self, ids: Ids) -> Texts:
        """Say what is known of texts, and which article stands for them now."""
        if self._is_small(len(ids)):
            return self.known.find_texts(ids)
        order = np.lexsort((ids[:, 1], ids[:, 0]))
        answers = self._ask("texts", [{"ids": ids[part]} for part in self._parts(order)])
        back = np.argsort(order)
        return Texts(
            *(np.concatenate([each[name] for each in answers])[back] for name in Texts._fields)
        )

    def find_candidates(self, keys: npt.NDArray[np.uint64]) -> Candidates:
        """Find the published articles that share band keys with texts ([n, BANDS] keys)."""
        if self._is_small(keys.size):
            return self.known.find_candidates(keys)
        flat, rows = sort_keys(keys, np.arange(len(keys)))
        shards = [
            {"keys": flat[part], "rows": rows[part]} for part in self._parts(np.arange(flat.size))
        ]
        answers = self._ask("probe", shards)
        return index.rank_candidates(
            np.concatenate([each["rows"] for each in answers]),
            np.concatenate([each["handles"] for each in answers]),
        )

    def verify(
        self,
        signatures: Signatures,
        rows: npt.NDArray[np.int64],
        handles: npt.NDArray[np.int64],
        rules: npt.NDArray[np.float64],
    ) -> Verified:
        """Measure pairs of a row of `signatures` and a candidate."""
        if rows.size <= self.shard:
            return self.known.verify(signatures, rows, handles, rules)
        parts = list(self._parts(np.argsort(handles, kind="stable")))
        shards = []
        for part in parts:
            wanted, which = np.unique(rows[part], return_inverse=True)
            columns = take_signatures(signatures, wanted)._asdict()
            shards.append(columns | {"rows": which, "handles": handles[part], "rules": rules})
        measures = np.empty((rows.size, len(COLUMNS)))
        accepted = np.empty(rows.size, np.bool_)
        for part, each in zip(parts, self._ask("verify", shards), strict=True):
            measures[part], accepted[part] = each["measures"], each["accepted"]
        return Verified(measures, accepted)

    def read_articles(self, handles: npt.NDArray[np.int64]) -> Articles:
        """Read what is kept of the articles that are matched."""
        return self.known.read_articles(handles)

    def _is_small(self, size: int) -> bool:
        """Say whether a question is answered at once: it is small, or nothing is known."""
        return size <= self.shard or not self.known.runs

    def _parts(self, order: Array) -> Iterator[Array]:
        """Cut what is sorted into shards."""
        for first in range(0, order.size, self.shard):
            yield order[first : first + self.shard]

    def _ask(self, verb: str, shards: Iterable[Columns]) -> list[dict[str, Array]]:
        """Give every shard of a question to a worker; the answers come in the order of shards."""
        self.staging.mkdir(parents=True, exist_ok=True)
        questions = []
        for number, columns in enumerate(shards):
            questions.append(self.staging / f"{verb}-{number:06d}.npz")
            np.savez(questions[-1], allow_pickle=False, **columns)
        tasks = [(answer, self.known.folder, verb, question) for question in questions]
        answers = sorted(self.crew.map(self.crew.call, tasks))
        return [_read(path) for path in answers]


def _read(path: Path) -> dict[str, Array]:
    with np.load(path) as columns:
        return dict(columns)
