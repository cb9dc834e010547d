"""From clusters to one verdict per record."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.dedup.near import Clusters
from ingest.dedup.records import Records, TextGroups
from ingest.kernels.minhash import BANDS
from ingest.keys import DUPLICATE, UNKNOWN, Ids, Origin, Texts

__all__ = ["KINDS", "OUTCOMES", "Moves", "TextVerdicts", "Verdicts"]
__all__ += ["follow_moves", "judge_records", "judge_texts", "list_moves"]

Array = npt.NDArray[Any]

OUTCOMES = ("article", "duplicate", "unchanged", "taken_down")
ARTICLE, COPY, UNCHANGED, BARRED = range(len(OUTCOMES))
KINDS = ("exact", "near", "update", "syndicated")
EXACT, NEAR, UPDATE, SYNDICATED = range(len(KINDS))


class Verdicts(NamedTuple):
    """What was decided about n texts or records.

    Attributes:
        outcome: uint8 [n], place in `OUTCOMES`.
        of: the article that stands for each; its own id if that is published.
        kind: uint8 [n], place in `KINDS`.
        evidence: float32 [n, 3]: jaccard, containment, numbers.
        shared_keys: int32 [n].
    """

    outcome: npt.NDArray[np.uint8]
    of: Ids
    kind: npt.NDArray[np.uint8]
    evidence: npt.NDArray[np.float32]
    shared_keys: npt.NDArray[np.int32]


class TextVerdicts(NamedTuple):
    """What was decided about n distinct texts.

    Attributes:
        published: bool [n], whether it becomes an article.
        of: the article that stands for it; its own id if that is published, now or before.
        evidence: float32 [n, 3].
        shared_keys: int32 [n].
        origin: where its representative comes from.
        earlier: bool [n], whether that was published by an earlier run.
    """

    published: npt.NDArray[np.bool_]
    of: Ids
    evidence: npt.NDArray[np.float32]
    shared_keys: npt.NDArray[np.int32]
    origin: Origin
    earlier: npt.NDArray[np.bool_]


class Moves(NamedTuple):
    """Published articles that give way to one of the batch.

    Attributes:
        gone: their ids.
        verdicts: the same columns as those of a duplicate.
    """

    gone: Ids
    verdicts: Verdicts


def kinds_of(copies: Origin, stands: Origin, earlier: Array) -> npt.NDArray[np.uint8]:
    """Say in which way near duplicates are near, row by row.

    Args:
        copies: where the duplicates come from.
        stands: where their representatives come from.
        earlier: whether the representative was published by an earlier run; two records of one
            file are versions of each other only if the file came twice.
    """

    def known(name: str) -> Array:
        return np.asarray((getattr(copies, name) != 0) & (getattr(stands, name) != 0))

    same_url = known("url") & (copies.url == stands.url)
    same_path = known("path") & (copies.path == stands.path) & earlier
    other_publisher = known("publisher") & (copies.publisher != stands.publisher)
    other_credit = known("credit") & (copies.credit != stands.credit)
    kinds = np.where(other_publisher | other_credit, SYNDICATED, NEAR)
    return np.where(same_url | same_path, UPDATE, kinds).astype(np.uint8)


def list_moves(clusters: Clusters, records: Records, rows: Array) -> Moves:
    """List the published articles whose cluster has a new representative.

    Args:
        clusters: of the fresh texts.
        records: of the batch.
        rows: the record that stands for each fresh text.
    """
    root = clusters.stars.root
    places = np.arange(len(root) - len(clusters.known.ids), len(root))
    moved = np.flatnonzero(root[places] != places)
    nodes = places[moved]
    stands = rows[clusters.texts[root[nodes]]]
    earlier = np.ones(len(moved), np.bool_)
    verdicts = Verdicts(
        np.full(len(moved), COPY, np.uint8),
        records.ids[stands],
        kinds_of(clusters.known.origin.take(moved), records.origin.take(stands), earlier),
        clusters.stars.measures[nodes, :3].astype(np.float32),
        clusters.stars.shared[nodes],
    )
    return Moves(clusters.known.ids[moved], verdicts)


def judge_texts(
    clusters: Clusters, records: Records, groups: TextGroups, known: Texts
) -> TextVerdicts:
    """Decide about every distinct text.

    Args:
        clusters: of the texts that are not known.
        records: of the batch.
        groups: its distinct texts.
        known: what the index says of each of them.
    """
    texts = np.arange(len(groups.first))
    fresh = np.flatnonzero(known.status == UNKNOWN)
    root = clusters.stars.root[: len(clusters.texts) - len(clusters.known.ids)]
    joins = np.flatnonzero(root != np.arange(len(root)))
    of, evidence, shared = known.of.copy(), known.evidence.copy(), known.shared_keys.copy()
    exact = known.status != DUPLICATE
    evidence[exact], shared[exact] = 1.0, BANDS
    rows = groups.first[fresh]
    copies, stands = fresh[clusters.texts[joins]], clusters.texts[root[joins]]
    of[copies] = np.concatenate([records.ids[rows], clusters.known.ids])[stands]
    evidence[copies] = clusters.stars.measures[joins, :3]
    shared[copies] = clusters.stars.shared[joins]
    origin = Origin(*(np.where(exact, column[groups.first], 0) for column in records.origin))
    sources = zip(origin, records.origin, clusters.known.origin, strict=True)
    for column, here, there in sources:
        column[copies] = np.concatenate([here[rows], there])[stands]
    earlier = np.zeros(len(texts), np.bool_)
    earlier[copies] = stands >= len(fresh)
    published = (known.status == UNKNOWN) & (of == records.ids[groups.first]).all(1)
    return TextVerdicts(published, of, evidence, shared, origin, earlier)


def follow_moves(verdicts: TextVerdicts, moves: Moves) -> TextVerdicts:
    """Let duplicates of articles that gave way be duplicates of those that took their place."""
    if not len(moves.gone):
        return verdicts
    successors = {tuple(gone): place for place, gone in enumerate(moves.gone.tolist())}
    of, evidence = verdicts.of.copy(), verdicts.evidence.copy()
    shared = verdicts.shared_keys.copy()
    for text, stands in enumerate(verdicts.of.tolist()):
        place = successors.get(tuple(stands))
        if place is not None:
            if (verdicts.evidence[text] == 1.0).all():
                evidence[text] = moves.verdicts.evidence[place]
                shared[text] = moves.verdicts.shared_keys[place]
            of[text] = moves.verdicts.of[place]
    return verdicts._replace(of=of, evidence=evidence, shared_keys=shared)


def judge_records(
    texts: TextVerdicts, records: Records, groups: TextGroups, outcome: npt.NDArray[np.uint8]
) -> Verdicts:
    """Give every record of a text its verdict: the first may be published, the others are copies.

    Args:
        texts: what was decided about the distinct texts.
        records: of the batch.
        groups: which record has which text.
        outcome: of the records left out; `COPY` for the others.
    """
    if not len(groups.first):  # every record was set apart before
        return _no_verdicts(outcome)
    text = groups.of_record
    outcome = outcome.copy()
    outcome[groups.first[texts.published]] = ARTICLE
    stands = Origin(*(column[text] for column in texts.origin))
    kind = kinds_of(records.origin, stands, texts.earlier[text])
    kind[(texts.of[text] == records.ids).all(1)] = EXACT
    return Verdicts(outcome, texts.of[text], kind, texts.evidence[text], texts.shared_keys[text])


def _no_verdicts(outcome: npt.NDArray[np.uint8]) -> Verdicts:
    """Leave every record with the outcome that it has, and without evidence."""
    count = len(outcome)
    return Verdicts(
        outcome,
        np.zeros((count, 2), np.uint64),
        np.zeros(count, np.uint8),
        np.zeros((count, 3), np.float32),
        np.zeros(count, np.int32),
    )
