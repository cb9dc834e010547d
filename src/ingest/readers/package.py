"""Documents that are zip files of their parts: opened within limits, before anything unpacks."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ingest.errors import Unreadable
from ingest.readers.compressed import FREE_BYTES
from ingest.readers.part import Part

__all__ = ["check_package", "opened"]

_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, NotImplementedError, ValueError)
"""What reading a damaged member raises, or one packed in a way that is not known."""


@contextmanager
def opened(part: Part) -> Iterator[zipfile.ZipFile]:
    """Open a package whose members are all small enough, and read it.

    Raises:
        Unreadable: `truncated`, `bomb`, `too_large`, `encrypted`; `malformed` if a member turns out
            to be damaged while it is read.
    """
    stream = part.seekable()
    check_package(part, stream)
    try:
        with zipfile.ZipFile(stream) as package:
            yield package
    except _DAMAGED as error:
        raise Unreadable("malformed", f"{type(error).__name__}: {error}") from None


def check_package(part: Part, stream: Any) -> None:
    """Refuse a package that would unpack to too much, before anything unpacks it.

    Raises:
        Unreadable: `truncated`, `bomb`, `too_large`, `encrypted`.
    """
    try:
        with zipfile.ZipFile(stream) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable("truncated", str(error)) from None
    stream.seek(0)
    for info in members:
        part.budget.spend(info.file_size)
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("encrypted", info.filename)
        if info.file_size > FREE_BYTES + part.settings.max_expansion * info.compress_size:
            raise Unreadable("bomb", f"{info.filename} unpacks to {info.file_size} bytes")
        if info.file_size > part.settings.max_document_bytes:
            raise Unreadable("too_large", f"{info.filename} has {info.file_size} bytes")
