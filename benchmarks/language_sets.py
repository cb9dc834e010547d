"""Labelled texts for `language.py`, read from a folder of open language-identification sets."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OUTSIDE = "other"
"""Label of a language that langdetect has no profile of."""

_UDHR_CODES = {
    "afr": "af", "arb": "ar", "bul": "bg", "ben": "bn", "cat": "ca", "ces": "cs", "cym": "cy",
    "dan": "da", "deu": "de", "ell": "el", "eng": "en", "spa": "es", "est": "et", "pes": "fa",
    "fin": "fi", "fra": "fr", "guj": "gu", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "ind": "id", "ita": "it", "jpn": "ja", "kan": "kn", "kor": "ko", "lit": "lt", "lvs": "lv",
    "mkd": "mk", "mal": "ml", "mar": "mr", "npi": "ne", "nep": "ne", "nld": "nl", "nob": "no",
    "pan": "pa", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "slk": "sk", "slv": "sl",
    "som": "so", "als": "sq", "swe": "sv", "swh": "sw", "tam": "ta", "tel": "te", "tha": "th",
    "tgl": "tl", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "cmn": "zh", "amh": "am",
    "bel": "be", "isl": "is", "kat": "ka", "khk": "mn", "kir": "ky", "mya": "my", "azj": "az",
}  # fmt: skip
_UDHR_NAMES = {
    "Afrikaans": "af", "Albanian": "sq", "Arabic": "ar", "Bengali": "bn", "Bulgarian": "bg",
    "Catalan": "ca", "Chinese": "zh", "Croatian": "hr", "Czech": "cs", "Danish": "da",
    "Dutch": "nl", "English": "en", "Estonian": "et", "Farsi": "fa", "Finnish": "fi",
    "French": "fr", "German": "de", "Greek": "el", "Gujarati": "gu", "Hebrew": "he",
    "Hindi": "hi", "Hungarian": "hu", "Indonesian": "id", "Italian": "it", "Japanese": "ja",
    "Kannada": "kn", "Korean": "ko", "Latvian": "lv", "Lithuanian": "lt", "Macedonian": "mk",
    "Malayalam": "ml", "Marathi": "mr", "Nepali": "ne", "Norwegian": "no", "Polish": "pl",
    "Portuguese": "pt", "Romanian": "ro", "Russian": "ru", "Slovak": "sk",
    "Slovenian": "sl", "Somali": "so", "Spanish": "es", "Swaheli": "sw", "Swahili": "sw",
    "Swedish": "sv", "Tamil": "ta", "Telugu": "te", "Thai": "th", "Turkish": "tr",
    "Ukrainian": "uk", "Urdu": "ur", "Vietnamese": "vi", "Welsh": "cy", "Filipino": "tl",
    "Tagalog": "tl", "Burmese": "my", "Icelandic": "is", "Kazakh": "kk",
}  # fmt: skip
_ENCODINGS = {"UTF8": "utf-8", "Latin1": "latin-1", "Latin2": "iso8859-2"}
_SMALL = 600
"""A document shorter than so many characters is no article."""


class Text(NamedTuple):
    """A text with the language it is in (`zh` whatever the script) and where it comes from."""

    text: str
    language: str
    origin: str


def read_lingua(data: Path, known: frozenset[str]) -> list[Text]:
    """Sentences of every language; Nynorsk counts as outside."""
    texts = []
    for path in sorted((data / "lid_lingua" / "sentences").glob("*.txt")):
        code = path.name.partition(".")[0]
        code = "no" if code == "nb" else code
        language = code if code in known else OUTSIDE
        lines = path.read_text(encoding="utf-8").splitlines()
        texts += [Text(_clean(line), language, code) for line in lines if line.strip()]
    return texts


def read_ud(data: Path) -> list[Text]:
    """Sentences of fourteen confusable languages."""
    texts = []
    for path in sorted((data / "lid_ud").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            code = row["lang"].partition("-")[0]
            texts.append(Text(_clean(row["text"]), "no" if code == "nb" else code, path.stem))
    return texts


def read_udhr(data: Path) -> list[Text]:
    """The Universal Declaration of Human Rights, whole, in every language."""
    texts = []
    for path in sorted((data / "lid_udhr2").glob("*.txt")):
        code, _, variant = path.stem.partition("_")
        language = OUTSIDE if variant in ("tglg", "mong") else _UDHR_CODES.get(code, OUTSIDE)
        texts.append(Text(_clean(path.read_text(encoding="utf-8")), language, path.stem))
    return [*texts, *_named_udhr(data)]


def read_wikinews(data: Path) -> list[Text]:
    """Whole English news articles."""
    paths = sorted((data / "text_wikinews_en" / "txt").rglob("*.txt"))
    return [Text(_clean(path.read_text(encoding="utf-8")), "en", path.name) for path in paths]


def _named_udhr(data: Path) -> Iterator[Text]:
    for path in sorted((data / "lid_udhr").iterdir()):
        name, _, encoding = path.name.rpartition("-")
        if encoding in _ENCODINGS:
            language = _UDHR_NAMES.get(name.split("_")[0].split("-")[0], OUTSIDE)
            language = "other" if "Nynorsk" in name else language
            body = path.read_text(encoding=_ENCODINGS[encoding], errors="replace")
            yield Text(_clean(body), language, path.name)


def join(texts: list[Text], size: int = 15) -> list[Text]:
    """Make articles of so many neighbouring sentences of one origin."""
    joined = []
    for origin in dict.fromkeys(text.origin for text in texts):
        own = [text for text in texts if text.origin == origin]
        for start in range(0, len(own) - size + 1, size):
            body = "\n".join(text.text for text in own[start : start + size])
            joined.append(Text(body, own[start].language, origin))
    return joined


def articles(texts: list[Text]) -> list[Text]:
    """Leave out what is too short to be an article."""
    return [text for text in texts if len(text.text) >= _SMALL or text.language == "zh"]


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\ufeff", "")).strip()
