"""Measure the language column against labelled texts, and against langdetect itself.

Usage: python benchmarks/language.py DATA [--check] [--seconds]

DATA holds lid_lingua, lid_ud, lid_udhr, lid_udhr2, text_wikinews_en. Chinese counts as one
language. With `--seconds` the speed is measured too: run that alone on the machine.
"""

import argparse
import random
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from language_sets import (
    OUTSIDE,
    Text,
    articles,
    join,
    read_lingua,
    read_ud,
    read_udhr,
    read_wikinews,
)
from measures_floors import finish
from measuring import seconds

from ingest.describe.alphabets import TOLD_BY_LETTERS
from ingest.describe.dictionary_scripts import find_beginnings
from ingest.describe.engines import find_languages
from ingest.kernels.codepoints import decode
from ingest.kernels.profiletables import profiles
from ingest.kernels.words import find_words
from ingest.kernels.wordtables import word_tables
from ingest.settings import Settings

PROFILES = Settings()
BOTH = Settings(language_second_opinion="py3langid")
REFERENCE = Settings(language_engine="langdetect")
READABLE = 30
"""Characters; UD has thousands of headings and numbers that are shorter."""
SURE = 0.9


_TOLD = {
    "epo": "eo", "fao": "fo", "fri": "fy", "gla": "gd", "ltz": "lb", "mly_latn": "ms", "pbu": "ps",
    "sot": "st", "tuk_latn": "tk", "ydd": "yi", "Faroese": "fo", "Frisian": "fy", "Igbo": "ig",
    "Galician_Galego": "gl", "HaitianCreole_Kreyol": "ht", "Kinyarwanda": "rw", "Malagasy": "mg",
    "Maori": "mi", "ScottishGaelic_GaidhligAlbanach": "gd", "Shona": "sn", "Yoruba": "yo",
}  # fmt: skip
"""Declarations of Human Rights in languages without a profile that words or letters tell."""


class Found(NamedTuple):
    """What the column says about texts."""

    right: npt.NDArray[np.bool_]
    codes: npt.NDArray[np.str_]
    confidences: npt.NDArray[np.float64]
    flags: npt.NDArray[np.str_]


def ask(texts: list[Text], settings: Settings = PROFILES) -> Found:
    bodies = pa.array([text.text for text in texts], pa.large_string())
    points, tables = decode(bodies), word_tables()
    words = find_words(points, tables, find_beginnings(points, tables))
    found = find_languages(bodies, points, words, settings)
    codes = np.array(["zh" if code.startswith("zh") else code for code in found.codes])
    right = codes == np.array([text.language for text in texts])
    return Found(right, codes, found.confidences.astype(np.float64), np.array(found.flags))


def calibration_error(found: Found) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((found.confidences * 10).astype(int), 9)
    gaps = [
        (bins == k).mean()
        * abs(found.confidences[bins == k].mean() - found.right[bins == k].mean())
        for k in range(10)
        if (bins == k).any()
    ]
    return float(sum(gaps))


def mixtures(texts: list[Text], share: float, length: int = 1_800) -> list[Text]:
    """Put a block of another language before or behind each article."""
    draw = random.Random(5)
    made = []
    for own in texts:
        other = draw.choice(texts)
        if other.language == own.language:
            continue
        most = (own.text * 3)[: int(length * (1 - share))]
        rest = (other.text * 3)[: int(length * share)]
        parts = (most, rest) if draw.random() < 0.5 else (rest, most)
        made.append(Text("\n\n".join(parts), own.language, own.origin))
    return made


def teasers(texts: list[Text]) -> list[Text]:
    """Put 600 characters of English before 1,200 of another language."""
    english = [text.text for text in texts if text.language == "en"]
    foreign = [text for text in texts if text.language != "en"]
    return [
        Text(
            (english[k % len(english)] * 2)[:600] + "\n\n" + (own.text * 3)[:1200],
            own.language,
            own.origin,
        )
        for k, own in enumerate(foreign)
    ]


