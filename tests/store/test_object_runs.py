"""Whole runs on object storage: the same rows as in a folder, whatever happens on the way."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import ingest
from ingest import corrections, maintenance, pipeline, stages, store
from ingest.checking import check
from ingest.errors import UsageError
from ingest.objects import file_system
from ingest.settings import Settings, load_settings
from object_proxy import Rule, between
from object_server import BUCKET, Store, environment, use
from shipped import SHIPPED
from store_inline import Inline, be_of_version
from store_news import article, drop, near
from test_order import published

pytestmark = pytest.mark.xdist_group("objects")

TIMES = ("mtime_ns",)


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings for runs without worker processes."""
    monkeypatch.setattr(stages, "Workers", Inline)
    return load_settings(settle_seconds=0, workers=1)


@pytest.fixture
def out(objects: Store) -> Path:
    return Path(f"s3://{BUCKET}/{objects.fresh()}")


def rows(out: Path) -> dict[str, pa.Table]:
    """Everything published but when it was written, and by which run."""
    tables = published(out)
    tables["files"] = tables["files"].drop_columns(TIMES)
    return tables


def write_nights(raw: Path, night: int) -> None:
    """Fill RAW for one night: new articles, an exact and a near copy, something unreadable."""
    for number in range(night * 6, night * 6 + 6):
        drop(raw, f"{night}/{number}.txt", article(number))
    drop(raw, f"{night}/copy.txt", article(0))
    drop(raw, f"{night}/near.txt", article(1, near(1, night + 1)))
    drop(raw, f"{night}/empty.txt", "")


def move_in(objects: Store, raw: Path, address: Path) -> None:
    """Put the files of RAW that are not there yet."""
    prefix = str(address).removeprefix(f"s3:/{BUCKET}/")
    there = set(objects.keys(prefix))
    for path in sorted(path for path in raw.rglob("*") if path.is_file()):
        key = f"{prefix}/{path.relative_to(raw).as_posix()}"
        if key not in there:
            objects.put(key, path.read_bytes())


def test_two_nights_come_out_as_in_folders(
    objects: Store, raw: Path, out: Path, tmp_path: Path, inline: Settings
) -> None:
    address = Path(f"s3://{BUCKET}/{objects.fresh()}")
    for night in range(2):
        write_nights(raw, night)
        move_in(objects, raw, address)
        local = pipeline.run(raw, tmp_path / "local", inline)
        far = pipeline.run(address, out, inline)
        assert (far.counts, far.kinds) == (local.counts, local.kinds)
        assert rows(out) == rows(tmp_path / "local")
    assert far.counts.duplicates >= 2
    again = pipeline.run(address, out, inline)
    assert (again.committed, again.counts.files_unchanged) == (False, again.counts.files_listed)
    assert check(out, deep=True)["problems"] == []


