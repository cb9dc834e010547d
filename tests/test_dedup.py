"""Deciding: exact and near copies, in a batch and across nights, whatever the order."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import dedup, index
from ingest.fingerprints import ALGORITHM_VERSION
from ingest.settings import Settings
from writing import article, day, id_of, key_table, record

WHOLE = article(1, 300)
CUT = WHOLE[: int(len(WHOLE) * 0.85)]
OTHER = article(2, 300)
SHORT = article(3, 30)
REPORTS = (
    """{0} Plc said on Monday it bought back {1} of its own shares at {2} pence each. It now holds
    {3} shares in treasury.""",
    """An earthquake of magnitude {2} struck {1} km from {0} on Tuesday at {2} local time, the
    survey said. There were no reports of damage or casualties, and no warning was issued.""",
    """Yesterday {0} was named head of sales at {4}. The board of {4} said that {0} would begin in
    May and report to {5}, who leaves for {6} at the end of the year.""",
)


class Nights:
    """An index in a folder, and nights that extend it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    @property
    def index(self) -> index.Index:
        return index.open_index(self.folder)

    def learn(self, entries: pa.Table) -> None:
        change = index.extend(self.index, self.folder / "staging", entries)
        for path in change.added:
            path.rename(self.folder / path.name)
        for name in change.removed:
            (self.folder / name).unlink()

    def decide(self, rows: list[dict[str, Any]], keep: str = "first") -> dedup.Decisions:
        return dedup.resolve(key_table(rows), self.index, Settings(keep=keep))

    def night(self, *rows: dict[str, Any], keep: str = "first") -> list[dict[str, Any]]:
        decisions = self.decide(list(rows), keep)
        self.learn(decisions.entries)
        return decisions.table.to_pylist()


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path / "index")


def outcomes(rows: list[dict[str, Any]]) -> list[str]:
    return [row["outcome"] for row in rows]


def kinds(rows: list[dict[str, Any]]) -> list[str | None]:
    return [row["kind"] for row in rows]


def test_an_exact_copy_has_full_evidence(nights: Nights) -> None:
    first, copy, other = nights.night(record(WHOLE, "a"), record(WHOLE, "b"), record(OTHER, "c"))
    assert (first["outcome"], first["cluster_size"], first["duplicate_of"]) == ("article", 2, None)
    assert (other["outcome"], other["cluster_size"]) == ("article", 1)
    assert copy == {
        "outcome": "duplicate",
        "duplicate_of": id_of(WHOLE),
        "kind": "exact",
        "jaccard": 1.0,
        "containment": 1.0,
        "numbers": 1.0,
        "shared_keys": 24,
        "algorithm_version": ALGORITHM_VERSION,
        "cluster_size": None,
    }


def test_a_cut_copy_is_near_and_contained(nights: Nights) -> None:
    whole, cut = nights.night(record(WHOLE, "a"), record(CUT, "b"))
    assert whole["outcome"] == "article"
    assert (cut["kind"], cut["duplicate_of"]) == ("near", id_of(WHOLE))
    assert 0.75 < cut["jaccard"] < 0.95
    assert cut["containment"] > 0.97
    assert cut["shared_keys"] > 12


def test_copies_are_found_on_later_nights(nights: Nights) -> None:
    nights.night(record(WHOLE, "a"), record(OTHER, "b"))
    rows = nights.night(record(WHOLE, "c"), record(CUT, "d"), record(article(9, 200), "e"))
    assert outcomes(rows) == ["duplicate", "duplicate", "article"]
    assert kinds(rows) == ["exact", "near", None]
    assert {row["duplicate_of"] for row in rows[:2]} == {id_of(WHOLE)}


def test_a_copy_of_a_near_duplicate_is_a_duplicate_of_the_same_article(nights: Nights) -> None:
    nights.night(record(WHOLE, "a"), record(CUT, "b"))
    ((known),) = nights.night(record(CUT, "c"))
    assert known["duplicate_of"] == id_of(WHOLE)
    assert known["kind"] == "near"
    assert 0.75 < known["jaccard"] < 0.95


def test_the_same_night_again_changes_nothing(nights: Nights) -> None:
    rows = [record(WHOLE, "a"), record(WHOLE, "a", record_index=1), record(CUT, "b")]
    nights.night(*rows)
    decisions = nights.decide(rows)
    assert outcomes(decisions.table.to_pylist()) == ["unchanged"] * 3
    assert len(decisions.entries) == 0


