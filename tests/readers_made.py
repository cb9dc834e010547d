"""Files for the tests of the readers, made on the spot, and a short way to read them."""

from pathlib import Path

from ingest.article import Quarantined, RawArticle, RawFile
from ingest.readers import read_file
from ingest.settings import Settings

SMALL = Settings(
    max_file_bytes=64 << 20,
    max_article_bytes=1 << 20,
    max_document_bytes=4 << 20,
    max_records=2_000,
    max_expansion=100,
)
"""Limits small enough that a test can pass them quickly."""

Records = list[RawArticle | Quarantined]

BRIDGE = (
    "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring.",
    "Work is to begin in autumn, and the mayor expects that it will take no more than two years.",
    "Shopkeepers on both banks had asked for a ferry while the bridge is closed to all traffic.",
    "Engineers found in March that two of the five piers had sunk by a hand's breadth since 1991.",
)
"""Paragraphs of an article on a page."""


def listed(path: Path, root: Path | None = None) -> RawFile:
    found = path.lstat()
    name = path.relative_to(root or path.parent).as_posix()
    return RawFile(name, str(path), found.st_size, found.st_mtime_ns)


def read(path: Path, settings: Settings | None = None) -> Records:
    return list(read_file(listed(path), settings or Settings()))


def read_bytes(folder: Path, name: str, data: bytes, settings: Settings | None = None) -> Records:
    path = folder / name
    path.write_bytes(data)
    return read(path, settings)


def texts(records: Records) -> list[str]:
    return [record.text for record in records if isinstance(record, RawArticle)]


def reasons(records: Records) -> list[str]:
    return [record.reason for record in records if isinstance(record, Quarantined)]


def article_of(folder: Path, text: str | bytes) -> RawArticle:
    """The one article of a page."""
    data = text.encode() if isinstance(text, str) else text
    (record,) = read_bytes(folder, "page.html", data)
    assert isinstance(record, RawArticle), record
    return record
