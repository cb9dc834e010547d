"""Lines that one source prints around many of its articles, learned from counts.

A line is boilerplate when it stands at the edges of many articles that differ. Counts add up over
shards, runs and nights in any order.
"""

from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlsplit

import pyarrow as pa

from ingest.article import RawArticle
from ingest.kernels.edgelines import EdgeLines, find_edges
from ingest.text import fold_space
from ingest.typesetting import ends_sentence

__all__ = ["edges_of", "learn", "line_key", "source_key"]

EDGE = 6
"""Paragraphs at each end of an article that are offered."""
LONGEST = 300
FEWEST = 6
"""Different articles that have a line, at least."""
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


def edges_of(texts: pa.Array) -> EdgeLines:
    """List the first and last paragraphs of texts: candidates for what their source repeats.

    Lines broken by typesetting are joined first: "details." may end a thousand dispatches.
    A sentence is offered below the longest paragraph only: above it, it may open every column.
    Copies of one article know each other by their longest line, the witness: twenty copies of a
    dispatch are one witness, so that they do not teach its first sentence.

    Args:
        texts: large_string array without nulls.
    """
    return find_edges(texts, EDGE, LONGEST)


def learn(
    counts: Mapping[tuple[str, str], int], articles: Mapping[str, int]
) -> dict[str, frozenset[str]]:
    """Find the lines that a source repeats around articles that differ.

    Args:
        counts: (source, line) -> articles with different witnesses that have the line.
        articles: source -> its articles.

    Returns:
        Source -> keys of its boilerplate lines; sources without any are left out.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for (source, line), count in counts.items():
        share = SHARE_OF_SENTENCES if ends_sentence(line) else SHARE
        if line and count >= max(FEWEST, share * articles.get(source, 0)):
            found[source].add(line)
    return {source: frozenset(lines) for source, lines in found.items()}
