"""The dataset's card: what is in OUT, for people and for catalogues."""

import os
from pathlib import Path

import pytest
import yaml

from ingest import store
from ingest.card import make_card, write_beside
from ingest.errors import OutputUnusable
from ingest.report import make_report
from ingest.schema import DATASETS
from news_corpus import Corpus, publish_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("card") / "processed"
    publish_corpus(out, Corpus(articles=150, nights=3))
    return out


@pytest.fixture(scope="module")
def card(corpus: Path) -> str:
    return make_card(corpus, licence="CC-BY-4.0")


def test_the_header_is_yaml_that_catalogues_understand(card: str) -> None:
    start, header, text = card.split("---\n", 2)
    found = yaml.safe_load(header)
    assert start == ""
    assert found["license"] == "CC-BY-4.0"
    assert found["size_categories"] == ["n<1K"]
    assert found["language"][0] == "en"
    assert [config["config_name"] for config in found["configs"]] == list(DATASETS)
    assert text.startswith("\n# processed\n")


def test_the_patterns_of_the_header_find_every_file_of_a_dataset(corpus: Path, card: str) -> None:
    import pyarrow.parquet as pq

    for config in yaml.safe_load(card.split("---\n", 2)[1])["configs"]:
        rows = sum(pq.read_metadata(path).num_rows for path in corpus.glob(config["data_files"]))
        assert rows == store.open_dataset(corpus, config["config_name"]).count_rows()


def test_every_column_of_every_dataset_is_described(card: str) -> None:
    for name, schema in DATASETS.items():
        part = card.partition(f"### {name}\n")[2].partition("\n### ")[0]
        for field in schema:
            assert f"| {field.name} |" in part
            assert field.metadata[b"description"].decode() in part


def test_descriptions_are_in_the_files_too(corpus: Path) -> None:
    import pyarrow.parquet as pq

    for name in DATASETS:
        for path in (corpus / name).glob("*/*.parquet"):
            for field in pq.read_schema(path):
                assert field.metadata[b"description"]


def test_coverage_limits_and_runs_are_counted(card: str) -> None:
    assert "150 news articles from" in card
    assert "Published 30 Sep 2026 to 3 Oct 2026." in card
    assert "| English | " in card
    assert "of the articles carry no date" in card
    assert "| 2026-10-03 02:00 | run | " in card
    assert card.index("2026-10-03 02:00") < card.index("2026-10-01 02:00")


def test_an_unknown_licence_is_called_unknown(corpus: Path) -> None:
    card = make_card(corpus)
    assert 'license: "unknown"' in card
    assert "belong to their publishers" in card


def test_names_of_sources_cannot_break_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news_corpus.SOURCES", ("a | b\n# c", "<script>x</script>", "[x](y)"))
    publish_corpus(tmp_path, Corpus(articles=40, nights=1))
    rows = [line for line in make_card(tmp_path).splitlines() if line.startswith("| ")]
    assert any(line.startswith("| a \\| b # c | ") for line in rows)
    assert not any("<script>" in line for line in rows)


def test_card_and_report_are_written_beside_the_datasets(corpus: Path, card: str) -> None:
    paths = write_beside(corpus, "CC-BY-4.0")
    assert [path.name for path in paths] == ["README.md", "report.html"]
    assert paths[0].read_text("utf-8") == card
    assert paths[1].read_text("utf-8") == make_report(corpus)
    inside = [path for name in DATASETS for path in (corpus / name).rglob("*") if path.is_file()]
    assert {path.suffix for path in inside} == {".parquet"}
    assert not [name for name in os.listdir(corpus) if name.endswith(".part")]


def test_an_empty_corpus_has_a_card(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    with store.write_lock(tmp_path):
        store.commit(tmp_path, store.Change(added={}))
    assert "No article says when it was published." in make_card(tmp_path)


def test_a_place_that_is_no_dataset_gets_advice(tmp_path: Path) -> None:
    with pytest.raises(OutputUnusable, match="holds no datasets"):
        write_beside(tmp_path)
