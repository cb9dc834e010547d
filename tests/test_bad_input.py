"""Bad input ends as a row with a reason; the run goes on and the original stays as it is."""

import os
import resource
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import pipeline, stages, store
from ingest.accounting import RunReport
from ingest.anatomy.draft import Draft
from ingest.errors import OutputUnusable, RawFolderMissing, SettingsInvalid, UsageError
from ingest.settings import Settings, load_settings
from shipped import Rows
from store_inline import Inline

GOOD = (
    "Town opens its library again\n\nThe library of the old town opened its doors again on Monday"
    " after two years of repairs, and more than four hundred people came to see it.\n\nThe roof,"
    " the windows and most of the wiring were renewed; the books had been kept in a school.\n"
)
Take = Callable[[], RunReport]
ReadRows = Callable[[str], Rows]

CASES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": (b" \t\n\r\n  \xc2\xa0\n", "blank"),
    "binary": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "binary"),
    "only_nuls": (b"\x00" * 5000, "binary"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_a_row_beside_the_good_one(
    name: str, raw: Path, take: Take, rows: ReadRows
) -> None:
    content, reason = CASES[name]
    (raw / "good.txt").write_text(GOOD)
    (raw / "bad.txt").write_bytes(content)
    report = take()
    assert (report.counts.articles, report.counts.quarantined) == (1, 1)
    [row] = rows("quarantine")
    assert (row["source_path"], row["reason"], row["stage"]) == ("bad.txt", reason, "read")
    assert (raw / "bad.txt").read_bytes() == content
    [file] = [row for row in rows("files") if row["source_path"] == "bad.txt"]
    assert (file["outcome"], file["reason"], file["quarantined"]) == ("quarantined", reason, 1)


def test_some_bad_bytes_do_not_cost_the_article(raw: Path, take: Take, rows: ReadRows) -> None:
    (raw / "damaged.txt").write_bytes(GOOD.encode().replace(b"Monday", b"Mon\xff\xfeday"))
    take()
    assert len(rows("articles")) + len(rows("quarantine")) == 1


def test_entries_that_are_no_files_are_rows(
    raw: Path, tmp_path: Path, take: Take, rows: ReadRows
) -> None:
    (raw / "good.txt").write_text(GOOD)
    os.mkfifo(raw / "pipe")
    (raw / "loop").symlink_to("loop")
    (tmp_path / "outside.txt").write_text("secret")
    (raw / "way_out").symlink_to(tmp_path / "outside.txt")
    listener = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(raw)  # the path of a socket is short
    listener.bind("socket")
    os.chdir(here)
    take()
    listener.close()
    found = {row["source_path"]: row["reason"] for row in rows("quarantine")}
    assert found == {
        "pipe": "not_a_file",
        "loop": "link_broken",
        "way_out": "link_outside",
        "socket": "not_a_file",
    }
    assert all("secret" not in row["excerpt"] for row in rows("quarantine"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_without_permission_it_waits_in_quarantine_until_there_is(
    raw: Path, take: Take, rows: ReadRows
) -> None:
    (raw / "closed.txt").write_text(GOOD)
    (raw / "closed.txt").chmod(0o000)
    take()
    assert rows("quarantine")[0]["reason"] == "no_permission"
    assert take().committed is False
    (raw / "closed.txt").chmod(0o600)
    assert take().counts.articles == 1


def test_a_file_that_vanishes_in_mid_run_is_a_row(
    raw: Path, out: Path, settings: Settings, rows: ReadRows
) -> None:
    (raw / "good.txt").write_text(GOOD)
    (raw / "gone.txt").write_text(GOOD + "more")

    def remove(stage: str, done: int, total: int) -> None:
        (raw / "gone.txt").unlink(missing_ok=True)

    report = pipeline.run(raw, out, settings, remove)
    assert (report.counts.articles, report.reasons) == (1, {"vanished": 1})


def test_odd_names_are_kept_apart(raw: Path, take: Take, rows: ReadRows) -> None:
    with open(os.fsencode(raw) + b"/caf\xe9.txt", "w") as file:
        file.write(GOOD)
    (raw / "two\nlines.txt").write_text(GOOD)
    (raw / "'quoted' \"name\".txt").write_text(GOOD)
    report = take()
    assert (report.counts.articles, report.counts.duplicates) == (1, 2)
    names = {row["source_path"] for row in rows("files")}
    assert names == {"caf\\xe9.txt", "two\nlines.txt", "'quoted' \"name\".txt"}


def test_a_huge_single_line_is_refused_in_bounded_memory(
    raw: Path, take: Take, rows: ReadRows
) -> None:
    (raw / "good.txt").write_text(GOOD)
    with (raw / "line.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"word " * 209_715)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    take()
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert [row["reason"] for row in rows("quarantine")] == ["too_large"]
    assert len(rows("articles")) == 1
    assert max(0, after - before) < 700_000  # kilobytes: less than four copies of the line


def test_no_raw_folder_is_one_line(tmp_path: Path, out: Path, settings: Settings) -> None:
    with pytest.raises(RawFolderMissing, match="no folder of raw files at"):
        pipeline.run(tmp_path / "nowhere", out, settings)
    assert not out.exists()


def test_out_that_is_a_file_is_one_line(raw: Path, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputUnusable):
        pipeline.run(raw, tmp_path / "file", settings)


def test_out_inside_raw_is_refused(raw: Path, settings: Settings) -> None:
    with pytest.raises(UsageError, match="must not lie in RAW"):
        pipeline.run(raw, raw / "out", settings)


def test_an_output_path_that_is_not_utf8_is_refused(
    raw: Path, tmp_path: Path, settings: Settings
) -> None:
    out = tmp_path / "o\udcffut"
    with pytest.raises(OutputUnusable, match="not in UTF-8"):
        pipeline.run(raw, out, settings)
    assert not out.exists()


def test_a_setting_that_does_not_fit_fails_before_any_work(tmp_path: Path) -> None:
    toml = tmp_path / "ingest.toml"
    toml.write_text("shard_files = 0\n")
    with pytest.raises(SettingsInvalid, match="shard_files"):
        load_settings(toml)
    toml.write_text("shard_flies = 10\n")
    with pytest.raises(SettingsInvalid, match="shard_flies"):
        load_settings(toml)
    toml.write_text("not toml at all [")
    with pytest.raises(SettingsInvalid, match=r"ingest\.toml"):
        load_settings(toml)


def test_an_empty_folder_publishes_nothing(take: Take, out: Path) -> None:
    assert take().committed is False
    assert store.current(out) is None


def test_only_bad_files_still_make_datasets_that_can_be_read(
    raw: Path, take: Take, rows: ReadRows
) -> None:
    (raw / "empty.txt").write_bytes(b"")
    take()
    assert (rows("articles"), rows("duplicates"), len(rows("quarantine"))) == ([], [], 1)


def test_an_error_that_nobody_foresaw_in_one_article_costs_that_article_alone(
    raw: Path, tmp_path: Path, rows: ReadRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(draft: Draft) -> None:
        if "dredging" in draft.raw.text:
            raise IndexError("string index out of range")

    dissecting = sys.modules["ingest.anatomy.dissect"]
    monkeypatch.setattr(dissecting, "STEPS", (*dissecting.STEPS, fail))
    monkeypatch.setattr(stages, "Workers", Inline)
    (raw / "good.txt").write_text(GOOD)
    (raw / "odd.txt").write_text(GOOD.replace("repairs", "dredging"))
    report = pipeline.run(raw, tmp_path / "out", load_settings(settle_seconds=0, workers=1))
    assert (report.counts.articles, report.counts.quarantined) == (1, 1)
    [row] = rows("quarantine")
    assert (row["source_path"], row["stage"], row["reason"]) == (
        "odd.txt", "anatomy", "anatomy_failed",
    )  # fmt: skip
    assert row["detail"] == "IndexError: string index out of range"
    assert row["excerpt"].startswith("Town opens")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('workers = "many"', r"setting workers \(.*own.toml\): .*got 'many'"),
        ("wrokers = 1", r"setting wrokers \(.*own.toml\): there is none .*; did you mean workers"),
        ("x = [", r"own.toml: Invalid value"),
    ],
)
def test_a_wrong_setting_names_its_file(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(line)
    with pytest.raises(SettingsInvalid, match=said):
        load_settings(path)


def test_a_variable_names_another_file_of_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text("workers = 7")
    (tmp_path / "given.toml").write_text("workers = 8")
    monkeypatch.setenv("INGEST_SETTINGS", str(tmp_path / "own.toml"))
    assert load_settings().workers == 7
    assert load_settings(tmp_path / "given.toml").workers == 8
    monkeypatch.setenv("INGEST_SETTINGS", str(tmp_path / "gone.toml"))
    with pytest.raises(SettingsInvalid, match=r"no settings file at .*gone\.toml"):
        load_settings()
    monkeypatch.setenv("INGEST_SETTINGS", "")
    assert load_settings().workers == 0


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_settings_that_cannot_be_read_are_one_line() -> None:
    with pytest.raises(SettingsInvalid, match=r"mem: cannot be read: Input/output error"):
        load_settings(Path("/proc/self/mem"))


def test_a_wrong_setting_names_its_variable_or_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_WORKERS", "-3")
    with pytest.raises(SettingsInvalid, match=r"setting workers \(INGEST_WORKERS\)"):
        load_settings()
    with pytest.raises(SettingsInvalid, match=r"setting workers \(as called\)"):
        load_settings(workers=-1)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("INGEST_WORKER", "3", r"\(INGEST_WORKER\): there is none .*; did you mean INGEST_WORKERS"),
        ("INGEST_FIELDS", "body", r"fields \(INGEST_FIELDS\): it is written like"),
        ("INGEST_FIELDS", '{"words": "bdoy"}', r"fields.words \(INGEST_FIELDS\): .*got 'bdoy'"),
        ("INGEST_TIME_ZONE", "Mars/Base", r"\(INGEST_TIME_ZONE\): no zone .*got 'Mars/Base'"),
        ("INGEST_TIME_ZONE", "Europe", r"\(INGEST_TIME_ZONE\): no zone"),
    ],
)
def test_a_variable_that_cannot_mean_anything_is_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsInvalid, match=said):
        load_settings()


def test_variables_of_others_are_nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_HOME", "/srv")
    monkeypatch.setenv("INGEST_TIME_ZONE", "Europe/Berlin")
    assert load_settings().time_zone == "Europe/Berlin"
