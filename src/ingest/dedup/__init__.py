"""Exact and near duplicates, within a batch and against everything published, with evidence."""

from ingest.dedup.known import KnownKeys
from ingest.dedup.learn import relearn, remove, take_down
from ingest.dedup.resolve import Decisions, resolve

__all__ = ["Decisions", "KnownKeys", "relearn", "remove", "resolve", "take_down"]