def test_a_changed_file_gives_only_what_is_new(nights: Nights) -> None:
    nights.night(record(WHOLE, "a"), record(OTHER, "a", record_index=1))
    rows = nights.night(
        record(SHORT, "a"),
        record(WHOLE, "a", record_index=1),
        record(OTHER, "a", record_index=2),
        record(OTHER, "a", record_index=3),
    )
    assert outcomes(rows) == ["article", "unchanged", "unchanged", "duplicate"]


@given(st.permutations(range(9)), st.sampled_from(["first", "latest", "longest"]))
@settings(max_examples=25, deadline=None)
def test_order_makes_no_difference(order: list[int], keep: str) -> None:
    rows = [
        record(WHOLE, "a", published_at=day(3)),
        record(CUT, "b", published_at=day(2)),
        record(WHOLE, "c", published_at=day(5), publisher="Herald"),
        record(WHOLE[300:], "d"),
        record(OTHER, "e"),
        record(OTHER + " And a last word.", "f", published_at=day(4)),
        record(SHORT, "g"),
        record("!!!", "h"),
        record(OTHER, "i", url="https://example.com/i"),
    ]
    plain = dedup.resolve(key_table(rows), index.open_index(None), Settings(keep=keep))
    mixed = dedup.resolve(
        key_table([rows[place] for place in order]), index.open_index(None), Settings(keep=keep)
    )
    back = np.argsort(order)
    assert mixed.table.take(back).to_pylist() == plain.table.to_pylist()
    by = [("record", "ascending"), ("id", "ascending")]
    assert mixed.entries.sort_by(by).to_pylist() == plain.entries.sort_by(by).to_pylist()


@given(st.lists(st.integers(0, 2), min_size=6, max_size=6))
@settings(max_examples=15, deadline=None)
def test_clusters_are_the_same_however_files_fall_on_nights(
    tmp_path_factory: pytest.TempPathFactory, fall: list[int]
) -> None:
    texts = [WHOLE, CUT, WHOLE[200:], OTHER, OTHER[:-250], SHORT]
    nights = Nights(tmp_path_factory.mktemp("nights"))
    cluster = {}
    for number in range(3):
        rows = [record(texts[i], f"{i}") for i in range(6) if fall[i] == number]
        if rows:
            for row, decided in zip(rows, nights.night(*rows), strict=True):
                cluster[row["source_path"]] = decided["duplicate_of"] or id_of(row["body"])
    groups = [frozenset(p for p in cluster if cluster[p] == one) for one in cluster.values()]
    assert set(groups) == {frozenset("012"), frozenset("34"), frozenset("5")}


def test_the_earliest_stands_then_the_longest(nights: Nights) -> None:
    rows = nights.night(
        record(WHOLE, "a"), record(CUT, "b", published_at=day(2)), record(OTHER[:-200], "c"),
        record(OTHER, "d"),
    )  # fmt: skip
    assert outcomes(rows) == ["duplicate", "article", "duplicate", "article"]


def test_undated_texts_are_not_the_latest(nights: Nights) -> None:
    rows = nights.night(record(WHOLE, "a"), record(CUT, "b", published_at=day(2)), keep="latest")
    assert outcomes(rows) == ["duplicate", "article"]


@pytest.mark.parametrize(("keep", "moves"), [("first", False), ("latest", True), ("longest", True)])
def test_what_is_published_stands_or_gives_way(nights: Nights, keep: str, moves: bool) -> None:
    nights.night(record(CUT, "a", published_at=day(1)), record(CUT[200:], "m"), keep=keep)
    decisions = nights.decide([record(WHOLE, "b", published_at=day(2))], keep)
    (row,) = decisions.table.to_pylist()
    assert row["outcome"] == ("article" if moves else "duplicate")
    moved = [(row["article_id"], row["duplicate_of"]) for row in decisions.moves.to_pylist()]
    assert moved == ([(id_of(CUT), id_of(WHOLE))] if moves else [])
    nights.learn(decisions.entries)
    stands = id_of(WHOLE) if moves else id_of(CUT)
    rows = nights.night(record(CUT, "x"), record(CUT[200:], "y"), record(WHOLE, "z"), keep=keep)
    assert {row["duplicate_of"] for row in rows} == {stands}


