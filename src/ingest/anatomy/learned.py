"""Lines that one source prints around many of its articles."""

from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlsplit

from ingest.article import RawArticle
from ingest.text import fold_space

__all__ = ["edge_lines", "learn", "line_key", "source_key", "witness"]

EDGE = 6
LONGEST = 300
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
    core = _longest(lines)
    edges = dict.fromkeys(lines[:EDGE] + lines[-EDGE:])
    return tuple(line for line in edges if len(line) <= LONGEST and line != core)


def witness(raw: RawArticle) -> str:
    """Return the line by which copies of one article know each other: its longest.

    Twenty copies of a dispatch are one witness, so that they do not teach its first sentence.
    """
    return _longest([line_key(line) for line in raw.text.splitlines()])


def _longest(lines: list[str]) -> str:
    return max(lines, key=lambda line: (len(line), line), default="")


def learn(
    counts: Mapping[tuple[str, str], int], articles: Mapping[str, int]
) -> dict[str, frozenset[str]]:
    """Find the lines that a source repeats around articles that differ.

    Args:
        counts: (source, line) -> articles with different witnesses that have the line.
        articles: source -> its articles.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for (source, line), count in counts.items():
        if count >= max(FEWEST, SHARE * articles.get(source, 0)):
            found[source].add(line)
    return {source: frozenset(lines) for source, lines in found.items()}
