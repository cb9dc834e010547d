"""Whether legacy encodings are found, against charset-normalizer in the same run.

    python benchmarks/reading_encodings.py DATA [--check] [--pin]

`udhr`: files of lid_udhr whose names say a standard encoding; right is the same text, or, where
the named encoding leaves control characters behind (two files are misnamed), a text without any.
`sentences`: sentences of lid_lingua, written in the encodings their languages were printed in.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes
from reading import parse_arguments, report

from ingest.readers.decoding import decode

NAMED = {
    "Latin1": "cp1252",
    "Latin2": "iso8859-2",
    "Cyrillic": "cp1251",
    "Greek": "cp1253",
    "Hebrew": "cp1255",
    "Arabic": "cp1256",
    "Baltic": "cp1257",
    "Turkish": "cp1254",
    "SJIS": "cp932",
    "EUC": "euc_jp",
    "JIS": "iso2022_jp_2",
    "HZ": "hz",
    "GB2312": "gb18030",
    "Big5": "big5",
    "KOI8": "koi8-r",
    "UTF8": "utf-8-sig",
}
"""Last part of a file's name in lid_udhr, to the codec; fonts with codes of their own left out."""
PRINTED_IN = {
    **dict.fromkeys(
        ["fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "ca", "sq", "is", "en"],
        ("cp1252",),
    ),
    **dict.fromkeys(["cs", "pl", "hu", "hr"], ("cp1250", "iso8859-2")),
    **dict.fromkeys(["sk", "sl", "ro"], ("cp1250",)),
    **dict.fromkeys(["lt", "lv", "et"], ("cp1257",)),
    **dict.fromkeys(["bg", "mk", "sr"], ("cp1251",)),
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5"),
    "uk": ("cp1251", "koi8-u"),
    "tr": ("cp1254",),
    "el": ("cp1253", "iso8859-7"),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "th": ("cp874",),
    "vi": ("cp1258",),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "zh": ("gb18030",),
}


def udhr(data: Path) -> Iterator[tuple[bytes, str]]:
    """Files whose names say a standard encoding, with their texts."""
    for path in sorted((data / "lid_udhr").iterdir()):
        codec = NAMED.get(path.name.rpartition("-")[2])
        if codec:
            raw = path.read_bytes()
            yield raw, raw.decode(codec, "replace")


def sentences(data: Path) -> Iterator[tuple[bytes, str]]:
    """Single sentences and runs of twenty, written in legacy encodings."""
    for language, codecs in sorted(PRINTED_IN.items()):
        for path in sorted((data / "lid_lingua" / "sentences").glob(f"{language}.*")):
            lines = path.read_text("utf-8").splitlines()
            for size in (1, 20):
                for codec in codecs:
                    for start in range(0, 20 * size, size):
                        raw = " ".join(lines[start : start + size]).encode(codec, "ignore")
                        if not raw.isascii():
                            yield raw, raw.decode(codec)


def is_right(found: str, expected: str) -> bool:
    """Whether a text is as expected, or sound where what was expected is not."""
    if found.lstrip("\ufeff") == expected.lstrip("\ufeff"):
        return True
    return _controls(expected) > 0 == _controls(found)


def _controls(text: str) -> int:
    return sum(unicodedata.category(c) in {"Cc", "Cn"} and c not in "\t\n\r\x0c" for c in text)


def main() -> None:
    arguments = parse_arguments(__doc__)
    figures: dict[str, float] = {}
    for name, texts in (("udhr", udhr), ("sentences", sentences)):
        ours, theirs = [], []
        for raw, expected in texts(arguments.data):
            ours.append(is_right(decode(raw).text, expected))
            guess = from_bytes(raw).best()
            theirs.append(guess is not None and is_right(str(guess), expected))
        figures[f"encoding.{name}"] = sum(ours) / len(ours)
        print(f"{name}: {len(ours)} texts, charset-normalizer {sum(theirs) / len(theirs):.4f}")
    report(figures, arguments)


if __name__ == "__main__":
    main()
