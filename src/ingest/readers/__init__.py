"""Raw files to articles: one module per family of formats, one table that tells them apart."""

from ingest.readers.opening import read_file

__all__ = ["read_file"]
