"""News anatomy: headline, teaser, byline and the rest, found in plain text and kept apart."""

from ingest.anatomy.dissect import dissect, dissect_safely, warm
from ingest.anatomy.learned import edge_lines, learn, source_key, witness

__all__ = ["dissect", "dissect_safely", "edge_lines", "learn", "source_key", "warm", "witness"]
