"""Nights are compared with the nights before: what is missing is said, what is normal is not."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.completeness import Finding, Volumes, assess, breaks_the_run, build_history, overview
from ingest.completeness.volumes import (
    MOST_CELLS,
    OTHERS,
    Cell,
    FolderCount,
    add_up,
    decode,
    encode,
    measure,
)

START = dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC)  # a Monday
Rate = Callable[[dt.date], float]


def cell(source: str, records: int, language: str = "en", **more: float) -> Cell:
    """Articles of about 3,000 characters, one in ten a duplicate."""
    length = np.log(more.get("length", 3000.0))
    duplicates = int(more.get("duplicates", records // 10))
    squares = records * (length**2 + 0.25)
    return Cell(source, language, records, duplicates, records * length, squares)


def nights(
    sources: Mapping[str, float | Rate], days: int = 43, seed: int = 1
) -> list[tuple[dt.datetime, Volumes]]:
    """One run a night, with as many articles as chance gives around each source's rate."""
    random = np.random.default_rng(seed)
    runs = []
    for day in range(days):
        at = START + dt.timedelta(days=day)
        cells = []
        for name, rate in sources.items():
            mean = rate(at.date()) if callable(rate) else rate
            count = int(random.poisson(mean))
            if count:
                cells.append(cell(name, count))
        folders = (FolderCount("in/", sum(c.records for c in cells), 2),)
        runs.append((at, Volumes(tuple(cells), folders)))
    return runs


def judged(runs: list[tuple[dt.datetime, Volumes]], threshold: float = 4.0) -> tuple[Finding, ...]:
    return assess(build_history(runs), threshold)


def with_today(
    runs: list[tuple[dt.datetime, Volumes]], *cells: Cell, quarantined: int = 2
) -> list[tuple[dt.datetime, Volumes]]:
    folders = (FolderCount("in/", sum(c.records for c in cells) + quarantined, quarantined),)
    return [*runs[:-1], (runs[-1][0], Volumes(cells, folders))]


def on_workdays(rate: float, weekend: float) -> Rate:
    return lambda date: weekend if date.weekday() >= 5 else rate


def kinds(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.kind, finding.series) for finding in findings}


def test_ordinary_nights_give_no_finding() -> None:
    runs = nights({"The Post": 200, "Mail": 40, "Gazette": 3})
    assert judged(runs) == ()


def test_a_source_that_fell_silent_is_named_with_what_was_expected() -> None:
    runs = nights({"The Post": 200, "Mail": 40})
    found = judged(with_today(runs, cell("The Post", 205)))
    silent = [finding for finding in found if finding.kind == "silent"]
    assert [finding.series for finding in silent] == ["source Mail"]
    assert silent[0].actual == 0
    assert 35 < silent[0].expected < 45
    assert silent[0].text.startswith("source Mail: nothing today, where about ")


def test_a_rare_source_is_called_silent_only_after_longer_than_ever_before() -> None:
    """Two articles a week: a week without any is nothing, two months are."""
    rate: Rate = lambda date: 1.0 if date.weekday() in (0, 3) else 0.0  # noqa: E731
    runs = nights({"The Post": 200, "Weekly": rate}, days=60, seed=3)
    seen = [any(c.source == "Weekly" for c in volumes.cells) for _, volumes in runs]
    assert any(seen)
    assert judged(runs) == ()
    last = max(index for index, there in enumerate(seen[:30]) if there)
    quiet = [
        (at, Volumes(tuple(c for c in volumes.cells if c.source != "Weekly"), volumes.folders))
        if index > last
        else (at, volumes)
        for index, (at, volumes) in enumerate(runs)
    ]
    assert ("silent", "source Weekly") not in kinds(judged(quiet[: last + 6]))


