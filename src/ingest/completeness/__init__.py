"""Completeness: did as much come in as always comes in?

A night can be healthy and still have lost a third of a source. Each night's volumes are compared
with the nights before, per source and per language: counts with a robust z-score that knows the
weekdays, silences with how long the source has ever been silent, and length, language, share of
duplicates and share of quarantined records with their own past.
"""

from ingest.completeness.findings import Finding, assess
from ingest.completeness.history import History, build_history
from ingest.completeness.picture import Row, overview, sparkline
from ingest.completeness.record import (
    breaks_the_run,
    judge,
    judge_run,
    read_past,
    require_complete,
)
from ingest.completeness.volumes import Counting, Volumes, decode, encode, measure

__all__ = [
    "Counting",
    "Finding",
    "History",
    "Row",
    "Volumes",
    "assess",
    "breaks_the_run",
    "build_history",
    "decode",
    "encode",
    "judge",
    "judge_run",
    "measure",
    "overview",
    "read_past",
    "require_complete",
    "sparkline",
]
