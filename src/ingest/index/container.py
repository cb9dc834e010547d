"""A file of named arrays: written once, mapped into memory, checked block by block.

Layout, all integers little-endian: 8 bytes of magic, the length and the CRC-32 of a header, the
header (JSON: what the file is, and of each array its type, shape and place), then the arrays, each
on a multiple of 64 bytes, then the CRC-32 of every block of 64 KiB of the arrays.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.errors import StoreDamaged

__all__ = ["BLOCK", "Container", "Shapes", "create_container", "open_container", "seal_container"]

Array = npt.NDArray[Any]
Shapes = Mapping[str, tuple[npt.DTypeLike, tuple[int, ...]]]

MAGIC = b"INGESTIX"
BLOCK = 1 << 16
_ALIGN = 64
_START = struct.Struct("<8sII")


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
        if hasattr(mmap, "MADV_DONTNEED"):
            self._mapping.madvise(mmap.MADV_DONTNEED)

    def check(self) -> None:
        """Compare every block with its checksum.

        Raises:
            StoreDamaged: one differs.
        """
        sums = _block_sums(self._mapped[self._first : self._end])
        self.release()
        kept = self._mapped[self._end :].view(np.uint32)
        wrong = np.flatnonzero(sums != kept)
        if wrong.size:
            place = self._first + int(wrong[0]) * BLOCK
            raise StoreDamaged(f"{self.path.name}: bytes from {place} differ from their checksum")


def _block_sums(data: Array) -> npt.NDArray[np.uint32]:
    sums = [zlib.crc32(data[at : at + BLOCK].data) for at in range(0, data.size, BLOCK)]
    return np.array(sums, np.uint32)


def _round_up(size: int, step: int = _ALIGN) -> int:
    return -(-size // step) * step


def create_container(path: Path, about: Mapping[str, Any], shapes: Shapes) -> dict[str, Array]:
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
        size += _round_up(int(np.prod(shape)) * np.dtype(kind).itemsize)
    header = json.dumps({"about": about, "arrays": places, "size": size}).encode()
    first = _round_up(_START.size + len(header))
    with path.open("xb") as file:
        file.write(_START.pack(MAGIC, len(header), zlib.crc32(header)) + header)
        file.truncate(first + size)
    mapped: Array = np.memmap(path, np.uint8, "r+")
    return {name: _view(mapped[first:], **place) for name, place in places.items()}


def seal_container(path: Path) -> int:
    """Append the checksums of a filled file and wait until all of it is on disk.

    Returns:
        A checksum of the checksums.
    """
    mapped: Array = np.memmap(path, np.uint8, "c")
    sums = _block_sums(mapped[_first(mapped) :])
    with path.open("ab") as file:
        file.write(sums.astype("<u4").tobytes())
        file.flush()
        os.fsync(file.fileno())
    return zlib.crc32(sums.data)


def _first(mapped: Array) -> int:
    """Say where the arrays of a sound file begin."""
    _, length, _ = _START.unpack(bytes(mapped[: _START.size]))
    return _round_up(_START.size + int(length))


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
    if mapped.size < _START.size:
        raise StoreDamaged(f"{path.name}: truncated at byte {mapped.size}")
    magic, length, checksum = _START.unpack(bytes(mapped[: _START.size]))
    text = bytes(mapped[_START.size : _START.size + length])
    if magic != MAGIC or zlib.crc32(text) != checksum:
        raise StoreDamaged(f"{path.name}: its header is damaged")
    header = json.loads(text)
    first = _round_up(_START.size + length)
    end = first + header["size"]
    if mapped.size != end + 4 * -(-header["size"] // BLOCK):
        raise StoreDamaged(f"{path.name}: truncated at byte {mapped.size}")
    arrays = {name: _view(mapped[first:end], **place) for name, place in header["arrays"].items()}
    return Container(path, header["about"], arrays, mapping, mapped, first, end)


def _view(data: Array, kind: str, shape: Sequence[int], at: int) -> Array:
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    return np.asarray(data[at : at + size]).view(kind).reshape(shape)
