"""Documents that are zip files of their parts: opened within limits, before anything unpacks."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ingest.errors import Unreadable
from ingest.readers.compressed import FREE_BYTES
from ingest.readers.part import Part

__all__ = ["check_package", "loosened", "opened"]

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


_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/metadata/",
        b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
    ),
    (
        re.compile(rb"http://purl\.oclc\.org/ooxml/(\w{1,40})/"),
        rb"http://schemas.openxmlformats.org/\1/2006/",
    ),
)
"""The names of the strict form of Office Open XML, and those that parsers know instead."""


def loosened(stream: Any) -> Any:
    """Give an Office document under the names that parsers know; another one as it is.

    Args:
        stream: a package whose size has been checked.
    """
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(stream) as package:
            if b"purl.oclc.org/ooxml" not in package.read("_rels/.rels"):
                stream.seek(0)
                return stream
            with zipfile.ZipFile(out, "w") as written:
                for info in package.infolist():
                    written.writestr(info.filename, _loosened(info.filename, package.read(info)))
    except _DAMAGED:
        stream.seek(0)
        return stream
    out.seek(0)
    return out


def _loosened(name: str, data: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return data
    (metadata, known), (names, others) = _STRICT
    return names.sub(others, data.replace(metadata, known))


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
