"""Fingerprints against plain Python: sets of shingles, counted."""

import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fingerprints import ALGORITHM_VERSION
from ingest.kernels.codepoints import decode
from ingest.kernels.facts import MAX_NUMBERS
from ingest.kernels.minhash import BANDS, FINGERPRINT, KEY_BITS, fingerprint
from ingest.kernels.pairs import COLUMNS, Signatures, measure
from ingest.kernels.tokens import table, tokenize
from writing import article, signatures_of

ANYTHING = np.zeros((1, 2 + len(COLUMNS)))


def shingles(text: str, size: int = 5) -> set[tuple[int, ...]]:
    points, _ = decode(pa.array([text], pa.large_string()))
    tokens, marks = np.empty(points.size, np.uint64), np.empty(points.size, np.uint8)
    found = tokens[: tokenize(points, table(), tokens, marks)].tolist()
    return (
        {tuple(found[i : i + size]) for i in range(max(1, len(found) - size + 1))}
        if found
        else set()
    )


def likeness(one: str, other: str) -> tuple[float, float]:
    left, right = shingles(one), shingles(other)
    common = len(left & right)
    return common / len(left | right), common / min(len(left), len(right))


def measured(pairs: list[tuple[str, str]]) -> np.ndarray:
    one = signatures_of([left for left, _ in pairs])
    other = signatures_of([right for _, right in pairs])
    places = np.arange(len(pairs))
    return measure(one, places, other, places, ANYTHING)[0]


def edited(seed: int, words: int, changes: int) -> str:
    rng = random.Random(seed)
    text = article(seed, words).split(" ")
    for _ in range(changes):
        text[rng.randrange(len(text))] = f"other{rng.randrange(10**6)}"
    return " ".join(text)


