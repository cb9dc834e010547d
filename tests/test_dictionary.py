"""The data dictionary is the schema, in words."""

from ingest.dictionary import data_dictionary
from ingest.schema import DATASETS
from shipped import ROOT


def test_every_column_is_described_in_the_schema() -> None:
    for name, schema in DATASETS.items():
        for field in schema:
            text = (field.metadata or {}).get(b"description", b"").decode()
            assert text.endswith("."), f"{name}.{field.name}"


def test_the_dictionary_is_not_stale() -> None:
    on_disk = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert on_disk == data_dictionary(), "run: ingest dictionary > docs/data-dictionary.md"
