"""The index against a plain model, its files, and what happens when they are damaged."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import dedup, index
from ingest.errors import StoreDamaged
from ingest.kernels.minhash import BANDS, FINGERPRINT, KEY_BITS
from ingest.keys import DUPLICATE, ENTRIES, PUBLISHED, TAKEN_DOWN, UNKNOWN, format_ids, parse_ids
from ingest.settings import Settings
from writing import article, key_table, record

SETTINGS = Settings()


def entries(rows: list[dict[str, object]]) -> pa.Table:
    """Lay out entries; an id is given as a number, a fingerprint by `text` or by `keys`."""
    plain = [
        {
            "record": 0,
            "published": 0,
            "chars": 9,
            **dict.fromkeys(("url", "path", "publisher", "credit"), 0),
            **dict.fromkeys(("jaccard", "containment", "numbers"), 0.5),
            "shared_keys": 3,
            **(print_of(row) if row["family"] == "article" else {}),
            **row,
            "id": hex_id(row["id"]),
            "of": hex_id(row["of"]) if "of" in row else None,
        }
        for row in rows
    ]
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in ENTRIES.names} for row in plain], schema=ENTRIES
    )


def hex_id(number: object) -> str:
    return f"{number:032x}"


def print_of(row: dict[str, object]) -> dict[str, object]:
    keys = row.get("keys") or [int(str(row["id"])) * 1000 + band for band in range(BANDS)]
    return {
        "band_keys": keys,
        "sketch": [int(str(row["id"]))] * len(range(FINGERPRINT.field("sketch").type.list_size)),
        "shingles": 100,
        "names": [0, 1],
        "number_hashes": list(range(int(str(row["id"])) % 5)),
    }


def ids(*numbers: int) -> np.ndarray:
    return parse_ids(pa.array([hex_id(number) for number in numbers]))


def learn(folder: Path, table: pa.Table) -> index.IndexChange:
    folder.mkdir(exist_ok=True)
    return take(folder, index.extend(index.open_index(folder), folder / "staging", table))


def take(folder: Path, change: index.IndexChange) -> index.IndexChange:
    for path in change.added:
        path.rename(folder / path.name)
    for name in change.removed:
        (folder / name).unlink()
    return change


def statuses(folder: Path, *numbers: int) -> list[int]:
    return index.open_index(folder).find_texts(ids(*numbers)).status.tolist()


def candidates(folder: Path, keys: list[list[int]]) -> list[tuple[int, int, int]]:
    """List (row, id, shared keys)."""
    opened = index.open_index(folder)
    found = opened.find_candidates(np.array(keys, np.uint64))
    known = opened.read_articles(found.handles)
    return list(
        zip(found.rows.tolist(), known.ids[:, 1].tolist(), found.shared.tolist(), strict=True)
    )


def keys_of(number: int, shared: int = BANDS) -> list[int]:
    own = [number * 1000 + band for band in range(shared)]
    return own + [10**9 + number * 1000 + band for band in range(BANDS - shared)]


def test_no_folder_is_an_empty_index(tmp_path: Path) -> None:
    for folder in (None, tmp_path / "missing", tmp_path):
        opened = index.open_index(folder)
        assert opened.articles == 0
        assert opened.find_texts(ids(1)).status.tolist() == [UNKNOWN]
        assert opened.find_records(np.array([1], np.uint64)).tolist() == [False]
        assert len(opened.find_candidates(np.array([keys_of(1)], np.uint64)).rows) == 0


def test_everything_learnt_is_found(tmp_path: Path) -> None:
    rows = [
        {"family": "article", "id": 1, "record": 11, "chars": 70, "published": 5, "url": 8},
        {"family": "article", "id": 2, "record": 12},
        {"family": "duplicate", "id": 3, "of": 1, "record": 13},
        {"family": "copy", "id": 1, "record": 14},
        {"family": "taken_down", "id": 9},
    ]
    change = learn(tmp_path / "i", entries(rows))
    opened = index.open_index(tmp_path / "i")
    assert (len(change.added), change.removed) == (1, ())
    assert opened.articles == 2
    texts = opened.find_texts(ids(3, 1, 9, 4, 2))
    assert texts.status.tolist() == [DUPLICATE, PUBLISHED, TAKEN_DOWN, UNKNOWN, PUBLISHED]
    assert texts.of[:2, 1].tolist() == [1, 1]
    assert texts.evidence[0].tolist() == [0.5, 0.5, 0.5]
    assert texts.shared_keys[0] == 3
    hashes = np.array([14, 15, 11, 13, 0], np.uint64)
    assert opened.find_records(hashes).tolist() == [True, False, True, True, False]
    assert candidates(tmp_path / "i", [keys_of(2, 5), keys_of(7), keys_of(1)]) == [
        (0, 2, 5),
        (2, 1, 24),
    ]
    found = opened.find_candidates(np.array([keys_of(1)], np.uint64))
    known = opened.read_articles(found.handles)
    assert (known.published[0], known.chars[0], known.origin.url[0]) == (5, 70, 8)
    assert known.signatures.shingles.tolist() == [100]
    assert known.signatures.numbers.tolist() == [0]


def test_candidates_with_most_shared_keys_come_first(tmp_path: Path) -> None:
    rows = [{"family": "article", "id": n, "keys": keys_of(1, n)} for n in range(1, 20)]
    learn(tmp_path / "i", entries(rows[::2]))
    learn(tmp_path / "i", entries(rows[1::2]))
    found = candidates(tmp_path / "i", [keys_of(1)])
    assert [number for _, number, _ in found] == list(range(19, 0, -1))
    assert [shared for _, _, shared in found] == list(range(19, 0, -1))


def test_no_more_candidates_than_will_be_verified(tmp_path: Path) -> None:
    rows = [{"family": "article", "id": n, "keys": keys_of(1, 1 + n % 9)} for n in range(1, 60)]
    learn(tmp_path / "i", entries(rows))
    found = candidates(tmp_path / "i", [keys_of(1)])
    assert len(found) == 32
    assert min(shared for _, _, shared in found) >= 4


def test_a_key_that_everyone_has_finds_no_one(tmp_path: Path) -> None:
    rows = [{"family": "article", "id": n, "keys": [7, *keys_of(n)[1:]]} for n in range(1, 100)]
    learn(tmp_path / "i", entries(rows))
    assert candidates(tmp_path / "i", [[7, *keys_of(500)[1:]]]) == []
    assert candidates(tmp_path / "i", [[7, *keys_of(50)[1:]]]) == [(0, 50, 23)]


def test_removed_articles_are_not_found_and_may_come_again(tmp_path: Path) -> None:
    folder = tmp_path / "i"
    learn(folder, entries([{"family": "article", "id": n} for n in (1, 2)]))
    learn(folder, entries([{"family": "duplicate", "id": 3, "of": 1}]))
    learn(folder, entries([{"family": "removed", "id": 1}]))
    assert statuses(folder, 1, 2, 3) == [UNKNOWN, PUBLISHED, UNKNOWN]
    assert candidates(folder, [keys_of(1), keys_of(2)]) == [(1, 2, 24)]
    learn(folder, entries([{"family": "article", "id": 1}]))
    assert statuses(folder, 1, 3) == [PUBLISHED, DUPLICATE]
    assert candidates(folder, [keys_of(1)]) == [(0, 1, 24)]


def test_a_duplicate_follows_its_article_to_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "i"
    learn(
        folder, entries([{"family": "article", "id": 1}, {"family": "duplicate", "id": 5, "of": 1}])
    )
    for old, new in ((1, 2), (2, 3)):
        moved = [{"family": "removed", "id": old}, {"family": "duplicate", "id": old, "of": new}]
        learn(folder, entries([{"family": "article", "id": new}, *moved]))
    texts = index.open_index(folder).find_texts(ids(5, 1, 2, 3))
    assert texts.of[:, 1].tolist() == [3, 3, 3, 3]
    assert texts.status.tolist() == [DUPLICATE] * 3 + [PUBLISHED]


STEP = st.tuples(st.sampled_from(["add", "remove", "bar", "move"]), st.integers(1, 12))


@given(
    st.lists(st.lists(STEP, min_size=1, max_size=5), min_size=1, max_size=14), st.integers(0, 14)
)
@settings(max_examples=40, deadline=None)
def test_nights_merged_or_not_say_what_a_dictionary_says(
    tmp_path_factory: pytest.TempPathFactory, nights: list[list[tuple[str, int]]], merge_at: int
) -> None:
    folder = tmp_path_factory.mktemp("model") / "i"
    published: dict[int, bool] = {}
    successor: dict[int, int] = {}
    barred: set[int] = set()
    for number, night in enumerate(nights):
        rows, used = [], set()
        for place, (what, one) in enumerate(night):
            if one in used:
                continue
            used.add(one)
            if what == "add" and not published.get(one):
                rows.append({"family": "article", "id": one, "record": number * 100 + place + 1})
                published[one] = True
                successor.pop(one, None)
            elif what == "remove" and published.get(one):
                rows.append({"family": "removed", "id": one})
                published[one] = False
            elif what == "bar":
                rows.append({"family": "taken_down", "id": one})
                barred.add(one)
            elif what == "move" and published.get(one):
                new = 100 + number * 10 + place
                rows.append({"family": "article", "id": new})
                rows += [
                    {"family": "removed", "id": one},
                    {"family": "duplicate", "id": one, "of": new},
                ]
                published[one], published[new], successor[one] = False, True, new
        if rows:
            learn(folder, entries(rows))
        if number == merge_at and folder.exists():
            take(folder, index.merge(index.open_index(folder), folder / "staging"))
    names = [*range(1, 13), *(n for n in published if n > 12)]
    expected = [
        TAKEN_DOWN if n in barred else PUBLISHED if published.get(n)
        else DUPLICATE if n in successor else UNKNOWN
        for n in names
    ]  # fmt: skip
    assert statuses(folder, *names) == expected
    alive = [n for n in names if published.get(n)]
    found = candidates(folder, [keys_of(n) for n in names])
    assert [number for _, number, _ in found] == alive


def test_eight_runs_of_a_size_become_one(tmp_path: Path) -> None:
    folder = tmp_path / "i"
    for night in range(30):
        rows = [
            {"family": "article", "id": 10 * night + n, "record": 10 * night + n + 1}
            for n in range(5)
        ]
        learn(folder, entries(rows))
        files = [path.name for path in folder.glob("*.idx")]
        assert len(files) <= 8
    opened = index.open_index(folder)
    assert opened.articles == 150
    assert opened.find_records(np.arange(1, 4, dtype=np.uint64)).all()
    assert statuses(folder, 294, 3, 295, 17) == [PUBLISHED, PUBLISHED, UNKNOWN, UNKNOWN]
    found = candidates(folder, [keys_of(n, 6) for n in (293, 3, 121)])
    assert found == [(0, 293, 6), (1, 3, 6), (2, 121, 6)]
    index.verify(opened)


def test_merging_makes_no_difference_to_decisions(tmp_path: Path) -> None:
    rows = [record(article(n, 120), str(n)) for n in range(60)]
    later = key_table([record(article(n, 120)[:-90], f"x{n}") for n in range(0, 80, 2)])
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    for folder, step in ((whole, 60), (parts, 9)):
        for first in range(0, 60, step):
            known = index.open_index(folder)
            table = key_table(rows[first : first + step])
            learn(folder, dedup.resolve(table, known, SETTINGS).entries)
    decided = [dedup.resolve(later, index.open_index(f), SETTINGS).table for f in (whole, parts)]
    take(parts, index.merge(index.open_index(parts), parts / "staging"))
    decided.append(dedup.resolve(later, index.open_index(parts), SETTINGS).table)
    assert len(list(parts.glob("*.idx"))) == 1
    assert decided[0].to_pylist() == decided[1].to_pylist() == decided[2].to_pylist()
    assert decided[0]["outcome"].to_pylist().count("duplicate") == 30


def test_no_name_is_used_twice(tmp_path: Path) -> None:
    folder = tmp_path / "i"
    seen: set[str] = set()
    for night in range(12):
        change = learn(folder, entries([{"family": "article", "id": night}]))
        assert not seen & {path.name for path in change.added}
        seen |= {path.name for path in change.added}


def test_nothing_learnt_adds_no_file(tmp_path: Path) -> None:
    change = learn(tmp_path / "i", ENTRIES.empty_table())
    assert change == index.IndexChange((), ())


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    folder = tmp_path / "i"
    for night in range(3):
        learn(folder, entries([{"family": "article", "id": 10 * night + n} for n in range(9)]))
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.idx"))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.99])
def test_a_truncated_run_is_named(sound: Path, share: float) -> None:
    damaged = files(sound)[1]
    data = damaged.read_bytes()
    damaged.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(StoreDamaged, match=damaged.name):
        index.open_index(sound)


def test_a_missing_run_is_named(sound: Path) -> None:
    files(sound)[1].unlink()
    with pytest.raises(StoreDamaged, match="lacks its run 2"):
        index.open_index(sound)


def test_a_run_of_another_version_is_never_mixed_in(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.index.run.ALGORITHM_VERSION", 99)
    with pytest.raises(StoreDamaged, match=r"version 3.*99"):
        index.open_index(sound)


def complaint(folder: Path) -> str:
    try:
        index.verify(index.open_index(folder))
    except StoreDamaged as error:
        return str(error)
    return ""


def test_every_flipped_bit_is_found(sound: Path) -> None:
    victim = files(sound)[0]
    data = victim.read_bytes()
    assert complaint(sound) == ""
    for place in np.linspace(0, len(data) - 1, 60).astype(int):
        broken = bytearray(data)
        broken[place] ^= 1 << (place % 8)
        victim.write_bytes(broken)
        # Only the filling between header and arrays is nobody's.
        assert victim.name in complaint(sound) or data[place] == 0


def test_a_merge_refuses_a_damaged_run(sound: Path, tmp_path: Path) -> None:
    victim = files(sound)[0]
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    with pytest.raises(StoreDamaged):
        index.merge(index.open_index(sound), tmp_path / "staging")


def test_damaged_postings_do_not_crash(sound: Path) -> None:
    opened = index.open_index(sound)
    for run in opened.runs:
        run["directory"][:] = 0xFFFFFFFF
        run["posting_low"][:] = 0xFFFFFFFF
    found = opened.find_candidates(np.array([keys_of(1), keys_of(15)], np.uint64))
    assert found.rows.size == found.handles.size == found.shared.size


def test_other_files_in_the_folder_are_not_the_index(sound: Path) -> None:
    (sound / "notes.txt").write_text("nothing")
    assert index.open_index(sound).articles == 27


def test_keys_use_all_their_bits(tmp_path: Path) -> None:
    top = (1 << KEY_BITS) - 1
    rows = [
        {"family": "article", "id": n, "keys": [top - n * BANDS - b for b in range(BANDS)]}
        for n in range(1, 40)
    ]
    learn(tmp_path / "i", entries(rows))
    wanted = [row["keys"] for row in rows]
    assert [n for _, n, _ in candidates(tmp_path / "i", wanted)] == list(range(1, 40))


@given(st.lists(st.integers(0, (1 << 128) - 1), max_size=20))
def test_ids_are_printed_as_they_were_read(numbers: list[int]) -> None:
    printed = pa.array([hex_id(number) for number in numbers], pa.string())
    assert format_ids(parse_ids(printed)).to_pylist() == printed.to_pylist()


def test_a_short_id_is_refused() -> None:
    with pytest.raises(ValueError, match="32 hexadecimal"):
        parse_ids(pa.array(["12ab"]))