def test_jaccard_and_containment_are_near_the_exact_ones() -> None:
    pairs = []
    for seed in range(150):
        words = random.Random(seed).choice([40, 120, 300, 700, 2000])
        whole = article(seed, words)
        pairs.append((whole, edited(seed, words, words // random.Random(seed).choice([8, 20, 60]))))
        pairs.append(
            (whole, whole[: int(len(whole) * random.Random(seed).choice([0.4, 0.6, 0.85]))])
        )
    exact = np.array([likeness(*pair) for pair in pairs])
    found = measured(pairs)[:, :2]
    errors = np.sqrt(((found - exact) ** 2).mean(0))
    assert errors[0] <= 0.033
    assert errors[1] <= 0.033
    assert abs((found - exact).mean()) <= 0.01


@given(st.integers(0, 10**6), st.integers(5, 60), st.integers(0, 10))
@settings(max_examples=60, deadline=None)
def test_short_texts_are_measured_almost_exactly(seed: int, words: int, changes: int) -> None:
    pair = (article(seed, words), edited(seed, words, changes))
    assert measured([pair])[0, :2] == pytest.approx(likeness(*pair), abs=0.12)


@given(st.lists(st.sampled_from("ab c北 ไ1."), max_size=200).map("".join))
@settings(deadline=None)
def test_shingles_are_counted_exactly(text: str) -> None:
    batch = fingerprint(pa.array([text], pa.large_string()))
    assert batch["shingles"].to_pylist() == [len(shingles(text))]


def test_a_pair_measures_the_same_from_both_sides() -> None:
    one, other = article(1, 900), article(1, 900)[:2500]
    assert measured([(one, other)]).tolist() == measured([(other, one)]).tolist()


def test_a_text_is_wholly_like_itself() -> None:
    texts = [article(seed, words) for seed, words in enumerate((1, 4, 5, 30, 640, 5000))]
    alike = [place for place, name in enumerate(COLUMNS) if name != "known"]
    assert (measured([(text, text) for text in texts])[:, alike] == 1.0).all()


def test_a_body_without_words_is_like_nothing() -> None:
    assert not measured([("!?", article(1, 50)), ("", "")])[:, :2].any()


@pytest.mark.parametrize("pieces", [1, 2, 7])
def test_batches_make_no_difference(pieces: int, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = pa.array([article(seed, 30 + 11 * seed) for seed in range(20)], pa.large_string())
    whole = fingerprint(bodies)
    monkeypatch.setattr("ingest.kernels.minhash._BATCH_BYTES", 700)
    assert fingerprint(bodies).equals(whole)
    step = -(-20 // pieces)
    parts = [fingerprint(bodies.slice(at, step)) for at in range(0, 20, step)]
    assert pa.Table.from_batches(parts).combine_chunks().to_batches()[0].equals(whole)


def test_no_bodies_give_no_rows() -> None:
    empty = fingerprint(pa.array([], pa.large_string()))
    assert empty.num_rows == 0
    assert empty.schema == FINGERPRINT


def test_copies_share_keys_as_their_likeness_says() -> None:
    same, half, strange = [], [], []
    for seed in range(40):
        text = article(seed, 400)
        cut = " ".join(text.split(" ")[:200])
        keys = fingerprint(pa.array([text, text, cut, article(seed + 999, 400)], pa.large_string()))
        rows = [set(row) for row in keys["band_keys"].to_pylist()]
        same.append(len(rows[0] & rows[1]))
        half.append(len(rows[0] & rows[2]))
        strange.append(len(rows[0] & rows[3]))
    assert set(same) == {BANDS}
    assert min(half) >= 1
    assert BANDS * 0.25 - 3 < np.mean(half) < BANDS * 0.25 + 3
    assert set(strange) == {0}


def test_keys_fit_their_bits() -> None:
    keys = fingerprint(pa.array([article(seed, 90) for seed in range(50)], pa.large_string()))
    flat = keys["band_keys"].values.to_numpy()
    assert flat.max() < 1 << KEY_BITS
    assert flat.max() > 1 << (KEY_BITS - 2)


def test_numbers_are_distinct_sorted_and_few() -> None:
    text = " ".join(f"item {number} costs {number % 7}" for number in range(200))
    (kept,) = fingerprint(pa.array([text], pa.large_string()))["number_hashes"].to_pylist()
    assert len(kept) == MAX_NUMBERS
    assert kept == sorted(set(kept))


def test_numbers_and_names_are_compared() -> None:
    frame = (
        "The firm Altmark bought {} shares at {} from Brigitte Kolb and Jan Ode on the exchange."
    )
    names = list(COLUMNS)
    same, other = measured(
        [
            (frame.format(7, 2.5), frame.format(7, 2.5)),
            (frame.format(7, 2.5), frame.format(9, 2.5).replace("Kolb", "Hauck")),
        ]
    )
    assert same[names.index("facts")] == 1.0
    assert other[names.index("numbers")] == 0.5
    assert other[names.index("numbers_jaccard")] == pytest.approx(1 / 3)
    assert 0.5 < other[names.index("facts")] < 0.8


def test_the_version_changes_with_the_algorithm() -> None:
    """If this fails, the same body gives another fingerprint: raise ALGORITHM_VERSION."""
    body = (
        "Die Fähre legte um 12:30 Uhr in Malmö ab. 北京的天气很好。 She paid 1,500 to Anna Ek,"
        "\nGroße Straße."
    )
    row = fingerprint(pa.array([body], pa.large_string())).to_pylist()[0]
    parts = [*row["band_keys"], *row["sketch"], *row["names"], *row["number_hashes"]]
    total = sum((place + 1) * value for place, value in enumerate(parts)) % (1 << 61)
    assert (ALGORITHM_VERSION, row["shingles"], total) == (3, 20, EXPECTED)


EXPECTED = 1025769088279795780


def test_signatures_know_their_shapes() -> None:
    found = signatures_of([article(1, 50)])
    assert isinstance(found, Signatures)
    assert found.starts.tolist() == [0, len(found.numbers)]
