"""Corrections: what a person changes in what is published, each of them one commit."""

from ingest.corrections.correct import Corrected, Correction, correct, read_corrections
from ingest.corrections.reapply import correct_staged
from ingest.corrections.restore import Restored, restore
from ingest.corrections.takedown import Takedown, purge, takedown

__all__ = [
    "Corrected",
    "Correction",
    "Restored",
    "Takedown",
    "correct",
    "correct_staged",
    "purge",
    "read_corrections",
    "restore",
    "takedown",
]
