"""The lines at the edges of one text, found line by line: what the kernel must find at one go."""

from ingest.anatomy.learned import EDGE, LONGEST, line_key
from ingest.layout import paragraphs
from ingest.typesetting import ends_sentence


def edge_lines(text: str) -> tuple[str, ...]:
    lines = [(part.start, part.text) for part in paragraphs(text)]
    length = max((len(line) for _, line in lines), default=0)
    longest = [(start, line) for start, line in lines if len(line) == length]
    core = max((line for _, line in longest), default="")
    middle = longest[0][0] if longest else 0
    edges = lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], *lines[-EDGE:]]
    found: dict[str, None] = {}
    for start, line in edges:
        above = start <= middle and ends_sentence(line)
        if len(line) <= LONGEST and line != core and not above:
            found[line_key(line)] = None
    found.pop("", None)
    return tuple(found)


def witness(text: str) -> str:
    """The longest line, as it is compared; of several the last in order."""
    lines = text.splitlines()
    length = max(map(len, lines), default=0)
    return line_key(max((line for line in lines if len(line) == length), default=""))
