"""Conditions: what they choose, that they follow SQL on nulls, and what they say when wrong."""

import contextlib
import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UsageError
from ingest.where import parse_where, to_moment

MORNING = dt.datetime(2026, 11, 3, 6, 0, tzinfo=dt.UTC)
TABLE = pa.table(
    {
        "n": pa.array([1, 2, 3, None], pa.int32()),
        "share": pa.array([0.5, 1.5, -2.0, None], pa.float32()),
        "language": pa.array(["en", "de", None, "en"]).dictionary_encode(),
        "headline": ["It's 5 o'clock", "Über alles", None, "%_\\"],
        "body": pa.array(["a", "b", "c", "d"], pa.large_string()),
        "flags": pa.array([["x", "long_lines"], [], ["x"], None], pa.list_(pa.string())),
        "at": pa.array([MORNING, MORNING + dt.timedelta(hours=20), None, MORNING]),
        "day": pa.array([dt.date(2026, 11, 3)] * 3 + [None]),
    }
)


def chosen(condition: str) -> list[int]:
    """Numbers of the rows that pass, as scanned from a dataset."""
    import pyarrow.dataset as pads

    rows = TABLE.append_column("row", pa.array(range(len(TABLE))))
    which = parse_where(condition, TABLE.schema)
    found: list[int] = pads.dataset(rows).to_table(filter=which, columns=["row"])["row"].to_pylist()
    return found


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ("n = 2", [1]),
        ("n != 2", [0, 2]),
        ("n <> 2", [0, 2]),
        ("n < 2 or n > 2", [0, 2]),
        ("n <= 2 and n >= 2", [1]),
        ("n = -1", []),
        ("share < -1.5", [2]),
        ("share > 1", [1]),
        ("language = 'en'", [0, 3]),
        ("language in ('de', 'fr')", [1]),
        ("language not in ('de')", [0, 3]),
        ("not language in ('de')", [0, 3]),
        ("n between 2 and 3", [1, 2]),
        ("n not between 2 and 3", [0]),
        ("n between 1 and 2 and language = 'de'", [1]),
        ("language is null", [2]),
        ("language is not null and n is null", [3]),
        ("headline contains 'ÜBER'", [1]),
        ("headline contains '%'", [3]),
        ("headline not contains 'clock'", [1, 3]),
        ("headline = 'It''s 5 o''clock'", [0]),
        ("body = 'c'", [2]),
        ("body in ('c', 'd')", [2, 3]),
        ("body contains 'B'", [1]),
        ("flags has 'x'", [0, 2]),
        ("flags not has 'x'", [1]),
        ("flags has 'long'", []),
        ("flags is null", [3]),
        ("at >= '2026-11-04'", [1]),
        ("at < '2026-11-03T07:00:00+01:00'", []),
        ("at = '2026-11-03T06:00'", [0, 3]),
        ("day = '2026-11-03'", [0, 1, 2]),
        ("NOT (n = 1 OR n = 2) AND language IS NULL", [2]),
        ("n = 1 or n = 2 and language = 'en'", [0]),
    ],
)
def test_a_condition_chooses_the_rows_that_sql_would(condition: str, rows: list[int]) -> None:
    assert chosen(condition) == rows


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("", "one of the columns n, share"),
        ("nn = 1", "one of the columns"),
        ("n", "expected `=`"),
        ("n =", "a number or a 'text', character 4, at its end"),
        ("n = n", "a number or a 'text'"),
        ("n = 'x'", "a value that fits n (int32)"),
        ("n = 99999999999", "a value that fits n"),
        ("n = 1.5", "a value that fits n"),
        ("language = 5", "a value that fits language"),
        ("language = en", "a number or a 'text'"),
        ("language = 'en", "cannot read character 12"),
        ('language = "en"', "single quotes"),
        ("n = 1 n = 2", "`and`, `or` or the end"),
        ("(n = 1", "expected `)`"),
        ("n in ()", "a number or a 'text'"),
        ("n contains 'x'", "`contains` is for text"),
        ("n has 'x'", "`has` is for lists"),
        ("flags = 'x'", "`has`, for flags is a list"),
        ("at > 'yesterday'", "a value that fits at"),
        ("day = '2026-13-01'", "a value that fits day"),
        ("n is 5", "expected `null`"),
        ("__import__('os')", "one of the columns"),
        ("n = 1; drop", "cannot read character 6"),
        ("not " * 80 + "n = 1", "at most 50 levels"),
        ("(" * 80 + "n = 1", "at most 50 levels"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(condition: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_where(condition, TABLE.schema)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    with contextlib.suppress(UsageError):
        parse_where(text, TABLE.schema)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=20))
def test_a_text_with_its_quotes_doubled_means_itself(text: str) -> None:
    import pyarrow.dataset as pads

    rows = pa.table({"t": [text, text + "x"]})
    quoted = text.replace("'", "''")
    which = parse_where(f"t = '{quoted}'", rows.schema)
    assert pads.dataset(rows).to_table(filter=which)["t"].to_pylist() == [text]


def test_a_moment_without_zone_is_utc_and_others_are_brought_there() -> None:
    assert to_moment("2026-11-03T06:00") == MORNING
    assert to_moment("2026-11-03T07:00+01:00") == MORNING
    assert to_moment("2026-11-03").tzinfo == dt.UTC
