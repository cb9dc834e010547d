"""The hash of a body that decides exact duplicates, and the article's name that is made of it."""

import hashlib
from itertools import pairwise

import numpy as np
import pyarrow as pa

from ingest.kernels.folding import fold_spaces
from ingest.text import normalise_for_hash

__all__ = ["article_id_of", "content_hash_of", "content_hashes_of"]


def content_hash_of(body: str) -> str:
    """SHA-256 of the normalised body, in hex: decides exact duplicates.

    >>> content_hash_of("Two  words") == content_hash_of("Two words")
    True
    """
    return hashlib.sha256(normalise_for_hash(body).encode("utf-8", "replace")).hexdigest()


def content_hashes_of(bodies: pa.Array) -> list[str]:
    """Hash many bodies as `content_hash_of` does each of them.

    Args:
        bodies: large_string array of n bodies, no nulls.

    >>> content_hashes_of(pa.array(["Two  words"], pa.large_string())) == [
    ...     content_hash_of("Two words")
    ... ]
    True
    """
    folded = fold_spaces(bodies)
    data, starts = folded.data.data, folded.starts.tolist()
    spans = pairwise(starts)
    hashes = [hashlib.sha256(data[start:end]).hexdigest() for start, end in spans]
    for row in np.flatnonzero(folded.composes).tolist():
        hashes[row] = content_hash_of(bodies[row].as_py())
    return hashes


def article_id_of(content_hash: str) -> str:
    """Return the first 128 bits of the content hash, in hex."""
    return content_hash[:32]
