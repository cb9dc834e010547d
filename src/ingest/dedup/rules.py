"""When two bodies are copies of each other: thresholds as data, apart from the code that applies.

Starting points come from a study of real news with planted and natural copies. Short texts are
held to more: a wire template ("repurchase 1.5bn" / "2bn") differs in numbers only.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["MAX_REPRESENTATIVES", "MAX_VERIFIED", "RULES", "Rule", "as_array"]

MAX_VERIFIED = 32
"""So many candidates are verified for a text, those first that share the most keys."""
MAX_REPRESENTATIVES = 64
"""A key that more representatives hold than this is a phrase they share: it finds none."""


class Rule(NamedTuple):
    """Two bodies are near duplicates if for one rule every measure is at least as given.

    Attributes:
        shingles_from: the shorter body has so many distinct 5-token shingles, or more.
        shingles_below: and fewer than this.
        jaccard: of the shingles.
        containment: share of the shorter body's shingles in the longer one.
        numbers: share of the shorter body's numbers in the longer one.
        numbers_jaccard: Jaccard similarity of the numbers.
        facts: share of the shorter body's numbers and names in the longer one.
        length: of the shorter body, as a share of the longer one.
    """

    shingles_from: float
    shingles_below: float
    jaccard: float = 0.0
    containment: float = 0.0
    numbers: float = 0.0
    numbers_jaccard: float = 0.0
    facts: float = 0.0
    length: float = 0.0


RULES = (
    Rule(150, np.inf, jaccard=0.5, facts=0.6),
    Rule(150, np.inf, jaccard=0.38, facts=0.8),
    Rule(150, np.inf, containment=0.75, facts=0.6, length=0.25),
    Rule(60, 150, jaccard=0.5, numbers=0.93, facts=0.8),
    Rule(60, 150, containment=0.8, numbers=0.93, facts=0.8, length=0.25),
    Rule(1, 60, jaccard=0.8, numbers_jaccard=0.95, facts=0.9),
    Rule(40, 60, containment=0.9, numbers=1.0, facts=0.9, length=0.25),
)


def as_array(rules: tuple[Rule, ...] = RULES) -> npt.NDArray[np.float64]:
    """Lay the rules out for `kernels.pairs.accepts`."""
    return np.array(rules, np.float64)
