"""`import ingest` in a notebook: fast, typed, and plain about what it cannot do."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

import ingest
from ingest.errors import NewerVersion, OutputUnusable, UnknownId, UsageError
from news_corpus import FIRST_NIGHT, Corpus, publish_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("api") / "out"
    publish_corpus(out, Corpus(articles=100, nights=5))
    return out


@pytest.fixture(scope="module")
def run_ids(corpus: Path) -> list[str]:
    names: list[str] = ingest.open_dataset(corpus, "runs").to_table()["run_id"].to_pylist()
    return sorted(names)


def test_importing_the_package_loads_no_library() -> None:
    code = (
        "import sys, ingest; print([m for m in ('pandas', 'pyarrow', 'numba') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_lists_what_it_offers() -> None:
    offered = ["dataset_files", "open_dataset", "read_articles"]
    assert set(offered) <= set(dir(ingest))
    assert sorted(ingest.__all__) == offered
    with pytest.raises(AttributeError, match="no attribute 'read_article'"):
        ingest.read_article  # noqa: B018


def test_all_articles_come_with_all_columns_in_a_stable_order(corpus: Path) -> None:
    articles = ingest.read_articles(corpus)
    assert len(articles) == 100
    assert list(articles.columns) == ingest.open_dataset(corpus).schema.names
    dated = articles.published_at.dropna()
    assert dated.is_monotonic_increasing
    assert articles.published_at.isna().to_numpy()[: len(dated)].sum() == 0
    pd.testing.assert_frame_equal(articles, ingest.read_articles(str(corpus)))


def test_types_are_those_of_the_data_dictionary(corpus: Path) -> None:
    types = ingest.read_articles(corpus).dtypes.astype("str")
    assert types["published_at"] == "datetime64[us, UTC]"
    assert types["language"] == "category"
    assert types["word_count"] == "int32"
    assert types["headline"] == "str"
    assert types["ingest_date"].startswith("datetime64")


@pytest.mark.parametrize(
    ("since", "nights"),
    [
        ("2026-10-04", 2),
        (date(2026, 10, 4), 2),
        (datetime(2026, 10, 4, 3, tzinfo=UTC), 1),
        (datetime(2026, 10, 4, 2), 2),  # noqa: DTZ001  # without a zone it is UTC
        ("2026-10-04T04:00+02:00", 2),
        ("2026-10-01", 5),
        ("2030-01-01", 0),
    ],
)
def test_since_a_moment_means_taken_in_then_or_later(
    corpus: Path, since: str | date | datetime, nights: int
) -> None:
    assert len(ingest.read_articles(corpus, since=since, columns=["article_id"])) == 20 * nights


def test_since_a_run_means_after_it_so_that_every_article_is_read_once(
    corpus: Path, run_ids: list[str]
) -> None:
    seen: list[str] = []
    for before, run_id in zip([None, *run_ids], run_ids, strict=False):
        new = ingest.read_articles(corpus, since=before, columns=["article_id", "run_id"])
        seen += new[new.run_id == run_id].article_id.tolist()
    assert len(seen) == len(set(seen)) == 100
    assert len(ingest.read_articles(corpus, since=run_ids[-1])) == 0


def test_language_where_and_columns_narrow_what_is_read(corpus: Path) -> None:
    columns = ["headline", "language", "word_count"]
    few = ingest.read_articles(
        corpus, language=("fr", "de"), where="word_count > 10", columns=columns
    )
    assert list(few.columns) == columns
    assert set(few.language) <= {"fr", "de"}
    assert len(few) > 0
    french = ingest.read_articles(corpus, language="fr", columns="language")
    assert set(french.language) == {"fr"}
    assert len(ingest.read_articles(corpus, language="xx")) == 0
    assert len(ingest.read_articles(corpus, language=[])) == 0


def test_an_open_dataset_is_one_snapshot_whatever_comes_later(tmp_path: Path) -> None:
    publish_corpus(tmp_path, Corpus(articles=5, nights=1))
    opened = ingest.open_dataset(tmp_path)
    publish_corpus(tmp_path, Corpus(articles=7, nights=1, seed=8))
    assert opened.count_rows() == 5
    assert len(ingest.read_articles(tmp_path)) == 12


def test_a_place_that_cannot_be_read_gets_advice(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place, words in (
        (tmp_path / "nowhere", "there is no such folder"),
        (tmp_path / "file", "there is no such folder"),
        (tmp_path, "ingest run RAW"),
        (corpus / "duplicates", "is one dataset"),
    ):
        with pytest.raises(OutputUnusable, match=words):
            ingest.read_articles(place)


def test_a_folder_where_nothing_is_published_yet_says_so(tmp_path: Path) -> None:
    from ingest import store

    store.ensure(tmp_path)
    with pytest.raises(OutputUnusable, match="nothing is published yet"):
        ingest.read_articles(tmp_path)


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    publish_corpus(tmp_path, Corpus(articles=2, nights=1))
    (tmp_path / ".ingest" / "format.json").write_text('{"format": 99}')
    with pytest.raises(NewerVersion, match="layout 99"):
        ingest.open_dataset(tmp_path)


def test_what_does_not_exist_is_named(corpus: Path) -> None:
    with pytest.raises(UsageError, match="no column title"):
        ingest.read_articles(corpus, columns=["title"])
    with pytest.raises(UsageError, match="'yesterday' is neither"):
        ingest.read_articles(corpus, since="yesterday")
    with pytest.raises(UnknownId, match="no run is named"):
        ingest.read_articles(corpus, since=f"{FIRST_NIGHT:%Y%m%dT%H%M%S}000000Z-ffff")
    with pytest.raises(UsageError, match="where: "):
        ingest.read_articles(corpus, where="word_count >")
    with pytest.raises(UnknownId, match="no dataset is named news"):
        ingest.open_dataset(corpus, "news")
