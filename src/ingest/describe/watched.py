"""Words and phrases that quality rules ask for, as Gopher and C4 list them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.kernels.phrases import Phrases

__all__ = ["POLICIES", "STOP_WORDS", "WATCHED", "watched_phrases"]

STOP_WORDS = ("the", "be", "to", "of", "and", "that", "have", "with")
"""Gopher's: Rae et al. 2021, section A1.1."""

POLICIES = (
    "terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies",
    "use cookies",
)  # fmt: skip
"""C4's: Raffel et al. 2020, section 2.2; so are the words behind them."""

WATCHED = (*STOP_WORDS, *POLICIES, "lorem ipsum", "javascript")
"""Bit k of `Facts.phrases` belongs to the k-th."""


@cache
def watched_phrases() -> Phrases:
    """Hash them once."""
    from ingest.kernels.phrases import phrases_of

    return phrases_of(WATCHED)
