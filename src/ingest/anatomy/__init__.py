"""News anatomy: headline, teaser, byline and the rest, found in plain text and kept apart."""

from ingest.anatomy.dates.moments import find_moment
from ingest.anatomy.dissect import dissect, dissect_all, warm
from ingest.anatomy.learned import edges_of, learn, source_key

__all__ = ["dissect", "dissect_all", "edges_of", "find_moment", "learn", "source_key", "warm"]
