"""Batch article processing: raw article files in, trustworthy Parquet out.

`import ingest` is fast: what reads data is loaded when it is first used.

>>> import ingest
>>> callable(ingest.read_articles)
True
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.api import dataset_files, open_dataset, read_articles

__all__ = ["dataset_files", "open_dataset", "read_articles"]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name in __all__:
        from ingest import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names too."""
    return sorted({*globals(), *__all__})
