"""Lines that one source prints around many of its articles."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlsplit

from ingest.article import RawArticle
from ingest.text import fold_space

__all__ = ["edge_lines", "learn", "line_key", "source_key"]

EDGE = 6
LONGEST = 300
BUCKETS = "0123456789abcdef"
FEWEST = 6
SHARE = 0.1


def line_key(line: str) -> str:
    """Normalise a line for comparing it with learned lines.

    >>> line_key("  All Rights  Reserved. ")
    'all rights reserved.'
    """
    return fold_space(line).casefold()


def source_key(raw: RawArticle) -> str:
    """Say what counts as one source: the publisher, else the host, else the parent folder."""
    if raw.given.publisher:
        return "publisher:" + line_key(raw.given.publisher)
    try:
        host = urlsplit(raw.given.url).hostname
    except ValueError:
        host = None
    if host:
        return "host:" + host.removeprefix("www.")
    return "folder:" + raw.source_path.rpartition("/")[0]


def edge_lines(raw: RawArticle) -> tuple[str, ...]:
    """List the first and last lines: candidates for lines that the source repeats."""
    lines = [key for line in raw.text.splitlines() if (key := line_key(line))]
    if not lines:
        return ()
    longest = max(lines, key=lambda line: (len(line), line))
    bucket = hashlib.blake2b(longest.encode("utf-8", "replace"), digest_size=1).hexdigest()[0]
    edges = dict.fromkeys(lines[:EDGE] + lines[-EDGE:])
    return tuple(f"{line}\t{bucket}" for line in edges if len(line) <= LONGEST and line != longest)


def learn(
    counts: Mapping[tuple[str, str], int], articles: Mapping[str, int]
) -> dict[str, frozenset[str]]:
    """Find the lines that a source repeats around articles that differ."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    buckets: dict[tuple[str, str], int] = defaultdict(int)
    for (source, key), count in counts.items():
        line = key.rpartition("\t")[0]
        totals[source, line] += count
        buckets[source, line] += 1
    found: dict[str, set[str]] = defaultdict(set)
    for (source, line), count in totals.items():
        if buckets[source, line] >= FEWEST and count >= SHARE * articles.get(source, 0):
            found[source].add(line)
    return {source: frozenset(lines) for source, lines in found.items()}
