"""The nightly flow against a real server: what it shows, how it fails, how it is stopped."""

import base64
import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from browser import CHROMIUM, start_browser
from dask_cluster import cluster
from ingest import pipeline, store
from ingest.objects import named
from ingest.settings import load_settings
from object_server import BUCKET, Store, environment
from past_nights import plant_nights
from prefect_server import Server, wait_for
from shipped import SHIPPED
from store_inline import be_of_version
from test_order import published

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]


@pytest.fixture(scope="session")
def night(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, int, str]:
    """A night over the shipped files, after 40 in which The Daily brought fifty articles each."""
    out = tmp_path_factory.mktemp("night") / "out"
    plant_nights(out, 40, {("The Daily", "en"): 50, ("TROIB News", "en"): 1})
    status, said = server.run("flows", SHIPPED, out)
    return out, server.runs("nightly")[0]["id"], status, said


def test_a_night_ends_well_and_says_what_came_out(night: tuple[Path, str, int, str]) -> None:
    out, _, status, said = night
    assert status == 0, said
    assert "Traceback" not in said
    assert f'pd.read_parquet("{out}/articles")' in said


def test_the_run_is_named_by_its_date_and_moves_its_progress(
    server: Server, night: tuple[Path, str, int, str]
) -> None:
    _, run_id, _, _ = night
    run = next(run for run in server.runs("nightly") if run["id"] == run_id)
    assert run["name"].startswith("nightly 20")
    assert run["state_type"] == "COMPLETED"
    assert server.artifacts(run_id)["progress"] == 100.0


def test_the_tasks_of_a_night_are_seen_in_its_run(
    server: Server, night: tuple[Path, str, int, str]
) -> None:
    _, run_id, _, _ = night
    tasks = server.ask("task_runs/filter", flow_runs={"id": {"any_": [run_id]}})
    assert sorted(task["name"] for task in tasks) == [
        "prepare shard 1",
        "publish file 1",
        "publish file 2",
        "read shard 1",
    ]


def test_the_heartbeat_of_a_night_names_its_flow_for_the_alarms(
    server: Server, night: tuple[Path, str, int, str]
) -> None:
    _, run_id, _, _ = night
    chosen = {
        "event": {"name": ["prefect.flow-run.heartbeat"]},
        "resource": {"id": [f"prefect.flow-run.{run_id}"]},
    }
    beats = wait_for(lambda: server.ask("events/filter", filter=chosen)["events"])
    named = [
        (item["prefect.resource.role"], item.get("prefect.resource.name"))
        for item in beats[0]["related"]
    ]
    assert ("flow", "nightly") in named
    assert len(beats) == 1


def test_a_night_from_and_to_object_storage(server: Server, objects: Store, tmp_path: Path) -> None:
    raw = named(objects.copy_in(SHIPPED, objects.fresh()))
    out = f"s3://{BUCKET}/{objects.fresh()}"
    given = environment(objects.port, tmp_path) | {"INGEST_SETTLE_SECONDS": "0"}
    status, said = server.run("flows", raw, out, **given)
    assert status == 0, said
    assert "Traceback" not in said
    assert f'ingest.read_articles("{out}")' in said
    assert store.open_dataset(Path(out), "articles").count_rows() == 8
    run = server.runs("nightly")[0]
    assert run["parameters"]["out"] == str(Path(out))
    assert f"[RAW]({raw}), [OUT]({out})" in server.artifacts(run["id"])["summary"]


