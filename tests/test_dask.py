"""The same datasets come from one process, from several, and from a Dask cluster."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dask_cluster import cluster
from ingest import pipeline
from ingest.batch import discover
from ingest.cluster import Cluster, read_shard_here
from ingest.errors import UsageError
from ingest.reading import Marker
from ingest.run import Shard, begin_run
from ingest.settings import Settings, load_settings
from ingest.staged import read_arrow
from test_order import DATASETS, make_corpus, published

pytest.importorskip("distributed")

NAMES = [f"{number % 3}/{number:02d}.txt" for number in range(40)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and two workers on loopback."""
    with cluster(tmp_path_factory.mktemp("dask")) as found:
        yield found


def run(raw: Path, out: Path, **given: object) -> dict[str, object]:
    settings = load_settings(settle_seconds=0, shard_files=7, **given)
    report = pipeline.run(raw, out, settings)
    assert report.committed
    return dict(published(out))


def test_one_process_four_processes_and_dask_publish_the_same(tmp_path: Path, address: str) -> None:
    make_corpus(tmp_path / "raw", NAMES)
    one = run(tmp_path / "raw", tmp_path / "one", workers=1)
    four = run(tmp_path / "raw", tmp_path / "four", workers=4, resolve_shard=150)
    given = {"runner": "dask", "dask_address": address, "resolve_shard": 100}
    dask = run(tmp_path / "raw", tmp_path / "dask", **given)
    for name in DATASETS:
        assert one[name] == four[name], name
        assert one[name] == dask[name], name


def test_a_killed_worker_costs_only_its_shards(tmp_path: Path, address: str) -> None:
    make_corpus(tmp_path / "raw", NAMES)
    expected = run(tmp_path / "raw", tmp_path / "one", workers=1)
    settings = load_settings(settle_seconds=0, shard_files=2, runner="dask", dask_address=address)
    killed: list[int] = []

    def kill_one(stage: str, done: int, _: int) -> None:
        if stage == "prepare" and done == 2 and not killed:
            with Cluster(address, os.getpid) as cluster:
                killed.append(cluster.call(os.getpid))
            os.kill(killed[0], signal.SIGKILL)

    pipeline.run(tmp_path / "raw", tmp_path / "out", settings, kill_one)
    assert killed
    found = published(tmp_path / "out")
    for name in DATASETS:
        assert found[name] == expected[name], name


@pytest.mark.parametrize("address", ["", "tcp://127.0.0.1:9"], indirect=False)
def test_a_scheduler_that_does_not_answer_is_one_line(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.cluster._ANSWER_SECONDS", 1)
    make_corpus(tmp_path / "raw", NAMES[:3])
    with pytest.raises(UsageError, match="no Dask scheduler") as caught:
        run(tmp_path / "raw", tmp_path / "out", runner="dask", dask_address=address)
    assert "\n" not in str(caught.value)


def shard_of(tmp_path: Path, settings: Settings) -> tuple[object, Shard]:
    make_corpus(tmp_path / "raw", ["a.txt", "b.txt", "c.txt"])
    this = begin_run(tmp_path / "raw", tmp_path / "out", tmp_path / "staging", settings)
    listing = discover(tmp_path / "raw", tmp_path / "out", settings)
    (shard,) = listing.shards
    return this, shard


def test_a_file_that_killed_two_workers_is_set_aside(tmp_path: Path) -> None:
    settings = Settings(settle_seconds=0)
    run_, shard = shard_of(tmp_path, settings)
    for _ in range(2):  # each death leaves the marker at the file that was being read
        left = Marker(run_.staging / "markers" / "000000")
        left.set(1)
        left.close()
        last = read_shard_here(run_, shard)
    rows = [row for path in last.quarantine for row in read_arrow(path).to_pylist()]
    assert [(row["source_path"], row["reason"]) for row in rows] == [("b.txt", "reader_crashed")]


def test_one_death_is_forgiven(tmp_path: Path) -> None:
    run_, shard = shard_of(tmp_path, Settings(settle_seconds=0))
    left = Marker(run_.staging / "markers" / "000000")
    left.set(1)
    left.close()
    read = read_shard_here(run_, shard)
    assert read.records == 3
    assert not read.quarantine
