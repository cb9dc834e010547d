"""Other opinions on the language: langdetect itself, as the reference, and py3langid on request."""

import math
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import langdetect
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from langdetect.detector_factory import DetectorFactory

from ingest.describe.alphabets import add_languages
from ingest.describe.langrules import LIMITS
from ingest.describe.language import UNDETERMINED, Evidence, Languages, judge, soften, weigh
from ingest.describe.neighbours import tell_neighbours
from ingest.errors import SettingsInvalid
from ingest.kernels.codepoints import Points
from ingest.kernels.langprofiles import score
from ingest.kernels.profiletables import profiles
from ingest.kernels.words import Words
from ingest.settings import Settings

__all__ = ["ask_langdetect", "find_languages"]

_READ = 20_000
"""Characters of a text that another engine is given; langdetect itself stops at 10,000."""
_SAME = {"nb": "no", "nn": "no", "wuu": "zh", "yue": "zh", "zh-cn": "zh", "zh-tw": "zh"}


def find_languages(bodies: pa.Array, points: Points, words: Words, settings: Settings) -> Languages:
    """Judge every body with the engine of the settings.

    Args:
        bodies: n texts.
        points: the same texts, decoded.
        words: where their words are.
        settings: `language_engine`, `language_second_opinion`.
    """
    if settings.language_engine == "langdetect":
        return ask_langdetect(bodies)
    scores = score(points, profiles())
    evidence = weigh(scores)
    shares = soften(evidence)
    if settings.language_second_opinion == "py3langid":
        rows = _needs_second_opinion(evidence, shares)
        shares[rows] = _add_second_opinion(bodies, evidence, rows)
    found = add_languages(judge(points, scores, evidence, shares), evidence, bodies)
    return tell_neighbours(found, evidence, words)


@cache
def _langdetect() -> DetectorFactory:
    """Load langdetect's profiles in a fixed order, with a fixed seed."""
    factory = DetectorFactory()
    folder = Path(langdetect.__file__).parent / "profiles"
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in paths])
    factory.set_seed(0)
    return factory


def ask_langdetect(bodies: pa.Array) -> Languages:
    """Run langdetect, seeded for every text, so that no text depends on another.

    Its own sampling stays: this is the reference that the profiles are measured against.
    """
    codes, confidences, flags = [], [], []
    for body in bodies.to_pylist():
        detector = _langdetect().create()
        detector.append(body[:_READ])
        try:
            found = detector.get_probabilities()
        except langdetect.LangDetectException:
            found = []
        codes.append(found[0].lang if found else UNDETERMINED)
        confidences.append(min(found[0].prob, 1.0) if found else 0.0)
        flags.append("" if found and found[0].prob >= LIMITS.unsure else "unsure")
    return Languages(codes, np.array(confidences, np.float32), flags)


@cache
def _py3langid() -> Any:
    """Load py3langid's model.

    Raises:
        SettingsInvalid: the settings ask for it, but it is not installed.
    """
    if find_spec("py3langid") is None:
        raise SettingsInvalid(
            "setting language_second_opinion: py3langid is not installed (extra `language`)"
        )
    module = import_module("py3langid.langid")
    return module.LanguageIdentifier.from_model_file(module.MODEL_FILE)


def _needs_second_opinion(evidence: Evidence, shares: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Choose the texts that are short, or that the profiles are not sure of."""
    doubtful = (evidence.grams < LIMITS.long) | (shares.max(axis=1) < LIMITS.sure)
    return np.flatnonzero(doubtful & (evidence.grams > 0))


def _add_second_opinion(
    bodies: pa.Array, evidence: Evidence, rows: npt.NDArray[np.intp]
) -> npt.NDArray[Any]:
    """Add up both engines' log-likelihoods, each per root of its length.

    Args:
        bodies: all texts.
        evidence: what the profiles say about them.
        rows: which texts to ask about.

    Returns:
        float64 [rows, languages], probabilities.
    """
    own = evidence.weights[rows] / np.sqrt(evidence.grams[rows])[:, None]
    other = np.empty_like(own)
    for k, row in enumerate(rows.tolist()):
        text = bodies[row].as_py()[:_READ]
        other[k] = _ranked(text) / math.sqrt(len(text.encode("utf-8")))
    both = own + other
    shares = np.exp(LIMITS.joint_sharpness * (both - both.max(axis=1, keepdims=True)))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _ranked(text: str) -> npt.NDArray[Any]:
    """Give py3langid's score of each language of the profiles; -inf where it has none."""
    best: dict[str, float] = {}
    for code, value in _py3langid().rank(text):
        name = _SAME.get(code, code)
        best[name] = max(value, best.get(name, -math.inf))
    names = (_SAME.get(code, code) for code in profiles().languages)
    return np.array([best.get(name, -math.inf) for name in names])
