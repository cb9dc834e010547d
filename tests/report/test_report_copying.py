"""Who repeats whom, counted over columns of numbers, against the same counted one by one."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articleids import format_ids
from ingest.report.copying import Copies, Originals, count_pairs, list_copied
from ingest.report.gather import NO_SOURCE, Names

ARTICLES, SOURCES = 5, ("Post", "Ledger", "Harbour News")
ROWS = st.lists(
    st.tuples(
        st.integers(0, ARTICLES - 1),
        st.integers(0, len(SOURCES) - 1),
        st.sampled_from([0.5, 0.75, 1.0]),
    ),
    min_size=1,
    max_size=40,
)
PUBLISHED_BY = st.lists(st.integers(-1, 1), min_size=ARTICLES, max_size=ARTICLES)


def copies_of(rows: list[tuple[int, int, float]]) -> Copies:
    names = Names()
    for name in SOURCES:
        names.number(name)
    of, source, jaccard = zip(*rows, strict=True)
    ids = np.array([(number, 7) for number in range(ARTICLES)], np.uint64)
    columns = np.array(of, np.int32), np.array(source, np.int32), np.array(jaccard, np.float32)
    return Copies(ids, *columns, names, {"exact": len(rows)})


def originals_of(published_by: list[int]) -> Originals:
    headlines = {number: f"Headline {number}" for number in range(ARTICLES)}
    return Originals(np.array(published_by, np.int32), ["Wire", "Agency"], headlines)


@given(ROWS, PUBLISHED_BY)
def test_pairs_are_counted_with_their_median_similarity(
    rows: list[tuple[int, int, float]], published_by: list[int]
) -> None:
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for of, source, jaccard in rows:
        if published_by[of] >= 0:
            found[("Wire", "Agency")[published_by[of]], SOURCES[source]].append(jaccard)
    pairs = count_pairs(copies_of(rows), originals_of(published_by))
    assert {(p.original, p.copier): (p.count, p.jaccard) for p in pairs} == {
        key: (len(values), pytest.approx(float(np.median(values)))) for key, values in found.items()
    }
    assert [p.count for p in pairs] == sorted((p.count for p in pairs), reverse=True)


@given(ROWS, PUBLISHED_BY)
def test_the_most_repeated_articles_come_first(
    rows: list[tuple[int, int, float]], published_by: list[int]
) -> None:
    copies = copies_of(rows)
    listed = list_copied(copies, originals_of(published_by))
    ids = format_ids(copies.originals).to_pylist()
    for row in listed:
        number = ids.index(row["id"])
        mine = [source for of, source, _ in rows if of == number]
        assert (row["records"], row["sources"]) == (len(mine), len(set(mine)))
        source = published_by[number]
        assert row["source"] == (("Wire", "Agency")[source] if source >= 0 else NO_SOURCE)
    most = max(sum(of == number for of, _, _ in rows) for number in range(ARTICLES))
    assert listed[0]["records"] == most
