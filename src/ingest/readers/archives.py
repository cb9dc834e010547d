"""zip and tar as folders of files: each member is read under its own name, nothing is extracted."""

import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any, Self

from ingest.errors import Unreadable
from ingest.readers.compressed import FREE_BYTES
from ingest.readers.part import HEAD_BYTES, MAX_DEPTH, Budget, Part, Record

__all__ = ["is_safe", "read"]

_ENCRYPTED = 0x1
_UTF8 = 0x800
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, RuntimeError)


def read(part: Part) -> Iterator[Record]:
    """Yield the records of every member; unsafe members are quarantined under their names."""
    if part.depth >= MAX_DEPTH:
        raise Unreadable("too_deep", f"archives nested more than {MAX_DEPTH} deep")
    members = _zip(part) if part.source_format == "zip" else _tar(part)
    seen: dict[str, int] = {}
    count = 0
    for name, refusal, stream in members:
        count += 1
        yield from _member(part, _distinct(name, seen), refusal, stream)
    if not count:
        raise Unreadable("no_article", "an archive without files")


def _member(
    part: Part, name: str, refusal: Unreadable | None, stream: IO[bytes] | None
) -> Iterator[Record]:
    from ingest.readers.dispatch import read_part

    suffix = name.rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""
    try:
        if refusal or stream is None:
            raise refusal or Unreadable("unsafe_member", "it is no file")
        inner = part.inside(f"{part.name}!/{name}", stream, suffix)
    except Unreadable as error:
        inner = part.inside(f"{part.name}!/{name}", None, suffix)
        yield inner.quarantined(-1, error.reason, error.detail)
        return
    inner.depth = part.depth + 1
    inner.compressed = 0
    yield from read_part(inner)


def is_safe(name: str) -> bool:
    r"""Whether a member's name stays inside the archive.

    >>> is_safe("a/b.txt"), is_safe("../b.txt"), is_safe("/etc/passwd"), is_safe("C:\\x")
    (True, False, False, False)
    """
    steps = name.replace("\\", "/").split("/")
    return bool(name) and not name.startswith("/") and ".." not in steps and ":" not in steps[0]


def _distinct(name: str, seen: dict[str, int]) -> str:
    """Write a member's name so that it is printable and no other member has it."""
    name = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii")
        for c in name.encode("utf-8", "backslashreplace").decode()
    )
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}#{seen[name]}"


def _zip(part: Part) -> Iterator[tuple[str, Unreadable | None, IO[bytes] | None]]:
    try:
        archive = zipfile.ZipFile(part.seekable())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        reason = "truncated" if "not a zip" in str(error) else "malformed"
        raise Unreadable(reason, str(error)) from None
    with archive:
        names = _zip_names(archive.infolist())
        for info, name in zip(archive.infolist(), names, strict=True):
            if info.is_dir() and is_safe(name):
                continue
            refusal = _zip_refusal(part, info, name)
            stream = None if refusal else _stream(partial(archive.open, info), part)
            yield name, refusal, stream


def _zip_names(members: list[zipfile.ZipInfo]) -> list[str]:
    """Names of members; some are UTF-8 and do not say so, and zipfile takes them for cp437."""
    return [
        member.filename if member.flag_bits & _UTF8 else _as_utf8(member.filename)
        for member in members
    ]


def _as_utf8(name: str) -> str:
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _zip_refusal(part: Part, info: zipfile.ZipInfo, name: str) -> Unreadable | None:
    mode = info.external_attr >> 16
    if not is_safe(name) or not is_safe(info.filename):
        return Unreadable("unsafe_member", "its path leaves the archive")
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return Unreadable("unsafe_member", f"a {stat.filemode(mode)} entry, not a file")
    if info.flag_bits & _ENCRYPTED:
        return Unreadable("encrypted")
    if info.file_size > FREE_BYTES + part.settings.max_expansion * info.compress_size:
        return Unreadable("bomb", f"{info.compress_size} bytes that unpack to {info.file_size}")
    if info.file_size > part.budget.left:
        return Unreadable("bomb", f"unpacks to {info.file_size} bytes")
    return None


def _tar(part: Part) -> Iterator[tuple[str, Unreadable | None, IO[bytes] | None]]:
    try:
        with tarfile.open(fileobj=part.open(), mode="r|", tarinfo=_Header) as archive:
            for info in archive:
                if info.isdir() and is_safe(info.name):
                    continue
                refusal = None
                if not is_safe(info.name) or not info.isreg():
                    refusal = Unreadable("unsafe_member", _tar_kind(info))
                stream = None if refusal else _stream(partial(archive.extractfile, info), part)
                yield info.name, refusal, stream
    except tarfile.ReadError as error:
        cut = ("end of data", "truncated", "empty header")
        reason = "truncated" if any(sign in str(error) for sign in cut) else "malformed"
        raise Unreadable(reason, str(error)) from None
    except tarfile.TarError as error:
        raise Unreadable("malformed", str(error)) from None


class _Header(tarfile.TarInfo):
    """A header that says so when it is broken; tarfile takes that for the archive's end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """Read the next header.

        Raises:
            ReadError: it is cut off or no header.
        """
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if type(error).__name__ in {"TruncatedHeaderError", "InvalidHeaderError"}:
                raise tarfile.ReadError(f"offset {archive.offset}: {error}") from None
            raise


def _tar_kind(info: tarfile.TarInfo) -> str:
    if info.isreg() or info.isdir():
        return "its path leaves the archive"
    if info.issym() or info.islnk():
        return f"a link to {info.linkname}"
    return "a device or FIFO"


def _stream(make: Callable[[], Any], part: Part) -> IO[bytes]:
    return io.BufferedReader(_Spent(make, part.budget), HEAD_BYTES)


class _Spent(io.RawIOBase):
    """A member's bytes, charged to the budget of the raw file; opened when first read."""

    def __init__(self, make: Callable[[], Any], budget: Budget) -> None:
        self._make = make
        self._budget = budget
        self._stream: Any = None

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        filled = 0
        while filled < len(target):
            block = self._read(len(target) - filled)
            if not block:
                break
            target[filled : filled + len(block)] = block
            filled += len(block)
        self._budget.spend(filled)
        return filled

    def _read(self, size: int) -> bytes:
        try:
            self._stream = self._stream or self._make()
            return self._stream.read(size) if self._stream else b""
        except (EOFError, tarfile.ReadError) as error:
            raise Unreadable("truncated", str(error)) from None
        except NotImplementedError as error:
            raise Unreadable("unsupported", str(error)) from None
        except _BROKEN as error:
            raise Unreadable("malformed", str(error)) from None
