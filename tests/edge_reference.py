"""The lines at the edges of one text, found line by line: what the kernel must find at one go."""

from ingest.anatomy.learned import EDGE, LONGEST, line_key
from ingest.kernels.glyphs import glyphs, points_of
from ingest.kernels.linebreaks import find_spans
from ingest.layout import printed_at
from ingest.typesetting import ends_sentence


def edge_lines(text: str) -> tuple[str, ...]:
    spans = find_spans(points_of(text), glyphs())[:, :3].tolist()
    length = max((end - start for start, end, _ in spans), default=0)
    longest = [span for span in spans if span[1] - span[0] == length]
    core = max((printed_at(text, *span) for span in longest), default="")
    middle = longest[0][0] if longest else 0
    edges = spans if len(spans) <= 2 * EDGE else [*spans[:EDGE], *spans[-EDGE:]]
    found: dict[str, None] = {}
    for start, end, lines in edges:
        if end - start <= LONGEST:
            line = printed_at(text, start, end, lines)
            if line != core and (start > middle or not ends_sentence(line)):
                found[line_key(line)] = None
    found.pop("", None)
    return tuple(found)


def witness(text: str) -> str:
    """The longest line, as it is compared; of several the last in order."""
    lines = text.splitlines()
    length = max(map(len, lines), default=0)
    return line_key(max((line for line in lines if len(line) == length), default=""))
