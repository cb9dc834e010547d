"""When two bodies are copies of each other: thresholds as data, apart from the code that applies.

Starting points come from a study of real news with planted and natural copies. Short texts are
held to more: a wire template ("repurchase 1.5bn" / "2bn") differs in numbers only. Where few
numbers and names are known (`known`), as in capitals and in scripts without them, texts must be
more alike, since a template may differ in names that nobody can tell from words. Where many are
known, all the same, and the texts are of one length, every sixth word may be misread or reworded.
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
        known: numbers and names of the shorter body: what facts are judged by.
    """

    shingles_from: float
    shingles_below: float
    jaccard: float = 0.0
    containment: float = 0.0
    numbers: float = 0.0
    numbers_jaccard: float = 0.0
    facts: float = 0.0
    length: float = 0.0
    known: float = 0.0


RULES = (
    Rule(300, np.inf, jaccard=0.5, facts=0.6),
    Rule(300, np.inf, containment=0.75, facts=0.6, length=0.25),
    Rule(150, np.inf, jaccard=0.3, facts=0.85, length=0.9, known=15),
    Rule(60, np.inf, containment=0.9, facts=0.9, numbers=0.93, length=0.2, known=5),
    Rule(150, np.inf, jaccard=0.35, facts=0.8, known=5),
    Rule(150, 300, jaccard=0.5, facts=0.65, known=2),
    Rule(150, 300, jaccard=0.6, facts=0.65),
    Rule(150, 300, containment=0.75, facts=0.65, length=0.25, known=2),
    Rule(150, 300, containment=0.8, facts=0.65, length=0.25),
    Rule(60, 150, jaccard=0.38, facts=0.87, numbers=0.93, known=6),
    Rule(60, 150, jaccard=0.5, facts=0.8, numbers=0.93, known=3),
    Rule(60, 150, jaccard=0.65, facts=0.65, numbers=0.93, known=3),
    Rule(60, 150, jaccard=0.65, facts=0.8, numbers=0.93, known=1),
    Rule(60, 150, jaccard=0.75, facts=0.8, numbers=0.93),
    Rule(60, 150, jaccard=0.7, facts=0.9, numbers=0.85, known=8),
    Rule(60, 150, containment=0.8, facts=0.8, numbers=0.93, length=0.25, known=3),
    Rule(60, 150, containment=0.85, facts=0.8, numbers=0.93, length=0.25, known=1),
    Rule(60, 150, containment=0.9, facts=0.8, numbers=0.93, length=0.25),
    Rule(20, 60, jaccard=0.6, facts=0.9, numbers_jaccard=0.95, known=3),
    Rule(1, 60, jaccard=0.8, facts=0.8, numbers_jaccard=0.95),
    Rule(20, 60, containment=0.8, facts=0.9, numbers=1.0, length=0.25, known=3),
    Rule(15, 60, containment=0.9, facts=0.8, numbers=1.0, length=0.25),
)


def as_array(rules: tuple[Rule, ...] = RULES) -> npt.NDArray[np.float64]:
    """Lay the rules out for `kernels.pairs.accepts`."""
    return np.array(rules, np.float64)
