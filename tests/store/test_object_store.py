"""OUT in object storage: commits, readers, lost connections, late answers, two writers."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import store
from ingest.errors import OutputUnusable, StoreBusy, StoreDamaged, StoreFailed
from ingest.objects import Bucket
from ingest.store.remote import lease, sweeping
from object_proxy import Proxy, Rule, between
from object_server import BUCKET, Store, use
from store_rows import numbers_in, publish

pytestmark = pytest.mark.xdist_group("objects")

CURRENT = "/.ingest/current"
FIRST = "ingest_date=2026-11-02/part-a.parquet"


@pytest.fixture
def out(objects: Store) -> Path:
    return Path(f"s3://{BUCKET}/{objects.fresh()}")


@pytest.fixture
def proxy(
    object_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, objects: Store
) -> Iterator[Proxy]:
    """The store behind a proxy, as the program sees it from now on."""
    with between(object_store.port) as found:
        use(monkeypatch, found.port, tmp_path)
        yield found


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Be another machine: nothing is cached, nothing locked."""
    monkeypatch.setenv("INGEST_CACHE", str(folder))


def prefix_of(out: Path) -> str:
    return str(out).removeprefix(f"s3:/{BUCKET}/")


def test_commits_add_up_and_older_snapshots_stay(out: Path) -> None:
    assert store.current(out) is None
    first = publish(out, "a", [1, 2])
    second = publish(out, "b", [3])
    assert (first.number, second.number) == (1, 2)
    assert numbers_in(out) == numbers_in(out, "files", "source_path") == [1, 2, 3]
    assert [kept.number for kept in store.snapshots(out)] == [1, 2]
    assert store.open_snapshot(first, "articles").count_rows() == 2
    assert store.verify(second) == ()


def test_what_is_there_already_is_not_put_again(objects: Store, out: Path) -> None:
    publish(out, "a", [1])
    before = set(objects.keys(prefix_of(out)))
    publish(out, "b", [2])
    new = set(objects.keys(prefix_of(out))) - before
    assert len([key for key in new if key.endswith(".parquet")]) == 2
    assert not [key for key in new if "part-a" in key]


def test_a_dataset_that_is_open_outlives_later_commits(out: Path) -> None:
    publish(out, "a", [1])
    opened = store.open_dataset(out, "articles")
    publish(out, "b", [2], removed=[FIRST])
    assert opened.to_table(columns=["article_id"]).num_rows == 1
    assert numbers_in(out) == [2]


