"""Article ids as numbers: 128 bits, where their digits take 32 bytes."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Ids", "format_ids", "parse_ids"]

Ids = npt.NDArray[np.uint64]
"""[n, 2]: the 128 bits of article ids, the first 64 of them in the first column."""


def parse_ids(ids: pa.ChunkedArray | pa.Array) -> Ids:
    """Read ids in hex.

    Raises:
        ValueError: one of them is not 32 hexadecimal digits.

    >>> parse_ids(pa.array(["00000000000000010000000000000002"])).tolist()
    [[1, 2]]
    """
    parts = ids.chunks if isinstance(ids, pa.ChunkedArray) else [ids]
    return np.concatenate([np.zeros((0, 2), np.uint64), *map(_parse_part, parts)])


def _parse_part(ids: pa.Array) -> Ids:
    texts = ids.cast(pa.large_binary())
    lengths = pc.binary_length(texts)
    offsets = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset :][: len(ids) + 1]
    digits = texts.buffers()[2].slice(offsets[0], offsets[-1] - offsets[0]) if len(ids) else b""
    parsed = bytes.fromhex(bytes(digits).decode())
    if ids.null_count or pc.any(pc.not_equal(lengths, 32)).as_py() or len(parsed) != 16 * len(ids):
        raise ValueError("an article id has 32 hexadecimal digits")
    return np.frombuffer(parsed, ">u8").astype(np.uint64).reshape(-1, 2)


def format_ids(ids: Ids) -> pa.Array:
    """Print ids in hex.

    >>> format_ids(np.array([[1, 2]], np.uint64)).to_pylist()
    ['00000000000000010000000000000002']
    """
    digits = ids.astype(">u8").tobytes().hex().encode()
    offsets = np.arange(0, len(digits) + 1, 32, dtype=np.int32)
    return pa.StringArray.from_buffers(len(ids), pa.py_buffer(offsets), pa.py_buffer(digits))
