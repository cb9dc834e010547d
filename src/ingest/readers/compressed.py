"""gzip, bzip2, xz, LZMA and zstd around anything: unpacked as a stream, within limits."""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

from ingest.errors import Unreadable
from ingest.readers.part import HEAD_BYTES, LZMA_SIGN, ZSTD_SIGNS, Budget, Part, Record

__all__ = ["BLOCKS", "Unpacked", "read"]

BLOCK = 1 << 16
OUT = 1 << 20
ZSTD_BLOCK = 1 << 10
"""zstd cannot be told how much may come out; of so many bytes it is 32 MB at most."""
FREE_BYTES = 1 << 20
"""So much may come out before the ratio is looked at."""
MEMORY = 1 << 28
"""A decompressor may use so much; xz and zstd let the file choose."""


def _gzip(stream: IO[bytes]) -> Iterator[bytes]:
    pending = stream.read(BLOCK)
    while pending:
        member = zlib.decompressobj(31)
        while not member.eof:
            block = member.decompress(pending, OUT)
            pending = member.unconsumed_tail
            if block:
                yield block
            elif not member.eof and not pending:
                pending = _more(stream, BLOCK)
        pending = _next_member(stream, member.unused_data, b"\x1f\x8b")


def _block_sorted(make: Callable[[], Any], sign: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    pending = stream.read(BLOCK)
    while pending:
        member = make()
        yield member.decompress(pending, OUT)
        while not member.eof:
            yield member.decompress(_more(stream, BLOCK) if member.needs_input else b"", OUT)
        pending = _next_member(stream, member.unused_data, sign)


def _zstd(stream: IO[bytes]) -> Iterator[bytes]:
    import zstandard

    pending = stream.read(ZSTD_BLOCK)
    while pending:
        member = zstandard.ZstdDecompressor(max_window_size=MEMORY >> 1).decompressobj()
        try:
            yield member.decompress(pending)
            while not member.eof:
                yield member.decompress(_more(stream, ZSTD_BLOCK))
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from None
        pending = _next_member(stream, member.unused_data, *ZSTD_SIGNS)


XZ_SIGN = b"\xfd7zXZ\0"

BLOCKS: dict[str, tuple[str, Callable[[IO[bytes]], Iterator[bytes]]]] = {
    "gzip": ("gz", _gzip),
    "bzip2": ("bz2", partial(_block_sorted, bz2.BZ2Decompressor, b"BZh")),
    "xz": ("xz", partial(_block_sorted, partial(lzma.LZMADecompressor, memlimit=MEMORY), XZ_SIGN)),
    "lzma": (
        "lzma",
        partial(
            _block_sorted,
            partial(lzma.LZMADecompressor, lzma.FORMAT_ALONE, memlimit=MEMORY),
            LZMA_SIGN,
        ),
    ),
    "zstd": ("zst", _zstd),
}
"""Each compression: the suffix it adds, and what unpacks a stream to blocks of bounded size."""


class _Trailing(Exception):
    """After the last member stand bytes that are none."""


def _next_member(stream: IO[bytes], unused: bytes, *signs: bytes) -> bytes:
    """Give what a next member begins with; b"" at the end, which white space and NULs may fill."""
    rest = unused or stream.read(ZSTD_BLOCK)
    while len(rest := rest.lstrip(b"\0\r\n ")) < len(signs[0]) and (
        more := stream.read(ZSTD_BLOCK)
    ):
        rest += more
    if rest and not rest.startswith(signs):
        raise _Trailing
    return rest


def _more(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if not data:
        raise EOFError("the packed bytes end too soon")
    return data


def read(part: Part) -> Iterator[Record]:
    """Yield the records of what is inside, and a reason for bytes after it that are not packed."""
    from ingest.readers.dispatch import read_part

    if part.compressed >= 2:
        raise Unreadable("too_deep", "compressed more than twice")
    suffix, blocks = BLOCKS[part.source_format]
    unpacked = Unpacked(part.open(), blocks, part.budget, part.settings.max_expansion)
    stream = io.BufferedReader(unpacked, HEAD_BYTES)
    inner = part.inside(part.name, stream, _inner_suffix(part.name, suffix))
    inner.compressed = part.compressed + 1
    is_whole = True
    for record in read_part(inner):
        yield record
        is_own = record.source_path == part.name
        is_whole = is_whole and not (is_own and record.record_index < 0)
    if unpacked.has_trailing and is_whole:
        detail = f"after the {part.source_format} data stand bytes that are none"
        yield part.quarantined(-1, "malformed", detail)


def _inner_suffix(name: str, suffix: str) -> str:
    base = name.rpartition("/")[2].lower()
    if base.endswith((".tgz", ".txz", ".tbz", ".tbz2")):
        return "tar"
    base = base.removesuffix(f".{suffix}")
    return base.rpartition(".")[2] if "." in base else ""


class _Counted:
    """A stream that knows how many bytes were taken from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class Unpacked(io.RawIOBase):
    """Decompressed bytes, produced only as they are asked for.

    Reading raises `Unreadable`: `bomb`, `truncated` or `malformed`.
    """

    def __init__(
        self,
        stream: IO[bytes],
        blocks: Callable[[IO[bytes]], Iterator[bytes]],
        budget: Budget,
        ratio: int,
    ) -> None:
        """Begin at the start of `stream`, which `blocks` unpacks to at most `ratio` times."""
        self._counted = _Counted(stream)
        self._blocks = blocks(self._counted)  # type: ignore[arg-type]
        self._budget = budget
        self._ratio = ratio
        self._ready = memoryview(b"")
        self._given = 0
        self._fault: Unreadable | None = None
        self.has_trailing = False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill `target` as far as there is anything; a fault behind it is raised the next time."""
        filled, size = 0, len(target)
        while filled < size:
            if not self._ready:
                try:
                    is_more = self._fault is None and self._refill()
                except Unreadable as error:
                    is_more, self._fault = False, error
                if is_more:
                    continue
                if self._fault is not None and not filled:
                    raise self._fault
                break
            count = min(len(self._ready), size - filled)
            target[filled : filled + count] = self._ready[:count]
            self._ready = self._ready[count:]
            filled += count
        return filled

    def _refill(self) -> bool:
        try:
            block = next(self._blocks, None)
        except _Trailing:
            self.has_trailing = True
            return False
        except EOFError as error:
            raise Unreadable("truncated", f"after {self._given} bytes: {error}") from None
        except (zlib.error, lzma.LZMAError, ValueError, OSError) as error:
            raise Unreadable("malformed", f"after {self._given} bytes: {error}") from None
        if block is None:
            return False
        self._given += len(block)
        self._budget.spend(len(block))
        if self._given > FREE_BYTES + self._ratio * self._counted.taken:
            raise Unreadable("bomb", f"unpacks to more than {self._ratio} times its size")
        self._ready = memoryview(block)
        return True
