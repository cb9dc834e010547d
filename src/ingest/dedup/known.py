"""What deciding asks of everything published before; `index.Index` answers."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from ingest.keys import Articles, Candidates, Ids, Texts

__all__ = ["KnownKeys"]


class KnownKeys(Protocol):
    """The memory of earlier runs."""

    def find_records(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Say which records were taken by an earlier run."""

    def find_texts(self, ids: Ids) -> Texts:
        """Say what is known of texts, and which article stands for them now."""

    def find_candidates(self, keys: npt.NDArray[np.uint64]) -> Candidates:
        """Find the published articles that share band keys with texts ([n, BANDS] keys)."""

    def read_articles(self, handles: npt.NDArray[np.int64]) -> Articles:
        """Read what is kept of candidates."""