def test_a_night_on_a_dask_cluster_brings_the_same(server: Server, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    out, local = tmp_path / "out", tmp_path / "local"
    given = {"INGEST_SETTLE_SECONDS": "0", "INGEST_RUNNER": "dask"}
    with cluster(tmp_path) as address:
        status, said = server.run("flows", SHIPPED, out, **given, INGEST_DASK_ADDRESS=address)
    assert status == 0, said
    pipeline.run(SHIPPED, local, load_settings(settle_seconds=0, workers=1))
    assert published(out) == published(local)
    status, said = server.run("flows", SHIPPED, out, **given, INGEST_DASK_ADDRESS=address)
    assert status == 0, said  # nothing new: nobody is asked, though the cluster is gone


def test_outcomes_are_listed_by_reason(server: Server, night: tuple[Path, str, int, str]) -> None:
    out, run_id, _, _ = night
    rows = json.loads(server.artifacts(run_id)["outcomes"])
    quarantined = {row["reason"]: row["records"] for row in rows if row["outcome"] == "quarantined"}
    assert quarantined["empty"] == quarantined["binary"] == 1
    articles = sum(row["records"] for row in rows if row["outcome"] == "article")
    assert articles == store.open_dataset(out, "articles").count_rows()


def test_the_summary_links_to_the_data_and_compares_volumes(
    server: Server, night: tuple[Path, str, int, str]
) -> None:
    out, run_id, _, _ = night
    summary = server.artifacts(run_id)["summary"]
    assert f"[OUT]({out.as_uri()})" in summary
    assert "ingest explain" in summary
    daily = next(line for line in summary.splitlines() if line.startswith("| source The Daily"))
    assert daily.split("|")[3].strip() == "0"
    assert "**silent**: source The Daily: nothing today" in summary


def test_the_picture_of_the_day_is_drawn(server: Server, night: tuple[Path, str, int, str]) -> None:
    _, run_id, _, _ = night
    address = server.artifacts(run_id)["picture-of-the-day"]
    svg = base64.b64decode(address.partition("base64,")[2].rstrip(")")).decode()
    assert svg.startswith("<svg")
    assert "source The Daily" in svg


def test_the_logs_say_what_matters_once_per_shard(
    server: Server, night: tuple[Path, str, int, str]
) -> None:
    out, _, _, said = night
    assert said.count("shard 1: 13 files, 13 records, 2 of them set aside") == 1
    [row] = [
        row for row in store.open_dataset(out, "runs").to_table().to_pylist() if row["records"]
    ]
    found = json.loads(row["findings"])
    assert [finding["series"] for finding in found if finding["kind"] == "silent"] == [
        "source The Daily"
    ]


def test_a_second_night_changes_nothing_and_says_so(
    server: Server, night: tuple[Path, str, int, str]
) -> None:
    out, _, _, _ = night
    before = store.current(out)
    status, said = server.run("flows", SHIPPED, out)
    assert status == 0, said
    assert "nothing new" in said
    assert store.current(out) == before


def test_a_night_makes_an_index_of_an_earlier_program_again(server: Server, tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(SHIPPED, raw)
    with pytest.MonkeyPatch.context() as then:
        be_of_version(1, then)
        pipeline.run(raw, out, load_settings(settle_seconds=0, workers=1))
    text = (SHIPPED / "bridge.txt").read_text("utf-8")
    (raw / "bridge_again.txt").write_text(text, "utf-8")
    status, said = server.run("flows", raw, out, INGEST_SETTLE_SECONDS="0")
    assert status == 0, said
    assert "Traceback" not in said
    runs = store.open_dataset(out, "runs").to_table(columns=["kind", "duplicates"]).to_pylist()
    assert [(run["kind"], run["duplicates"]) for run in runs][1:] == [("reindex", 0), ("run", 1)]
    run_id = server.runs("nightly")[0]["id"]
    told = [line for line in server.logs(run_id) if "earlier program" in line]
    assert len(told) == 2
    assert "was made again: it knows 8 articles" in server.artifacts(run_id)["summary"]


def test_a_setting_makes_a_silent_source_fail_the_flow_after_it_is_published(
    server: Server, tmp_path: Path
) -> None:
    out, told = tmp_path / "out", tmp_path / "told.txt"
    plant_nights(out, 40, {("The Daily", "en"): 50})
    status, said = server.run(
        "flows",
        SHIPPED,
        out,
        INGEST_FAIL_ON="silent",
        INGEST_NOTIFY_COMMAND=f"tee {told}",
    )
    assert status == 1
    assert "Traceback" not in said
    assert "ingest: silent: source The Daily: nothing today" in said
    run = server.runs("nightly")[0]
    assert (run["state_type"], run["state_name"]) == ("FAILED", "Failed")
    assert run["state"]["message"].startswith("Incomplete: silent: source The Daily")
    assert store.open_dataset(out, "articles").count_rows() >= 7
    assert "nightly Failed: Incomplete: silent: source The Daily" in told.read_text()
    assert f"/runs/flow-run/{run['id']}" in told.read_text()


@pytest.mark.parametrize(
    ("raw", "out", "environment", "said"),
    [
        ("nowhere", "out", {}, "no folder of raw files at"),
        ("raw", "raw/out", {}, "must not lie in RAW"),
        ("raw", "out", {"INGEST_WORKERS": "many"}, "setting workers"),
        ("raw", "out", {"INGEST_FAIL_ON": "tuesdays"}, "setting fail_on"),
    ],
)
def test_a_call_that_cannot_work_is_one_line_and_status_2(  # noqa: PLR0917
    server: Server, tmp_path: Path, raw: str, out: str, environment: dict[str, str], said: str
) -> None:
    (tmp_path / "raw").mkdir()
    status, lines = server.run("flows", tmp_path / raw, tmp_path / out, **environment)
    assert status == 2
    assert lines.count("\n") == 1
    assert lines.startswith("ingest: ")
    assert said in lines


def test_a_server_that_does_not_answer_is_one_line_and_status_2(
    server: Server, tmp_path: Path
) -> None:
    status, said = server.run(
        "flows", SHIPPED, tmp_path / "out", PREFECT_API_URL="http://127.0.0.1:9/api"
    )
    assert status == 2
    assert "Traceback" not in said
    assert "does not answer: start it, or unset PREFECT_API_URL" in said


def hang(raw: Path) -> None:
    """Enough work that a run can be caught in the middle of it."""
    text = (SHIPPED / "bridge.txt").read_text("utf-8")
    for number in range(3000):
        (raw / f"{number:05d}.txt").write_text(f"{text}\n\nEdition {number} of this article.")


def is_reading(out: Path) -> bool:
    return any((out / ".ingest" / "staging").glob("*/markers/*"))


def children_of(pid: int) -> set[int]:
    """Processes of a process group, by /proc; empty where there is none."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == pid and fields[0] != "Z":
            found.add(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_leaves_nothing_half_done_and_the_next_one_repairs_it(
    server: Server, tmp_path: Path, how: signal.Signals
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    hang(raw)
    process = server.start("flows", raw, out, INGEST_SETTLE_SECONDS="0", INGEST_WORKERS="1")
    try:
        wait_for(lambda: process.poll() is not None or is_reading(out))
        os.kill(process.pid, how)
        said, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode != 0, said
    wait_for(lambda: not children_of(process.pid), 30)
    assert store.current(out) is None
    for path in sorted(raw.iterdir())[5:]:
        path.unlink()
    status, said = server.run("flows", raw, out, INGEST_SETTLE_SECONDS="0")
    assert status == 0, said
    assert not any((out / ".ingest" / "staging").glob("*/markers/*")) or store.current(out)
    rows = store.open_dataset(out, "files").count_rows()
    assert rows == 5


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_people_see_the_run_its_summary_and_its_picture_in_the_ui(
    server: Server, night: tuple[Path, str, int, str], tmp_path: Path
) -> None:
    _, run_id, _, _ = night
    chosen = {"flow_run_id": {"any_": [run_id]}}
    made = server.ask("artifacts/filter", artifacts=chosen)
    ids = {item["key"]: item["id"] for item in made}
    pages = {
        f"runs/flow-run/{run_id}": ["nightly 20", "Completed", "silent: source The Daily"],
        f"artifacts/artifact/{ids['summary']}": ["Volume, against its own history", "The Daily"],
        f"artifacts/artifact/{ids['outcomes']}": ["quarantined", "no bytes at all"],
    }
    base = server.api.removesuffix("/api")
    with start_browser(tmp_path / "profile") as browser:
        browser.show(1400, 1000)
        for page, texts in pages.items():
            browser.call("Page.navigate", url=f"{base}/{page}")
            for text in texts:
                browser.wait(f"(document.body?.innerText ?? '').includes({json.dumps(text)})")
        picture = f"artifacts/artifact/{ids['picture-of-the-day']}"
        browser.call("Page.navigate", url=f"{base}/{picture}")
        browser.wait("[...document.images].some(i => i.src.startsWith('data:') && i.width > 300)")
