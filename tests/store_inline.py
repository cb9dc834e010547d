"""Runs without worker processes, which cost half a second each: for tests of something else."""

from collections.abc import Callable, Iterator
from typing import Any

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
