"""Lines that one source prints around many of its articles, learned from counts.

A line is boilerplate when it stands at the edges of many articles that differ. That they differ is
seen from a bucket, 1 of 16, of the longest paragraph's hash, which is counted with the line: the
copies of one article fall into one bucket. Counts add up over shards, runs and nights in any
order.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlsplit

from ingest.article import RawArticle
from ingest.layout import paragraphs
from ingest.text import fold_space
from ingest.typesetting import ends_sentence

__all__ = ["edge_lines", "learn", "line_key", "source_key"]

EDGE = 6
"""Paragraphs at each end of an article that are offered."""
LONGEST = 300
FEWEST_BUCKETS = 6
"""A line stands around at least about so many different articles."""
SHARE = 0.1
SHARE_OF_SENTENCES = 0.3
"""Of a source's articles, the least share that has the line; a sentence may recur by chance."""


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
    r"""List the first and last paragraphs: candidates for lines that the source repeats.

    Returns:
        Each line's key and, behind a tab, the article's bucket; each line once.
    """
    lines = [line_key(part.text) for part in paragraphs(raw.text)]
    if not lines:
        return ()
    longest = max(lines, key=lambda line: (len(line), line))
    digest = hashlib.blake2b(longest.encode("utf-8", "replace"), digest_size=1)
    bucket = digest.hexdigest()[0]
    edges = dict.fromkeys(lines[:EDGE] + lines[-EDGE:])
    return tuple(
        f"{line}\t{bucket}" for line in edges if 0 < len(line) <= LONGEST and line != longest
    )


def learn(
    counts: Mapping[tuple[str, str], int], articles: Mapping[str, int]
) -> dict[str, frozenset[str]]:
    """Find the lines that a source repeats around articles that differ.

    Args:
        counts: (source, line as from `edge_lines`) -> number of articles that have it.
        articles: source -> number of its articles.

    Returns:
        Source -> keys of its boilerplate lines; sources without any are left out.
    """
    totals: dict[tuple[str, str], int] = defaultdict(int)
    buckets: dict[tuple[str, str], int] = defaultdict(int)
    for (source, counted), count in counts.items():
        line = counted.rpartition("\t")[0]
        totals[source, line] += count
        buckets[source, line] += 1
    found: dict[str, set[str]] = defaultdict(set)
    for (source, line), count in totals.items():
        share = SHARE_OF_SENTENCES if ends_sentence(line) else SHARE
        if buckets[source, line] >= FEWEST_BUCKETS and count >= share * articles.get(source, 0):
            found[source].add(line)
    return {source: frozenset(lines) for source, lines in found.items()}
