"""Runs without worker processes, which cost half a second each: for tests of something else.

And runs of a program whose fingerprints are of another version.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ingest.workers import read_shard_safely


class Inline:
    """Stands for `Workers`: the same calls, in this process."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __enter__(self) -> "Inline":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)

    def call_once(self, function: Callable[..., Any], *args: Any, **_: Any) -> Any:
        return function(*args)

    def read(self, run: Any, shard: Any) -> Any:
        return read_shard_safely(self, run, shard)

    def map(self, function: Callable[..., Any], items: Any) -> Iterator[Any]:
        return (function(*item) for item in items)


def be_of_version(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a program that makes fingerprints of another version."""
    for module in ("fingerprints", "index.run"):
        monkeypatch.setattr(f"ingest.{module}.ALGORITHM_VERSION", number)
