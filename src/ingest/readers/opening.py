"""Open a raw file so that nothing but a regular file is ever read, and read it through."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator

from ingest.article import Quarantined, RawFile
from ingest.errors import Unreadable
from ingest.readers.dispatch import read_part
from ingest.readers.part import HEAD_BYTES, Budget, Part, Record
from ingest.settings import Settings

__all__ = ["read_file"]

BLOCK = 1 << 20
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_REFUSALS = {
    errno.ENOENT: "vanished",
    errno.ENOTDIR: "vanished",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.ELOOP: "link",
    errno.ENXIO: "not_a_file",
    errno.EISDIR: "not_a_file",
    errno.ENODEV: "not_a_file",
}


def read_file(file: RawFile, settings: Settings) -> Iterator[Record]:
    """Read every article a raw file holds.

    Bad input never raises: it is answered with `Quarantined`. Records come in the order in which
    the file holds them, one at a time, so that memory stays bounded by the largest of them.

    Args:
        file: as listed; it may have changed, or be something else by now.
        settings: the limits.

    Yields:
        At least one record.
    """
    raw_hash = ""
    try:
        descriptor = _open(file)
        try:
            before = _checked(os.fstat(descriptor), settings)
            if before.st_size == 0:
                raw_hash = hashlib.sha256(b"").hexdigest()  # so that a touch does not make it new
                raise Unreadable("empty")
            if before.st_size <= settings.max_article_bytes:
                data = _whole(descriptor, before.st_size)
                raw_hash = hashlib.sha256(data).hexdigest()
                _unchanged(file, before, os.fstat(descriptor), len(data))
                part = _part(file, settings, raw_hash)
                part.data, part.head = data, data[:HEAD_BYTES]
                yield from read_part(part)
                return
            raw_hash, length = _hash(descriptor)
            _unchanged(file, before, os.fstat(descriptor), length)
            part = _part(file, settings, raw_hash)
            part.head = os.pread(descriptor, HEAD_BYTES, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            part.stream = os.fdopen(os.dup(descriptor), "rb", buffering=BLOCK)
            with part.stream:
                yield from read_part(part)
            _unchanged(file, before, os.fstat(descriptor), length)
        finally:
            os.close(descriptor)
    except Unreadable as error:
        yield _refused(file, raw_hash, error.reason, error.detail)
    except OSError as error:
        reason = _REFUSALS.get(error.errno or 0, "io_error")
        yield _refused(file, raw_hash, reason, error.strerror or type(error).__name__)


def _open(file: RawFile) -> int:
    """Open a file that was regular when it was listed; if that fails, see what it is now."""
    path = os.fsencode(file.os_path)
    try:
        return os.open(path, _FLAGS)
    except OSError:
        kind = os.lstat(path).st_mode
        if stat.S_ISLNK(kind):
            raise Unreadable("link", "it became a symbolic link after it was listed") from None
        if not stat.S_ISREG(kind):
            raise Unreadable("not_a_file", stat.filemode(kind)) from None
        raise


def _checked(found: os.stat_result, settings: Settings) -> os.stat_result:
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("not_a_file", stat.filemode(found.st_mode))
    if found.st_size > settings.max_file_bytes:
        limit = settings.max_file_bytes
        raise Unreadable("too_large", f"{found.st_size} bytes; the limit is {limit}")
    return found


def _whole(descriptor: int, size: int) -> bytes:
    """Read up to one byte beyond the size; the end is where the size says, or the file changed."""
    data = os.read(descriptor, size + 1)
    while len(data) < size and (block := os.read(descriptor, size + 1 - len(data))):
        data += block
    return data


def _hash(descriptor: int) -> tuple[str, int]:
    digest, length = hashlib.sha256(), 0
    while block := os.read(descriptor, BLOCK):
        digest.update(block)
        length += len(block)
    return digest.hexdigest(), length


def _unchanged(file: RawFile, before: os.stat_result, after: os.stat_result, length: int) -> None:
    same = before.st_mtime_ns == after.st_mtime_ns and before.st_size == after.st_size == length
    if not same:
        raise Unreadable("changed", f"{file.size} bytes when listed, {after.st_size} now")


def _part(file: RawFile, settings: Settings, raw_hash: str) -> Part:
    limit = settings.max_file_bytes
    name = file.source_path.rpartition("/")[2]
    return Part(
        name=file.source_path,
        raw_hash=raw_hash,
        settings=settings,
        budget=Budget(limit, limit),
        suffix=name.rpartition(".")[2].lower() if "." in name else "",
    )


def _refused(file: RawFile, raw_hash: str, reason: str, detail: str) -> Quarantined:
    return Quarantined(
        source_path=file.source_path,
        record_index=-1,
        source_format="unknown",
        raw_hash=raw_hash,
        stage="read",
        reason=reason,
        detail=detail,
    )