def test_copies_of_one_that_gives_way_in_the_same_night_follow(nights: Nights) -> None:
    nights.night(record(CUT, "a"), keep="longest")
    rows = nights.night(record(CUT, "b"), record(WHOLE, "c"), keep="longest")
    assert outcomes(rows) == ["duplicate", "article"]
    assert (rows[0]["duplicate_of"], rows[0]["kind"]) == (id_of(WHOLE), "near")
    assert rows[0]["jaccard"] < 1


def test_kinds_tell_updates_and_syndicated_copies(nights: Nights) -> None:
    nights.night(record(WHOLE, "a", url="https://www.example.com/x?utm_source=f", publisher="Post"))
    rows = nights.night(
        record(CUT, "b", url="http://example.com/x/", publisher="Herald"),
        record(CUT + " x", "a"),
        record(CUT + " y", "c", publisher="Herald"),
        record(CUT + " z", "d", publisher="POST"),
        record(CUT + " v", "e", credit="AP"),
    )
    assert kinds(rows) == ["update", "update", "syndicated", "near", "near"]


def test_two_records_of_one_file_are_no_update(nights: Nights) -> None:
    rows = nights.night(record(WHOLE, "a"), record(CUT, "a", record_index=1))
    assert kinds(rows) == [None, "near"]


def test_a_growing_live_blog_does_not_chain(nights: Nights) -> None:
    posts = [article(100 + number, 60) for number in range(40)]
    snapshots = ["\n\n".join(posts[at : at + 10]) for at in range(0, 30, 2)]
    rows = nights.night(*(record(text, f"{n:02}") for n, text in enumerate(snapshots)))
    standing = {id_of(text): n for n, text in enumerate(snapshots)}
    reach = [abs(standing[row["duplicate_of"]] - n) for n, row in enumerate(rows) if row["kind"]]
    assert max(reach) <= 2
    assert outcomes(rows).count("article") >= 4


def test_shared_boilerplate_does_not_make_duplicates(nights: Nights) -> None:
    notice = article(77, 60)
    rows = nights.night(
        *(record(f"{article(n, 200)}\n\n{notice}", str(n)) for n in range(300, 420))
    )
    assert set(outcomes(rows)) == {"article"}


def test_a_copy_is_found_among_crowds_that_share_a_phrase(nights: Nights) -> None:
    notice = article(77, 60)
    crowd = [f"{article(n, 200)}\n\n{notice}" for n in range(300, 420)]
    nights.night(*(record(text, str(n)) for n, text in enumerate(crowd)))
    rows = nights.night(*(record(text[150:], f"copy {n}") for n, text in enumerate(crowd[:30])))
    assert [row["duplicate_of"] for row in rows] == [id_of(text) for text in crowd[:30]]


@pytest.mark.parametrize("report", REPORTS)
def test_reports_from_one_template_stay_apart(nights: Nights, report: str) -> None:
    rng = random.Random(4)
    names = [f"{a}{b}" for a in ("Al", "Ber", "Cor", "Dan", "El") for b in ("mont", "wick", "ford")]
    texts = [
        report.format(rng.choice(names), rng.randint(10, 99), round(rng.random() * 9, 2),
                      rng.randint(1000, 9999), *rng.sample(names, 3))
        for _ in range(60)
    ]  # fmt: skip
    texts = sorted(set(texts))
    rows = nights.night(*(record(text, str(n)) for n, text in enumerate(texts)))
    assert set(outcomes(rows)) == {"article"}


def misread(text: str, share: float) -> str:
    """Read so many letters wrong, as scanners do."""
    rng = random.Random(6)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(
        rng.choice(letters) if char.islower() and rng.random() < share else char for char in text
    )


def with_names(seed: int, words: int) -> str:
    """Write an article with a name of its own in every sentence, as news has them."""
    names = [word.capitalize() for word in article(1000 + seed, 200).split() if len(word) > 5]
    sentences = article(seed, words).split(".")
    return ".".join(f"{each} by {names[n]}" for n, each in enumerate(sentences))


def test_misread_copies_are_found(nights: Nights) -> None:
    texts = [with_names(seed, 400) for seed in range(20, 30)]
    nights.night(*(record(text, f"first {n}") for n, text in enumerate(texts)))
    rows = nights.night(*(record(misread(text, 0.02), str(n)) for n, text in enumerate(texts)))
    found = [row["duplicate_of"] == id_of(text) for row, text in zip(rows, texts, strict=True)]
    assert sum(found) >= 9