def test_a_loss_of_a_third_is_found_in_one_night() -> None:
    runs = nights({"The Post": 200, "Mail": 40})
    found = judged(with_today(runs, cell("The Post", 135), cell("Mail", 40)))
    assert ("loss", "source The Post") in kinds(found)
    assert "source Mail" not in {finding.series for finding in found}


def test_small_losses_add_up_over_days() -> None:
    """A fifth less of forty a day is nothing in one night, and plain after a week."""
    runs = nights({"Mail": 60}, days=50)
    one = with_today(runs[:44], cell("Mail", 42))
    assert judged(one) == ()
    week = [
        (at, Volumes((cell("Mail", 42),), volumes.folders)) if index >= 43 else (at, volumes)
        for index, (at, volumes) in enumerate(runs)
    ]
    found = judged(week)
    assert ("loss", "source Mail") in kinds(found)
    assert max(finding.days for finding in found) == 7


def test_weekends_are_compared_with_weekends() -> None:
    runs = nights({"Daily": on_workdays(200, 20)}, days=50)
    saturday, monday = runs[:48], runs
    assert (saturday[-1][0].weekday(), monday[-1][0].weekday()) == (5, 0)
    assert judged(saturday) == ()
    assert judged(monday) == ()
    assert ("loss", "source Daily") in kinds(judged(with_today(monday, cell("Daily", 20))))


def test_a_night_without_a_run_makes_the_next_one_twice_as_large() -> None:
    runs = nights({"The Post": 200})
    merged = [*runs[:-2], (runs[-1][0], add_up([runs[-2][1], runs[-1][1]]))]
    assert judged(merged) == ()
    lost = [*runs[:-2], runs[-1]]
    assert ("loss", "source The Post") in kinds(judged(lost))


