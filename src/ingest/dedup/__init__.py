"""Exact and near duplicates, within a batch and against everything published, with evidence."""

from ingest.dedup.known import KnownKeys
from ingest.dedup.resolve import Decisions, resolve

__all__ = ["Decisions", "KnownKeys", "resolve"]