def test_a_copy_without_its_stops_is_found(nights: Nights) -> None:
    text = with_names(30, 300)
    bare = text.replace(".", "").replace(",", "")
    nights.night(record(text, "a"))
    assert outcomes(nights.night(record(bare, "b"))) == ["duplicate"]


def test_abridged_copies_are_found(nights: Nights) -> None:
    """Most of them: what is a fifth of a text shares no key with it one time in four."""
    texts = [with_names(seed, 600) for seed in range(30, 50)]
    nights.night(*(record(text, f"first {n}") for n, text in enumerate(texts)))
    rows = nights.night(
        *(record(text[: len(text) * 23 // 100], str(n)) for n, text in enumerate(texts))
    )
    found = [row["duplicate_of"] == id_of(text) for row, text in zip(rows, texts, strict=True)]
    assert sum(found) >= 12


def test_a_brief_stays_apart_from_the_roundup_that_holds_it(nights: Nights) -> None:
    briefs = [with_names(40 + n, 100) for n in range(8)]
    rows = nights.night(
        record("\n\n".join(briefs), "all"), *(record(text, str(n)) for n, text in enumerate(briefs))
    )
    assert set(outcomes(rows)) == {"article"}


def test_stories_over_the_same_background_stay_apart(nights: Nights) -> None:
    background = with_names(50, 160)
    rows = nights.night(
        *(record(f"{with_names(60 + n, 200)}\n\n{background}", str(n)) for n in range(9))
    )
    assert set(outcomes(rows)) == {"article"}


def test_ten_thousand_copies_cost_one_comparison_each() -> None:
    rows = [record(f"{WHOLE} {n}", str(n)) for n in range(400)]
    decisions = dedup.resolve(key_table(rows), index.open_index(None), Settings())
    assert outcomes(decisions.table.to_pylist()).count("article") == 1
    assert decisions.compared == 399


def test_a_text_taken_down_does_not_come_back(nights: Nights) -> None:
    nights.night(record(WHOLE, "a"), record(CUT, "b"), record(OTHER, "c"))
    nights.learn(dedup.take_down([id_of(WHOLE)]))
    rows = nights.night(record(WHOLE, "a"), record(WHOLE, "z"), record(OTHER, "y"))
    assert outcomes(rows) == ["taken_down", "taken_down", "duplicate"]
    assert rows[0]["duplicate_of"] is None
    rows = nights.night(record(CUT, "d"))
    assert outcomes(rows) == ["article"]


def test_a_removed_article_may_come_back(nights: Nights) -> None:
    nights.night(record(WHOLE, "a"))
    nights.learn(dedup.remove([id_of(WHOLE)]))
    assert outcomes(nights.night(record(CUT, "b"))) == ["article"]
    assert outcomes(nights.night(record(WHOLE, "c"))) == ["duplicate"]


def test_an_index_is_relearnt_from_the_datasets(tmp_path: Path) -> None:
    kept, lost = Nights(tmp_path / "kept"), Nights(tmp_path / "lost")
    rows = [
        record(WHOLE, "a", published_at=day(1), url="https://e.com/a"),
        record(WHOLE, "a", record_index=1),
        record(CUT, "b", publisher="Post"),
        record(OTHER, "c"),
        record(SHORT, "d"),
        record(CUT, "e"),
    ]
    decided = kept.night(*rows)
    table = key_table(rows).append_column(
        "body", pa.array([r["body"] for r in rows], pa.large_string())
    )
    for name in ("duplicate_of", "jaccard", "containment", "numbers", "shared_keys"):
        kind = pa.string() if name == "duplicate_of" else pa.float32()
        kind = pa.int32() if name == "shared_keys" else kind
        table = table.append_column(name, pa.array([row[name] for row in decided], kind))
    mask = pa.array([row["outcome"] == "article" for row in decided])
    lost.learn(dedup.relearn(table.filter(mask), table.filter(pa.compute.invert(mask))))
    later = [*rows, record(WHOLE[200:], "f"), record(CUT, "g"), record(OTHER[:-300], "h")]
    assert lost.night(*later) == kept.night(*later)


def test_an_empty_batch_is_decided() -> None:
    decisions = dedup.resolve(key_table([]), index.open_index(None), Settings())
    assert len(decisions.table) == len(decisions.entries) == len(decisions.moves) == 0