def test_another_machine_goes_on_where_the_first_was(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish(out, "a", [1])
    elsewhere(monkeypatch, tmp_path / "other")
    publish(out, "b", [2], removed=[FIRST])
    elsewhere(monkeypatch, tmp_path / "third")
    assert numbers_in(out) == [2]
    path = next(iter(store.locate(store.current(out), "files")[1]))  # type: ignore[arg-type]
    assert store.fetch(store.current(out), path).is_file()  # type: ignore[arg-type]


def test_a_put_that_goes_wrong_once_is_made_again(proxy: Proxy, out: Path) -> None:
    whats = ("refuse", "cut", "cut_body", "cut_answer", "slow")
    cases = [(what, part) for what in whats for part in (CURRENT, "/manifest.jsonl", "/articles/")]
    for number, (what, part) in enumerate(cases):
        proxy.rules = [Rule(what, "PUT", part)]
        publish(out, f"n{number}", [number])
        assert proxy.fired == [what for what, _ in cases[: number + 1]]
        assert numbers_in(out) == list(range(number + 1)), (what, part)
    assert store.verify(store.current(out)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["refuse", "cut", "half_answer"])
def test_an_answer_that_breaks_off_is_asked_for_again(
    proxy: Proxy, out: Path, what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish(out, "a", [1])
    elsewhere(monkeypatch, tmp_path / "other")
    proxy.rules = [Rule(what, "GET", CURRENT), Rule(what, "GET", "/manifest.jsonl")]
    snapshot = store.current(out)
    proxy.rules.append(Rule(what, "GET", "/articles/"))
    assert snapshot is not None
    path = store.fetch(snapshot, f"articles/{FIRST}")
    assert len(proxy.fired) == 3
    assert (
        path.stat().st_size == store.read_manifest(snapshot.path).files[f"articles/{FIRST}"].bytes
    )


@pytest.mark.parametrize("part", [CURRENT, "/manifest.jsonl", "/articles/"])
def test_a_store_that_fails_for_good_leaves_the_last_state(
    proxy: Proxy, out: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    publish(out, "a", [1])
    proxy.rules = [Rule("refuse", "PUT", part, times=1000)]
    with pytest.raises(StoreFailed, match=r"^s3://\S+: the object store failed: .*SlowDown"):
        publish(out, "b", [2])
    proxy.rules = []
    assert numbers_in(out) == [1]
    publish(out, "c", [3])
    assert numbers_in(out) == [1, 3]


def test_a_store_that_is_not_there_is_one_clear_error(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    use(monkeypatch, 9, tmp_path)
    with pytest.raises(StoreFailed, match="Could not connect"):
        store.current(out)


def test_the_second_writer_is_told_who_is_writing(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish(out, "a", [1])
    with store.write_lock(out):
        assert store.writer(out) is not None
        with pytest.raises(StoreBusy, match="process"), store.write_lock(out):
            pass
        elsewhere(monkeypatch, tmp_path / "other")
        with pytest.raises(StoreBusy, match=r"s3://\S+ is being written by process \d+ on"):
            publish_at_once(out)
    assert store.writer(out) is None


def publish_at_once(out: Path) -> None:
    store.ensure(out)
    with store.write_lock(out):
        pass


def test_a_lease_that_ran_out_is_taken_over(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, objects: Store
) -> None:
    publish(out, "a", [1])
    dead = {"token": "x", "work": "elsewhere", "pid": 1, "host": "h", "since": "s"}
    objects.put(f"{prefix_of(out)}/.ingest/lease", json.dumps({**dead, "until": 0}).encode())
    publish(out, "b", [2])
    living = {**dead, "until": time.time() + 60}
    objects.put(f"{prefix_of(out)}/.ingest/lease", json.dumps(living).encode())
    with pytest.raises(StoreBusy, match="process 1 on h"), store.write_lock(out):
        pass


def test_of_two_writers_at_once_exactly_one_publishes(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The lease has failed, as when clocks disagree: the conditional put alone must hold."""
    monkeypatch.setattr(lease, "HELD_SECONDS", -1.0)
    monkeypatch.setattr(lease._Lease, "keep", lambda *_: None)
    publish(out, "a", [1])
    numbers = [1]
    for turn in range(3):
        done: list[int] = []
        lost: list[str] = []
        with store.write_lock(out):  # the first writer has read the state …
            elsewhere(monkeypatch, tmp_path / f"other-{turn}")
            publish(out, f"other-{turn}", [100 + turn])  # … and the second one is faster
            done.append(100 + turn)
            elsewhere(monkeypatch, tmp_path / "cache")
            with pytest.raises(StoreBusy, match="another writer has published meanwhile"):
                late(out, turn)
            lost.append("first")
        numbers += done
        assert lost == ["first"]
        assert numbers_in(out) == numbers


def late(out: Path, turn: int) -> None:
    from store_rows import stage

    folder = store.staging_folder(out, f"late-{turn}")
    added = {"articles": (stage(folder, "articles", [200 + turn], f"late-{turn}"),)}
    store.commit(out, store.Change(added=added))


def test_writers_in_a_race_lose_nothing_and_double_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Four writers that each believe to be alone, at the very same moment."""
    from ingest.objects import Outdated
    from ingest.store.remote.place import place_of
    from ingest.store.remote.pointer import Commit, read_pointer, replace_pointer
    from store_rows import MOMENT

    publish(out, "a", [1])
    place = place_of(out)
    old = read_pointer(place)
    start = threading.Barrier(4)
    won: list[str] = []
    lost: list[str] = []

    def write(name: str) -> None:
        start.wait()
        try:
            replace_pointer(place, old, (*old.commits, Commit(2, name, MOMENT)), name)
        except Outdated:
            lost.append(name)
        else:
            won.append(name)

    writers = [threading.Thread(target=write, args=(f"w{number}",)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (len(won), len(lost)) == (1, 3)
    assert [one.folder for one in read_pointer(place).commits][1:] == won


def test_a_store_that_ignores_conditions_is_refused(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bucket, "put_if", lambda self, key, content, _tag: self.put(key, content))
    with pytest.raises(OutputUnusable, match="conditions"):
        store.ensure(out)


def test_old_snapshots_and_debris_are_swept(
    objects: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(out, "a", [1])
    publish(out, "b", [2], removed=[FIRST])
    objects.put(f"{prefix_of(out)}/.ingest/snapshots/000003-dead/articles/x.parquet", b"half")
    with store.write_lock(out):
        assert store.sweep(out, keep_days=1) == 0
        assert any("part-a" in key for key in objects.keys(prefix_of(out)))
        assert store.sweep(out, keep_days=0) == 1
    keys = objects.keys(prefix_of(out))
    assert not any("/articles/" in key and "part-a" in key for key in keys)
    assert any("/files/" in key and "part-a" in key for key in keys)  # snapshot 2 still has it
    assert any("000003-dead" in key for key in keys)  # its writer may be about to name it
    monkeypatch.setattr(sweeping, "GRACE_SECONDS", -5)
    with store.write_lock(out):
        store.sweep(out, keep_days=0)
    assert not any("000003-dead" in key for key in objects.keys(prefix_of(out)))
    assert [kept.number for kept in store.snapshots(out)] == [2]
    assert store.verify(store.current(out)) == ()  # type: ignore[arg-type]
    assert numbers_in(out) == [2]


def test_damage_is_found(objects: Store, out: Path) -> None:
    snapshot = publish(out, "a", [1])
    key = next(key for key in objects.keys(prefix_of(out)) if f"/articles/{FIRST}" in key)
    content = objects.get(key)
    objects.put(key, content[:-5] + b"?" + content[-4:])
    assert [line.rpartition(": ")[2] for line in store.verify(snapshot)] == [
        "its content is not what was written"
    ]
    with pytest.raises(StoreDamaged, match="not what was written"):
        store.fetch(snapshot, f"articles/{FIRST}")
    objects.put(key, b"short")
    assert "5 bytes instead of" in store.verify(snapshot, deep=False)[0]
    objects.ask.delete_object(Bucket=BUCKET, Key=key)
    assert "No such object" in store.verify(snapshot, deep=False)[0]
    objects.put(f"{prefix_of(out)}{CURRENT}", b"{")
    with pytest.raises(StoreDamaged, match="cannot be read"):
        store.current(out)
