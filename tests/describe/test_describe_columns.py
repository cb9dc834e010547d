"""The columns of measures: types, nulls, and nothing that depends on company."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from ingest import describe
from ingest.describe import columns
from ingest.settings import Settings

SETTINGS = Settings()
NEWS = (
    "The mayor said the council would discuss the new budget on Monday. Members of the party have"
    " asked that the plan be changed. It was not clear whether they would get a majority.\n\n"
    "The vote had been expected in March. Several members said they needed more time to read it,"
    " and that the city should wait for the report of the auditors. They will meet again soon."
)
HOSTILE = [
    "",
    "x",
    " ",
    "\n\n\n",
    "😀" * 300,
    "\u0301" * 500,
    "\u0378" * 300,
    "a" * 50_000,
    "语" * 9_000,
]


def described(texts: list[str]) -> dict[str, list[object]]:
    found = describe.describe(pa.array(texts, pa.large_string()), SETTINGS)
    return {name: values.to_pylist() for name, values in found.items()}


def test_every_field_is_computed_with_its_type() -> None:
    found = describe.describe(pa.array([NEWS, ""], pa.large_string()), SETTINGS)
    assert list(found) == [field.name for field in describe.FIELDS]
    for field in describe.FIELDS:
        assert found[field.name].type == field.type, field.name
        assert len(found[field.name]) == 2
        assert field.nullable or found[field.name].null_count == 0, field.name


def test_an_article_is_measured() -> None:
    found = {name: values[0] for name, values in described([NEWS]).items()}
    assert found["language"] == "en"
    assert found["language_flag"] is None
    assert found["char_count"] == len(NEWS)
    assert found["word_count"] == len(NEWS.replace("\n", " ").split())
    assert found["sentence_count"] == 6
    assert found["paragraph_count"] == 2
    assert found["reading_time_minutes"] == pytest.approx(67 / 228)
    assert 0.7 < found["lexical_diversity"] < 1
    assert 50 < found["readability"] < 90
    assert found["readability_formula"] == "Flesch Reading Ease"
    assert found["quality_flags"] == []


def test_an_empty_chunk_has_every_column() -> None:
    found = describe.describe(pa.array([], pa.large_string()), SETTINGS)
    assert [(name, len(values)) for name, values in found.items()] == [
        (field.name, 0) for field in describe.FIELDS
    ]
    assert all(found[field.name].type == field.type for field in describe.FIELDS)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_bodies_have_defined_values(text: str) -> None:
    found = {name: values[0] for name, values in described([text]).items()}
    assert found["char_count"] == len(text)
    assert found["word_count"] >= 0
    assert found["sentence_count"] <= max(1, found["word_count"])
    assert 0 <= found["language_confidence"] <= 1
    assert found["lexical_diversity"] is None or 0 < found["lexical_diversity"] <= 1
    assert "gopher_word_count" in found["quality_flags"] or found["word_count"] >= 50


def test_nothing_depends_on_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [NEWS, *HOSTILE, NEWS + NEWS, NEWS[:100]] * 2
    whole = described(texts)
    for size in (1, 700, 60_000):
        monkeypatch.setattr(columns, "_BLOCK", size)
        assert described(texts) == whole


def test_nothing_depends_on_order_or_slices() -> None:
    texts = [NEWS, *HOSTILE, NEWS[50:]]
    forward, backward = described(texts), described(texts[::-1])
    assert {name: values[::-1] for name, values in backward.items()} == forward
    sliced = pa.array(["before", *texts, "after"], pa.large_string()).slice(1, len(texts))
    again = describe.describe(sliced, SETTINGS)
    assert {name: values.to_pylist() for name, values in again.items()} == forward


@limits(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_text_is_described(texts: list[str]) -> None:
    found = described([*texts, NEWS])
    assert found["char_count"] == [len(text) for text in [*texts, NEWS]]
    assert found["language"][-1] == "en"
    assert all(values == [] or len(values) == len(texts) + 1 for values in found.values())


def test_thai_counts_words_and_has_no_formula() -> None:
    found = {
        name: values[0] for name, values in described(["นายกเทศมนตรีกล่าวว่าสภาจะหารือ " * 20]).items()
    }
    assert found["word_count"] > 60
    assert found["readability"] is None
    assert found["readability_formula"] is None
    assert "c4_few_sentences" not in found["quality_flags"]


def test_warming_up_needs_no_settings_file() -> None:
    describe.warm()
