"""What deciding asks of everything published before; `index.Index` answers."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from ingest.kernels.pairs import Signatures
from ingest.keys import Articles, Candidates, Ids, Texts, Verified

__all__ = ["KnownKeys"]


class KnownKeys(Protocol):
    """The memory of earlier runs."""

    def find_records(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Say which records were taken by an earlier run."""

    def find_texts(self, ids: Ids) -> Texts:
        """Say what is known of texts, and which article stands for them now."""

    def find_candidates(self, keys: npt.NDArray[np.uint64]) -> Candidates:
        """Find the published articles that share band keys with texts ([n, BANDS] keys)."""

    def verify(
        self,
        signatures: Signatures,
        rows: npt.NDArray[np.int64],
        handles: npt.NDArray[np.int64],
        rules: npt.NDArray[np.float64],
    ) -> Verified:
        """Measure pairs of a row of `signatures` and a candidate, by the rules of `accepts`."""

    def read_articles(self, handles: npt.NDArray[np.int64]) -> Articles:
        """Read what is kept of candidates."""