def sentence_figures(inside: list[Text], ud: list[Text]) -> dict[str, float]:
    figures = {}
    readable = [text for text in ud if len(text.text) >= READABLE]
    for name, texts in (("lingua", inside), ("ud", readable), ("ud_all", ud)):
        for engine, settings in (("profiles", PROFILES), ("both", BOTH)):
            found = ask(texts, settings)
            figures[f"language.{name}.{engine}"] = found.right.mean()
            figures[f"language.{name}.{engine}.ece"] = calibration_error(found)
    return figures


def article_figures(whole: list[Text], news: list[Text], data: Path) -> dict[str, float]:
    known = frozenset({*profiles().languages, "zh"})
    sentences = read_lingua(data, known | TOLD_BY_LETTERS)
    outside = [text for text in sentences if text.language == OUTSIDE]
    lettered = [text for text in sentences if text.language in TOLD_BY_LETTERS]
    declarations = [text for text in read_udhr(data) if text.language == OUTSIDE]
    found = ask(whole)
    pure = ask(whole + news)
    capitals = [Text(text.text.upper(), text.language, text.origin) for text in whole]
    cased = [text for text in capitals if text.text != text.text.lower()]
    figures = {
        "language.articles": found.right.mean(),
        "language.teaser": ask(teasers(whole)).right.mean(),
        "language.capitals": ask(cased).right.mean(),
        "language.mixed": (ask(mixtures(whole, 1 / 3)).flags == "mixed").mean(),
        "language.mixed.half": (ask(mixtures(whole, 1 / 2)).flags == "mixed").mean(),
        "language.mixed.false_alarms": (pure.flags == "mixed").mean(),
        "language.outside.false_alarms": odd(pure).mean(),
        "language.letters": ask(articles(join(lettered))).right.mean(),
        "language.letters.sentences": ask(lettered).right.mean(),
    }
    for name, texts in (("sentences", join(outside)), ("udhr", declarations)):
        whole = articles(texts)
        figures[f"language.outside.{name}"] = doubted_or_right(whole, ask(whole)).mean()
    return figures


def doubted_or_right(texts: list[Text], found: Found) -> npt.NDArray[np.bool_]:
    """Texts in languages without a profile that are flagged, or told by their words after all."""
    origins = (_TOLD.get(text.origin.partition("-")[0], text.origin) for text in texts)
    return odd(found) | (found.codes == np.array(list(origins)))


def odd(found: Found) -> npt.NDArray[np.bool_]:
    return (found.codes == "und") | np.isin(found.flags, ("unsure", "mixed"))


def agreement(whole: list[Text]) -> dict[str, float]:
    """Agree with langdetect(seed 0) where both are sure."""
    some = whole[::4]
    own, reference = ask(some), ask(some, REFERENCE)
    sure = (own.confidences > SURE) & (reference.confidences > SURE)
    return {
        "language.agreement": (own.codes == reference.codes)[sure].mean(),
        "language.articles.langdetect": reference.right.mean(),
        "language.articles.same_sample": own.right.mean(),
    }


def speed(whole: list[Text]) -> dict[str, float]:
    """CPU per text of langdetect over ours, for texts of two lengths, ours by the thousand."""
    figures = {}
    for length in (500, 4_000):
        texts = [Text((text.text * 9)[:length], text.language, "") for text in whole[::20]]
        reference = seconds(lambda texts=texts: ask(texts, REFERENCE), 1)
        own = seconds(lambda texts=texts: ask(texts * 10), 5) / 10
        figures[f"language.speed.{length}"] = reference / own
        print(f"{length} characters: {own / len(texts) * 1e6:.0f} µs a text")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seconds", action="store_true")
    given = parser.parse_args()
    known = frozenset({*profiles().languages, "zh"})
    inside = [text for text in read_lingua(given.data, known) if text.language != OUTSIDE]
    ud = read_ud(given.data)
    declarations = [text for text in read_udhr(given.data) if text.language != OUTSIDE]
    whole = articles(join(inside) + join(ud) + declarations)
    figures = sentence_figures(inside, ud)
    figures |= article_figures(whole, articles(read_wikinews(given.data)), given.data)
    if given.seconds:
        figures |= agreement(whole) | speed(whole)
    finish({name: float(value) for name, value in figures.items()}, check=given.check)


if __name__ == "__main__":
    main()
