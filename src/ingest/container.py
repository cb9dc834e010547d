"""A file of named arrays: written once, mapped into memory, checked block by block.

Layout, all integers little-endian: 8 bytes of magic, the length and the CRC-32 of a header, the
header (JSON: what the file is, and of each array its type, shape and place), then the arrays, each
on a multiple of 64 bytes, then the CRC-32 of every block of 64 KiB of the arrays.
"""

import json
import math
import mmap
import os
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from ingest.errors import StoreDamaged

__all__ = ["BLOCK", "Container", "Draft", "Shapes"]
__all__ += ["create_container", "open_container", "read_about", "seal_container"]

Array = npt.NDArray[Any]
Shapes = Mapping[str, tuple[npt.DTypeLike, tuple[int, ...]]]

MAGIC = b"INGESTIX"
BLOCK = 1 << 16
_ALIGN = 64
_START = struct.Struct("<8sII")
_BLOCKS_AT_ONCE = 1 << 10


@dataclass(frozen=True)
class Container:
    """An open file of arrays.

    Attributes:
        path: where it lies.
        about: what the writer said about it.
        arrays: read-only views of the mapped file.
    """

    path: Path
    about: Mapping[str, Any]
    arrays: Mapping[str, Array]
    _mapping: mmap.mmap
    _mapped: Array
    _first: int
    _end: int

    def release(self) -> None:
        """Let the system take back the memory of what was read; it is mapped again when needed."""
        _release(self._mapping)

    def check(self) -> None:
        """Compare every block with its checksum.

        Raises:
            StoreDamaged: one differs.
        """
        kept = self._mapped[self._end :].view(np.uint32)
        sums = np.empty_like(kept)
        for first in range(0, kept.size, _BLOCKS_AT_ONCE):
            start, blocks = self._first + first * BLOCK, slice(first, first + _BLOCKS_AT_ONCE)
            end = min(start + _BLOCKS_AT_ONCE * BLOCK, self._end)
            sums[blocks] = _block_sums(self._mapped[start:end])
            self.release()
        wrong = np.flatnonzero(sums != kept)
        if wrong.size:
            place = self._first + int(wrong[0]) * BLOCK
            raise StoreDamaged(f"{self.path.name}: bytes from {place} differ from their checksum")


class Draft(dict[str, Array]):
    """Arrays of a new file, to be filled."""

    def __init__(self, arrays: Mapping[str, Array], mapping: mmap.mmap) -> None:
        """Keep the arrays, and the memory that they lie in."""
        super().__init__(arrays)
        self._mapping = mapping

    def release(self) -> None:
        """Let the system keep what was written, in the file, instead of this process."""
        _release(self._mapping)


def _release(mapping: mmap.mmap) -> None:
    if hasattr(mmap, "MADV_DONTNEED"):
        mapping.madvise(mmap.MADV_DONTNEED)


def _block_sums(data: Array) -> npt.NDArray[np.uint32]:
    sums = [zlib.crc32(data[at : at + BLOCK].data) for at in range(0, data.size, BLOCK)]
    return np.array(sums, np.uint32)


def _round_up(size: int, step: int = _ALIGN) -> int:
    return -(-size // step) * step


def create_container(path: Path, about: Mapping[str, Any], shapes: Shapes) -> Draft:
    """Make a new file of zeros, and map its arrays so that they can be filled.

    Call `seal_container` when they are.

    Args:
        path: a name that was never used.
        about: anything JSON can hold; a reader gets it back.
        shapes: type and shape of every array.

    Raises:
        FileExistsError: the name is taken; files of the index are never rewritten.
    """
    places: dict[str, Any] = {}
    size = 0
    for name, (kind, shape) in shapes.items():
        places[name] = {"kind": np.dtype(kind).str, "shape": shape, "at": size}
        size += _round_up(math.prod(shape) * np.dtype(kind).itemsize)
    header = json.dumps({"about": about, "arrays": places, "size": size}).encode()
    first = _round_up(_START.size + len(header))
    with path.open("xb") as file:
        file.write(_START.pack(MAGIC, len(header), zlib.crc32(header)) + header)
        file.truncate(first + size)
    with path.open("r+b") as file:
        mapping = mmap.mmap(file.fileno(), 0)
    mapped = np.frombuffer(mapping, np.uint8)
    return Draft({name: _view(mapped[first:], **each) for name, each in places.items()}, mapping)


def seal_container(path: Path) -> int:
    """Append the checksums of a filled file and wait until all of it is on disk.

    Returns:
        A checksum of the checksums.
    """
    with path.open("rb") as file:
        _, length, _ = _START.unpack(file.read(_START.size))
        file.seek(_round_up(_START.size + length))
        sums = np.array([zlib.crc32(data) for data in iter(lambda: file.read(BLOCK), b"")], "<u4")
    with path.open("ab") as file:
        file.write(sums.tobytes())
        file.flush()
        os.fsync(file.fileno())
    return zlib.crc32(sums.data)


def open_container(path: Path) -> Container:
    """Map a file and check its header and its length.

    Raises:
        StoreDamaged: it is missing, truncated, or not such a file.
    """
    try:
        with path.open("rb") as file:
            mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except (OSError, ValueError) as error:
        raise StoreDamaged(f"{path.name}: {error}") from None
    mapped = np.frombuffer(mapping, np.uint8)
    header, length = _read_header(path, mapping)
    first = _round_up(length)
    end = first + header["size"]
    if mapped.size != end + 4 * -(-header["size"] // BLOCK):
        raise StoreDamaged(f"{path.name}: truncated at byte {mapped.size}")
    arrays = {name: _view(mapped[first:end], **place) for name, place in header["arrays"].items()}
    return Container(path, header["about"], arrays, mapping, mapped, first, end)


def read_about(path: Path) -> Mapping[str, Any]:
    """Read what the writer of a file said about it, and nothing else of the file.

    Raises:
        StoreDamaged: it is missing, or not such a file.
    """
    try:
        with path.open("rb") as file:
            about: Mapping[str, Any] = _read_header(path, file)[0]["about"]
    except OSError as error:
        raise StoreDamaged(f"{path.name}: {error.strerror}") from None
    return about


def _read_header(path: Path, file: BinaryIO | mmap.mmap) -> tuple[Any, int]:
    """Read the header from the beginning of a file; say also how many bytes it takes up there."""
    start = file.read(_START.size)
    if len(start) < _START.size:
        raise StoreDamaged(f"{path.name}: truncated at byte {len(start)}")
    magic, length, checksum = _START.unpack(start)
    text = file.read(length) if magic == MAGIC else b""
    if not text or zlib.crc32(text) != checksum:
        raise StoreDamaged(f"{path.name}: its header is damaged")
    return json.loads(text), _START.size + length


def _view(data: Array, kind: str, shape: Sequence[int], at: int) -> Array:
    size = math.prod(shape) * np.dtype(kind).itemsize
    return np.asarray(data[at : at + size]).view(kind).reshape(shape)
