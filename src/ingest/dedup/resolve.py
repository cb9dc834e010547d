"""Every record of a batch becomes article, duplicate, unchanged or taken down; by keys, no text.

1. Records that an earlier run took, and texts that were taken down, are set apart.
2. Records of one text are exact copies; the one published first stands for it.
3. Texts that are published, or known as near duplicates, are duplicates.
4. The rest is clustered with itself and with what is published.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.dedup.judge import (
    BARRED,
    COPY,
    KINDS,
    OUTCOMES,
    UNCHANGED,
    Moves,
    Verdicts,
    follow_moves,
    judge_records,
    judge_texts,
    list_moves,
)
from ingest.dedup.known import KnownKeys
from ingest.dedup.learn import learn_entries, with_fingerprints
from ingest.dedup.near import find_clusters
from ingest.dedup.records import group_texts, order_of, read_records
from ingest.fingerprints import ALGORITHM_VERSION
from ingest.keys import TAKEN_DOWN, UNKNOWN, Ids, format_ids
from ingest.memory import give_back
from ingest.settings import Settings

__all__ = ["Decisions", "resolve"]


@dataclass(frozen=True)
class Decisions:
    """What became of a batch.

    Attributes:
        table: one row per record, in its order: outcome, duplicate_of, kind, jaccard, containment,
            numbers, shared_keys, algorithm_version (null unless it is a duplicate), cluster_size
            (null unless it is an article).
        moves: published articles that give way (`keep` is latest or longest): article_id, and the
            columns of a duplicate. Its row goes to `duplicates`, and so must every row there
            whose duplicate_of it is be pointed to the new article.
        lessons: what the index must learn (`keys.LESSONS`).
        order: the records in the order of the rows of published files.
        compared: pairs of articles whose sketches were compared.
        keys: the batch, table by table.
    """

    table: pa.Table
    moves: pa.Table
    lessons: pa.Table
    order: npt.NDArray[np.int64]
    compared: int
    keys: Iterable[pa.Table]

    @property
    def entries(self) -> pa.Table:
        """The lessons with the fingerprints of all articles, for few: `keys.ENTRIES`."""
        return with_fingerprints(self.lessons, self.keys)


def resolve(keys: pa.Table | Iterable[pa.Table], known: KnownKeys, settings: Settings) -> Decisions:
    """Decide about every record of a batch; the order of the rows makes no difference.

    Args:
        keys: columns of `kernels.minhash.FINGERPRINT`, and article_id, source_path, record_index,
            url, publisher, credit, published_at, char_count. Tables are read several times, one
            after the other.
        known: everything earlier runs published.
        settings: `keep` is used.
    """
    tables = [keys] if isinstance(keys, pa.Table) else keys
    records = read_records(tables)
    give_back()
    texts = known.find_texts(records.ids)
    outcome = np.full(len(records.ids), COPY, np.uint8)
    outcome[known.find_records(records.hashes)] = UNCHANGED
    outcome[texts.status == TAKEN_DOWN] = BARRED
    groups = group_texts(records, np.flatnonzero(outcome == COPY))
    texts = texts.take(groups.first)
    fresh = groups.first[texts.status == UNKNOWN]
    clusters = find_clusters(tables, records, fresh, known, settings.keep)
    give_back()
    moves = list_moves(clusters, records, fresh)
    judged = follow_moves(judge_texts(clusters, records, groups, texts), moves)
    verdicts = judge_records(judged, records, groups, outcome)
    compared = clusters.candidates + clusters.stars.verified
    del clusters, texts, groups, judged
    lessons = learn_entries(records, verdicts, moves, fresh)
    order = order_of(records)
    del records
    give_back()
    return Decisions(_table(verdicts), _moves_table(moves), lessons, order, compared, tables)


def _table(verdicts: Verdicts) -> pa.Table:
    article, copy = verdicts.outcome == 0, verdicts.outcome == COPY
    columns = {"outcome": _category(verdicts.outcome, OUTCOMES), **_evidence(verdicts, ~copy)}
    sizes = _cluster_sizes(verdicts.of, article | copy)
    columns["cluster_size"] = pa.array(sizes, pa.int32(), mask=~article)
    return pa.table(columns)


def _cluster_sizes(of: Ids, settled: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """Count for each row those that are settled and have the same id."""
    order = np.lexsort(of.T[::-1])
    begins = np.ones(len(order), np.bool_)
    begins[1:] = (of[order[1:]] != of[order[:-1]]).any(axis=1)
    which = np.empty(len(order), np.int32)
    which[order] = np.cumsum(begins) - 1
    return np.bincount(which[settled], minlength=len(order) + 1).astype(np.int32)[which]


def _moves_table(moves: Moves) -> pa.Table:
    nothing = np.zeros(len(moves.gone), np.bool_)
    return pa.table({"article_id": format_ids(moves.gone), **_evidence(moves.verdicts, nothing)})


def _evidence(verdicts: Verdicts, mask: npt.NDArray[np.bool_]) -> dict[str, pa.Array]:
    """Lay out the columns of a duplicate, null where the mask is set."""
    version = np.full(len(mask), ALGORITHM_VERSION, np.int32)
    places = pa.array(np.cumsum(~mask) - 1, mask=mask)
    return {
        "duplicate_of": format_ids(verdicts.of[~mask]).take(places),
        "kind": _category(verdicts.kind, KINDS, mask),
        **{
            name: pa.array(verdicts.evidence[:, place], pa.float32(), mask=mask)
            for place, name in enumerate(("jaccard", "containment", "numbers"))
        },
        "shared_keys": pa.array(verdicts.shared_keys, pa.int32(), mask=mask),
        "algorithm_version": pa.array(version, pa.int32(), mask=mask),
    }


def _category(
    codes: npt.NDArray[np.uint8], names: tuple[str, ...], mask: npt.NDArray[np.bool_] | None = None
) -> pa.DictionaryArray:
    indices = pa.array(codes.astype(np.int32), mask=mask)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))
