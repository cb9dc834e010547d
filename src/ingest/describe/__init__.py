"""Describe bodies: language, counts, readability, quality signals, dates."""

from ingest.describe.columns import FIELDS, describe, warm

__all__ = ["FIELDS", "describe", "warm"]
