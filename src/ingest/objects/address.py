"""Addresses of object storage, which travel as paths like all other folders.

`Path("s3://bucket/news")` is `s3:/bucket/news`: a path whose first part is `s3:` names no folder
of this machine but a bucket and a prefix.
"""

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Address", "absolute", "address_of", "named"]

_SCHEME = "s3:"


@dataclass(frozen=True, slots=True)
class Address:
    """A place in object storage.

    Attributes:
        bucket: its name.
        prefix: what the keys begin with, without a slash at either end; may be empty.
    """

    bucket: str
    prefix: str

    def key(self, relative: str) -> str:
        """Name an object below this place.

        >>> Address("b", "news").key("a.txt")
        'news/a.txt'
        """
        return f"{self.prefix}/{relative}" if self.prefix else relative

    def __str__(self) -> str:
        """Spell it as a person does."""
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")


def address_of(path: str | os.PathLike[str]) -> Address | None:
    """Read a path as an address; None for a folder or file of this machine.

    >>> address_of(Path("s3://bucket/news/today"))
    Address(bucket='bucket', prefix='news/today')
    >>> address_of(Path("data/raw")) is None
    True
    """
    text = os.fspath(path)
    if not text.startswith(_SCHEME):
        return None
    first, *parts = Path(text).parts
    if first != _SCHEME:
        return None
    return Address(parts[0] if parts else "", "/".join(parts[1:]))


def named(path: Path) -> str:
    """Spell a place for a person who may copy it from a message.

    >>> named(Path("s3://bucket/news")), named(Path("data/raw"))
    ('s3://bucket/news', 'data/raw')
    """
    address = address_of(path)
    return str(address) if address else str(path)


def absolute(path: Path) -> Path:
    """Give the whole path of a folder, links followed; an address is whole already.

    >>> absolute(Path("s3://bucket/news")).is_relative_to(absolute(Path("s3://bucket")))
    True
    """
    return path if address_of(path) else path.resolve()