def test_two_runs_of_one_day_count_together() -> None:
    runs = nights({"The Post": 200})
    at, volumes = runs[-1]
    half = Volumes(tuple(cell(c.source, c.records // 2) for c in volumes.cells), volumes.folders)
    split = [*runs[:-1], (at, half), (at + dt.timedelta(minutes=5), half)]
    assert judged(split) == ()
    assert len(build_history(split).days) == len(runs)


def test_a_spike_and_a_new_source_are_told() -> None:
    runs = nights({"The Post": 100})
    found = judged(with_today(runs, cell("The Post", 400), cell("Echo", 30), cell("Note", 2)))
    assert ("spike", "source The Post") in kinds(found)
    assert ("new", "source Echo") in kinds(found)
    assert "source Note" not in {finding.series for finding in found}


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (cell("The Post", 100, length=700.0), "length"),
        (cell("The Post", 100, duplicates=70), "duplicates"),
        (cell("The Post", 100, language="fr"), "language"),
    ],
)
def test_a_sudden_change_of_kind_is_told(today: Cell, kind: str) -> None:
    found = judged(with_today(nights({"The Post": 100}), today))
    assert (kind, "source The Post") in kinds(found)


def test_quarantine_is_compared_per_folder() -> None:
    runs = nights({"The Post": 100})
    found = judged(with_today(runs, cell("The Post", 100), quarantined=40))
    assert ("quarantine", "folder in/") in kinds(found)
    texts = [finding.text for finding in found if finding.series == "folder in/"]
    assert texts == ["folder in/: 29% are quarantined today; it is 2% as a rule"]


def test_a_week_of_history_is_needed() -> None:
    runs = nights({"The Post": 100}, days=7)
    assert judged(with_today(runs, cell("The Post", 1))) == ()


def test_silences_come_first() -> None:
    runs = nights({"The Post": 200, "Mail": 200, "Echo": 200})
    found = judged(with_today(runs, cell("The Post", 90), cell("Echo", 900)))
    assert found[0].kind == "silent"
    order = [finding.kind for finding in found]
    assert order == sorted(order, key=["silent", "loss", "spike"].index)


def test_settings_say_what_breaks_a_run() -> None:
    runs = nights({"The Post": 200, "Mail": 200, "Echo": 200})
    found = judged(with_today(runs, cell("The Post", 90), cell("Echo", 900)))
    assert breaks_the_run(found, "never") == ()
    assert {finding.kind for finding in breaks_the_run(found, "silent")} == {"silent"}
    assert {finding.kind for finding in breaks_the_run(found, "loss")} == {"silent", "loss"}
    assert {finding.kind for finding in breaks_the_run(found, "any")} == {"silent", "loss", "spike"}


def test_the_picture_shows_all_first_then_languages_then_sources() -> None:
    runs = nights({"The Post": 200, "Mail": 40})
    rows = overview(build_history(runs))
    assert [row.series for row in rows] == [
        "all",
        "language en",
        "source The Post",
        "source Mail",
    ]
    assert all(len(row.recent) == 14 for row in rows)
    assert rows[2].expected == pytest.approx(200, rel=0.1)
    assert rows[0].today == sum(c.records for c in runs[-1][1].cells)


def test_sources_beyond_the_limit_are_counted_together() -> None:
    many = [Volumes((cell(f"source {n:05d}", 5),)) for n in range(MOST_CELLS + 50)]
    summed = add_up(many)
    assert len(summed.cells) == MOST_CELLS
    assert summed.cells[-1].source == OTHERS
    assert sum(c.records for c in summed.cells) == 5 * len(many)


def test_records_are_counted_by_source_and_language() -> None:
    records = pa.table(
        {
            "source_path": ["a/1.txt", "a/2.txt", "b.zip!/c/3.txt", "a/4.txt"],
            "publisher": ["The Post", None, None, "The Post"],
            "url": [None, "https://www.mail.example/x", None, None],
            "language": pa.array(["en", "en", "fr", "en"]).dictionary_encode(),
            "char_count": pa.array([100, 200, 300, 400], pa.int32()),
            "outcome": ["article", "article", "duplicate", "unchanged"],
        }
    )
    quarantine = pa.table({"source_path": ["a/bad.txt", "other/empty.txt"]})
    volumes = measure(records, quarantine)
    counted = {(c.source, c.language): (c.records, c.duplicates) for c in volumes.cells}
    assert counted == {
        ("The Post", "en"): (1, 0),
        ("mail.example", "en"): (1, 0),
        ("./", "fr"): (1, 1),
    }
    assert set(volumes.folders) == {
        FolderCount("a/", 3, 1),
        FolderCount("./", 1, 0),
        FolderCount("other/", 1, 1),
    }


NAMES = st.text(max_size=8)
CELLS = st.lists(
    st.builds(
        Cell,
        NAMES,
        st.sampled_from(["en", "de", "und"]),
        st.integers(1, 1000),
        st.integers(0, 10),
        st.floats(0, 1e4).map(lambda x: round(x, 3)),
        st.floats(0, 1e5).map(lambda x: round(x, 3)),
    ),
    max_size=20,
)
FOLDERS = st.lists(st.builds(FolderCount, NAMES, st.integers(0, 99), st.integers(0, 99)))
VOLUMES = st.builds(Volumes, CELLS.map(tuple), FOLDERS.map(tuple))


@given(VOLUMES)
def test_what_is_encoded_is_decoded(volumes: Volumes) -> None:
    assert decode(encode(volumes)) == volumes
    assert decode(None) == Volumes()


@settings(max_examples=25, deadline=None)
@given(st.lists(VOLUMES, max_size=10), st.randoms())
def test_the_order_of_runs_does_not_matter(several: list[Volumes], random: Random) -> None:
    runs = [(START + dt.timedelta(days=day), volumes) for day, volumes in enumerate(several)]
    shuffled = list(runs)
    random.shuffle(shuffled)
    if not runs:
        assert assess(build_history(runs), 4.0) == ()
        return
    found = assess(build_history(runs), 4.0)
    assert found == assess(build_history(shuffled), 4.0)
    json.dumps([finding.text for finding in found])
