"""Commits: what readers see before, between and after them."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from ingest import store
from ingest.errors import AccountingError, NewerVersion, OutputUnusable, StoreDamaged, UnknownId
from ingest.schema import DATASETS
from ingest.store import disk
from store_rows import make_table, numbers_in, publish, stage


def test_nothing_is_published_before_the_first_commit(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    assert store.current(tmp_path) is None
    with pytest.raises(OutputUnusable, match="nothing has been published"):
        store.open_dataset(tmp_path, "articles")


def test_a_commit_publishes_every_dataset_at_once(tmp_path: Path) -> None:
    snapshot = publish(tmp_path, "a", range(10))
    assert snapshot.number == 1
    assert numbers_in(tmp_path) == list(range(10))
    assert numbers_in(tmp_path, "files", "source_path") == list(range(10))
    assert {name for name in DATASETS if (tmp_path / name).is_dir()} == set(DATASETS)


def test_a_commit_keeps_what_was_there_before(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1, 2])
    publish(tmp_path, "b", [3])
    assert numbers_in(tmp_path) == [1, 2, 3]


def test_unchanged_files_are_links_to_the_last_snapshot(tmp_path: Path) -> None:
    first = publish(tmp_path, "a", [1])
    second = publish(tmp_path, "b", [2])
    path = "articles/ingest_date=2026-11-02/part-a.parquet"
    assert (first.path / path).samefile(second.path / path)


def test_a_commit_leaves_out_what_it_removes(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    publish(tmp_path, "b", [2], removed=["ingest_date=2026-11-02/part-a.parquet"])
    assert numbers_in(tmp_path) == [2]


def test_published_files_are_read_only(tmp_path: Path) -> None:
    snapshot = publish(tmp_path, "a", [1])
    modes = {stat.S_IMODE(p.stat().st_mode) & 0o222 for p in snapshot.path.rglob("*.parquet")}
    assert modes == {0}


def test_a_dataset_folder_holds_parquet_files_only(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    found = [path for name in DATASETS for path in (tmp_path / name).rglob("*") if path.is_file()]
    assert found
    assert all(path.suffix == ".parquet" for path in found)


def test_a_name_is_never_used_for_another_content(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    with pytest.raises(ValueError, match="a name is used once only"):
        publish(tmp_path, "a", [1])


def test_a_file_that_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    with pytest.raises(ValueError, match="not in the last snapshot"):
        publish(tmp_path, "b", [2], removed=["ingest_date=2026-11-02/part-z.parquet"])


@pytest.mark.parametrize(
    ("folder", "target"),
    [
        ("articles", "part.parquet"),
        ("articles", "ingest_date=__HIVE_DEFAULT_PARTITION__/part.parquet"),
        ("articles", "ingest_date=2026-11-23/part.csv"),
        ("articles", "ingest_date=2026-11-23/deeper/part.parquet"),
        ("index", "../articles/run"),
        ("index", "/etc/run"),
        ("index", "a//b"),
        ("elsewhere", "run"),
    ],
)
def test_a_target_outside_the_layout_is_refused(tmp_path: Path, folder: str, target: str) -> None:
    store.ensure(tmp_path)
    with store.write_lock(tmp_path):
        staged = store.staging_folder(tmp_path, "run") / "file"
        staged.write_bytes(b"")
        with pytest.raises(ValueError, match=r"not a path|is ingest_date|no folder"):
            store.commit(tmp_path, store.Change(added={folder: ((target, staged),)}))
    assert store.current(tmp_path) is None


def test_a_commit_needs_the_lock(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    with pytest.raises(RuntimeError, match="lock"):
        store.commit(tmp_path, store.Change(added={}))


def test_rows_that_were_not_accounted_for_are_not_published(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    with store.write_lock(tmp_path):
        folder = store.staging_folder(tmp_path, "run-b")
        change = store.Change(
            added={"articles": (stage(folder, "articles", [2, 3], "b"),)}, gained={"articles": 3}
        )
        with pytest.raises(AccountingError, match="3 more rows are accounted for, but 2"):
            store.commit(tmp_path, change)
    assert numbers_in(tmp_path) == [1]
    assert os.listdir(tmp_path / ".ingest" / "building") == []


def test_a_file_of_another_schema_is_not_published(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    with store.write_lock(tmp_path):
        path = store.staging_folder(tmp_path, "run") / "file.parquet"
        store.write_parquet(make_table("runs", [1]), path, DATASETS["runs"])
        target = "ingest_date=2026-11-23/part.parquet"
        with pytest.raises(ValueError, match="schema of its dataset"):
            store.commit(tmp_path, store.Change(added={"articles": ((target, path),)}))


def test_the_index_is_committed_with_the_datasets_and_not_shown_among_them(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    with store.write_lock(tmp_path):
        path = store.staging_folder(tmp_path, "run") / "keys"
        path.write_bytes(b"\x00\x01")
        snapshot = store.commit(tmp_path, store.Change(added={"index": (("00/keys", path),)}))
    assert (snapshot.path / "index" / "00" / "keys").read_bytes() == b"\x00\x01"
    assert not (tmp_path / "index").exists()


def test_ensure_can_be_called_again_and_mends_a_lost_link(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    (tmp_path / "articles").unlink()
    store.ensure(tmp_path)
    assert len(list((tmp_path / "articles").rglob("*.parquet"))) == 1


def test_the_whole_output_folder_can_be_moved(tmp_path: Path) -> None:
    publish(tmp_path / "here", "a", [1])
    (tmp_path / "here").rename(tmp_path / "there")
    assert numbers_in(tmp_path / "there") == [1]
    publish(tmp_path / "there", "b", [2])
    assert numbers_in(tmp_path / "there") == [1, 2]


def test_a_copy_without_its_links_is_refused_with_how_to_make_a_better_one(tmp_path: Path) -> None:
    publish(tmp_path / "out", "a", range(3))
    copied = tmp_path / "copied"
    shutil.copytree(tmp_path / "out", copied)
    for call in (store.current, store.ensure):
        with pytest.raises(OutputUnusable, match="cp -a"):
            call(copied)
    shutil.copytree(tmp_path / "out", tmp_path / "well", symlinks=True)
    store.ensure(tmp_path / "well")
    assert store.current(tmp_path / "well") is not None


def test_something_else_in_the_way_of_a_dataset_is_refused(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with pytest.raises(OutputUnusable, match="in the way"):
        store.ensure(tmp_path)


def test_a_file_in_place_of_the_output_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputUnusable, match="cannot be used for output"):
        store.ensure(tmp_path / "out")


@pytest.mark.parametrize("name", ["link", "symlink", "rename"])
def test_a_file_system_without_links_or_renames_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(disk, name, refuse)
    with pytest.raises(OutputUnusable, match="Operation not supported"):
        store.ensure(tmp_path)


def test_a_rename_that_does_not_replace_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "rename", lambda source, _: source.unlink())
    with pytest.raises(OutputUnusable, match="does not replace a link"):
        store.ensure(tmp_path)


def test_a_layout_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    (tmp_path / ".ingest" / "format.json").chmod(0o644)
    (tmp_path / ".ingest" / "format.json").write_text('{"format": 99}')
    with pytest.raises(NewerVersion, match="layout 99"):
        store.ensure(tmp_path)


def test_a_pointer_to_nothing_is_damage_and_not_an_empty_store(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    pointer = tmp_path / ".ingest" / "current"
    pointer.unlink()
    pointer.symlink_to("snapshots/000009")
    with pytest.raises(StoreDamaged, match="not there"):
        store.current(tmp_path)


def test_an_unknown_dataset_is_named_with_the_known_ones(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    with pytest.raises(UnknownId, match="articles, duplicates"):
        store.open_dataset(tmp_path, "stories")


def test_a_file_with_as_many_names_as_it_can_have_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(31, "Too many links")

    publish(tmp_path, "a", [1])
    monkeypatch.setattr(os, "link", full)
    publish(tmp_path, "b", [2])
    assert numbers_in(tmp_path) == [1, 2]
    snapshot = store.current(tmp_path)
    assert snapshot is not None
    assert store.verify(snapshot) == ()


def test_many_folders_are_flushed_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Path] = []
    real = disk.sync_file_system
    monkeypatch.setattr(disk, "MANY_FOLDERS", 3)
    monkeypatch.setattr(disk, "sync_file_system", lambda f: (calls.append(f), real(f))[1])
    publish(tmp_path, "a", [1])
    assert calls
    assert numbers_in(tmp_path) == [1]