def test_workers_of_their_own_and_a_machine_without_a_cache(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    two = settings.model_copy(update={"workers": 2})
    pipeline.run(SHIPPED, out, two)
    monkeypatch.setattr(stages, "Workers", Inline)
    pipeline.run(SHIPPED, tmp_path / "local", settings)
    monkeypatch.setenv("INGEST_CACHE", str(tmp_path / "other"))
    assert not pipeline.run(SHIPPED, out, two).committed
    assert rows(out) == rows(tmp_path / "local")


def test_analysts_read_it_with_their_own_tools(out: Path, inline: Settings, objects: Store) -> None:
    pipeline.run(SHIPPED, out, inline)
    address = f"s3://{BUCKET}/{out.name}"
    ids = sorted(ingest.read_articles(address)["article_id"])
    assert len(ids) == 8
    articles = ingest.open_dataset(address, "articles")
    assert articles.count_rows() == 8
    counted = duckdb.sql("select article_id from articles order by 1").fetchall()
    assert [row[0] for row in counted] == ids
    files = ingest.dataset_files(address, "articles")
    assert all(path.startswith(address) for path in files)
    lazy = pl.scan_parquet(
        files, hive_partitioning=True, storage_options={"aws_allow_http": "true"}
    )
    assert sorted(lazy.select("article_id").collect()["article_id"]) == ids
    assert lazy.collect_schema()["ingest_date"] == pl.Date
    plain = [path.removeprefix("s3://") for path in files]
    frame = pd.concat(pd.read_parquet(path, filesystem=file_system()) for path in plain)
    assert sorted(frame["article_id"]) == ids
    assert f'ingest.open_dataset("{address}")' in objects.get(f"{out.name}/README.md").decode()
    assert address in objects.get(f"{out.name}/report.html").decode()


def test_an_index_of_an_earlier_program_is_made_again_there_too(
    out: Path, inline: Settings, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = tmp_path / "local"
    with monkeypatch.context() as then:
        be_of_version(1, then)
        write_nights(raw, 0)
        pipeline.run(raw, out, inline)
        pipeline.run(raw, local, inline)
    monkeypatch.setenv("INGEST_CACHE", str(tmp_path / "other"))
    assert pipeline.run(raw, out, inline).notices == ()
    assert not list((tmp_path / "other").rglob("*.idx"))  # nothing new: nothing is fetched
    write_nights(raw, 1)
    assert len(pipeline.run(raw, out, inline).notices) == 1
    pipeline.run(raw, local, inline)
    assert rows(out) == rows(local)
    kinds = store.open_dataset(out, "runs").to_table(columns=["kind"])["kind"].to_pylist()
    assert sorted(kinds) == ["reindex", "run", "run"]
    assert check(out, deep=True)["problems"] == []


def test_corrections_are_commits_there_too(out: Path, inline: Settings, raw: Path) -> None:
    write_nights(raw, 0)
    pipeline.run(raw, out, inline)
    write_nights(raw, 1)
    pipeline.run(raw, out, inline)
    first = published(out)["articles"].sort_by("source_path")
    ids = first["article_id"].to_pylist()
    done = corrections.takedown(out, [ids[0]], "asked for", inline)
    assert done.snapshots == (1, 2)
    corrections.correct(out, ids[1], {"headline": "Corrected"}, "misread", inline)
    assert maintenance.compact(out, inline).merged > 0
    assert maintenance.rebuild_index(out, inline).articles == len(ids) - 1
    assert corrections.purge(out, done.ids) != ()
    number = max(kept.number for kept in maintenance.list_snapshots(out) if not kept.current)
    maintenance.rollback(out, number, "try", inline)
    maintenance.rebuild(raw, out, inline)
    articles = published(out)["articles"].to_pylist()
    assert ids[0] not in {row["article_id"] for row in articles}
    assert [row["headline"] for row in articles if row["article_id"] == ids[1]] == ["Corrected"]
    assert check(out, deep=True)["problems"] == []
    assert not pipeline.run(raw, out, inline).committed


@pytest.mark.parametrize("what", ["refuse", "cut", "half_answer", "slow"])
def test_raw_files_come_whole_over_a_bad_line(
    objects: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inline: Settings,
    what: str,
) -> None:
    address = objects.copy_in(SHIPPED, objects.fresh())
    with between(objects.port) as proxy:
        use(monkeypatch, proxy.port, tmp_path)
        proxy.rules = [Rule(what, "GET", "list-type=2"), Rule(what, "GET", ".txt", times=3)]
        report = pipeline.run(address, tmp_path / "out", inline)
    assert len(proxy.fired) == 4
    assert (report.counts.articles, report.counts.quarantined) == (8, 2)


def test_an_object_that_does_not_come_is_a_row_and_is_taken_next_time(
    objects: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inline: Settings,
) -> None:
    address = objects.copy_in(SHIPPED, objects.fresh())
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "2")
    gone = f"{address.name}/bridge.txt"
    with between(objects.port) as proxy:
        use(monkeypatch, proxy.port, tmp_path)
        proxy.rules = [
            Rule("refuse", "GET", "/lighthouse.md", times=100),
            Rule(lambda: objects.ask.delete_object(Bucket=BUCKET, Key=gone), "GET", "bridge.txt"),
            Rule(lambda: objects.put(f"{address.name}/night_train.txt", b"?"), "GET", "night_"),
        ]
        pipeline.run(address, tmp_path / "out", inline)
        quarantine = published(tmp_path / "out")["quarantine"].to_pylist()
        found = {row["source_path"]: (row["stage"], row["reason"]) for row in quarantine}
        assert found["lighthouse.md"] == ("read", "io_error")
        assert found["bridge.txt"] == ("read", "vanished")
        assert found["night_train.txt"] == ("read", "changed")
        proxy.rules = []
        pipeline.run(address, tmp_path / "out", inline)
    paths = published(tmp_path / "out")["articles"]["source_path"].to_pylist()
    assert "lighthouse.md" in paths


def test_objects_beyond_the_limit_are_not_fetched(
    objects: Store,
    tmp_path: Path,
    inline: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = Path(f"s3://{BUCKET}/{objects.fresh()}")
    objects.put(f"{address.name}/large.txt", b"x" * 5000)
    objects.put(f"{address.name}/small.txt", article(1).encode())
    small = inline.model_copy(update={"max_file_bytes": 4000})
    with between(objects.port) as proxy:
        use(monkeypatch, proxy.port, tmp_path)
        report = pipeline.run(address, tmp_path / "out", small)
    assert (report.counts.articles, report.reasons) == (1, {"too_large": 1})
    assert not [line for line in proxy.seen if "large.txt" in line]


def test_a_run_killed_in_its_commit_leaves_the_last_state(
    objects: Store, out: Path, tmp_path: Path, inline: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "raw"
    write_nights(raw, 0)
    command = [sys.executable, "-m", "ingest", "run", str(raw), f"s3://{BUCKET}/{out.name}"]
    pipeline.run(raw, out, inline)
    write_nights(raw, 1)
    before = rows(out)
    with between(objects.port) as proxy:
        there = environment(proxy.port, tmp_path)
        given = {**os.environ, **there, "INGEST_SETTLE_SECONDS": "0", "INGEST_WORKERS": "1"}
        for part in ("/articles/", "/manifest.jsonl", "/.ingest/current"):
            process = subprocess.Popen(
                [*command, "--json"], env=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            kill = Rule(partial(os.kill, process.pid, signal.SIGKILL), "PUT", part)
            proxy.rules = [kill]
            _, said = process.communicate(timeout=240)
            assert (process.returncode, kill.times) == (-signal.SIGKILL, 0), said
            if part != "/.ingest/current":
                assert rows(out) == before
        seen = wait_for_snapshot(out, 2)  # this request had left when the process died
        assert check(out, deep=True)["problems"] == []
        use(monkeypatch, proxy.port, tmp_path)  # as on the machine of the dead, so nothing waits
        again = pipeline.run(raw, out, inline)
        assert (again.committed, again.snapshot) == (False, seen)
    pipeline.run(raw, tmp_path / "local", inline)
    names = [published(place)["files"]["source_path"] for place in (out, tmp_path / "local")]
    assert sorted(names[0].to_pylist()) == sorted(names[1].to_pylist())


def wait_for_snapshot(out: Path, number: int) -> int:
    """Wait until a request that is on its way has arrived."""
    for _ in range(100):
        seen = store.current(out)
        if seen is not None and seen.number == number:
            break
        time.sleep(0.1)
    return seen.number if seen else 0


def test_the_command_line_speaks_of_addresses(objects: Store, tmp_path: Path) -> None:
    given = {**os.environ, **environment(objects.port, tmp_path), "AWS_MAX_ATTEMPTS": "1"}

    def ask(*words: str, **more: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "ingest", *words]
        environ = {**given, **more}
        done = subprocess.run(command, check=False, env=environ, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    out = f"s3://{BUCKET}/{objects.fresh()}"
    assert ask("status", out)[::2] == (
        2,
        f"ingest: {out}: nothing is published yet; `ingest run RAW {out}` does it\n",
    )
    status, said, problem = ask("run", str(SHIPPED), out, "--workers", "1")
    assert (status, problem.strip()) == (0, "")
    assert f'ingest.read_articles("{out}")' in said
    assert ask("explain", out, "lighthouse.md")[0] == 0
    assert ask("report", out)[1].startswith(f"{out}/report.html; ")
    assert f"{out}: snapshot 1 is sound" in " ".join(ask("check", out, "--deep")[1].split())
    for bad, reason in (
        ("s3://no-such-bucket/x", "NoSuchBucket"),
        ("s3://", "names no bucket"),
    ):
        status, _, problem = ask("run", str(SHIPPED), bad)
        assert (status, problem.count("\n")) == (2, 1)
        assert reason in problem
    status, _, problem = ask("run", str(SHIPPED), out, AWS_ENDPOINT_URL="http://127.0.0.1:9")
    assert (status, problem.count("\n")) == (1, 1)
    assert problem.startswith(f"ingest: {out}: the object store failed: ")


def test_out_must_not_lie_in_raw(objects: Store, settings: Settings) -> None:
    with pytest.raises(UsageError, match="must not lie in RAW"):
        pipeline.run(Path("s3://news/a"), Path("s3://news/a/b"), settings)
