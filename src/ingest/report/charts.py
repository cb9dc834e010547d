"""Pictures as SVG: positions across in percent, so that they fit any screen; text keeps its size.

No style attribute is written anywhere: the page's policy admits none.
"""

import math
from collections.abc import Iterable, Sequence
from html import escape

from ingest.report.facts import Series
from ingest.report.words import number, step_text

__all__ = ["bar", "columns", "lengths", "spark", "stack"]

PLOT = 168
"""Height of a plot in pixels; below it stands the axis."""


def round_up(value: int) -> int:
    """Find a round number at or above a count, for the top line of a plot.

    >>> round_up(7), round_up(86), round_up(1240)
    (8, 100, 1500)
    """
    if value <= 4:
        return max(1, value)
    unit: int = 10 ** int(math.log10(value))
    return min(
        round(unit * step) for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if round(unit * step) >= value
    )


def columns(series: Series, label: str) -> str:
    """Draw a series as columns, with its highest value and both ends of time labelled."""
    if not series.counts:
        return '<p class="none">No dated articles.</p>'
    top = round_up(max(series.counts))
    count = len(series.counts)
    width = 100 / max(count, 8)
    left = (100 - width * count) / 2 if count < 8 else 0
    marks = []
    for index, (start, value) in enumerate(zip(series.starts, series.counts, strict=True)):
        high = max(value / top * PLOT, 1.5 if value else 0)
        x = left + index * width + width * 0.08
        marks.append(
            f'<rect x="{x:.3f}%" y="{PLOT - high:.1f}" width="{width * 0.84:.3f}%"'
            f' height="{high:.1f}"><title>{step_text(start, series.step)}: {number(value)}'
            "</title></rect>"
        )
    ticks = _ticks(series, left, width)
    return _plot(f'<g class="c1">{"".join(marks)}</g>{ticks}', top, label)


def lengths(steps: Sequence[tuple[int, int, int]], median: int, label: str) -> str:
    """Draw how many articles are how long, with the median as a line."""
    if not steps:
        return '<p class="none">No articles.</p>'
    top = round_up(max(count for _, _, count in steps))
    width = 100 / len(steps)
    marks = []
    for index, (low, high, count) in enumerate(steps):
        tall = max(count / top * PLOT, 1.5 if count else 0)
        end = "and more" if index == len(steps) - 1 else f"to {number(high)}"
        marks.append(
            f'<rect x="{index * width + width * 0.06:.3f}%" y="{PLOT - tall:.1f}"'
            f' width="{width * 0.88:.3f}%" height="{tall:.1f}">'
            f"<title>{number(low)} {end} words: {number(count)}</title></rect>"
        )
    span = steps[-1][0] or steps[-1][1]
    whole = span * len(steps) / max(1, len(steps) - 1)
    at = min(median / whole * 100, 99)
    anchor, dx = ("end", -6) if at > 60 else ("start", 6)
    marks.append(
        f'<line class="median" x1="{at:.3f}%" x2="{at:.3f}%" y1="-14" y2="{PLOT}"/>'
        f'<text class="strong" x="{at:.3f}%" dx="{dx}" y="-5" text-anchor="{anchor}">'
        f"half have fewer than {number(median)}</text>"
    )
    edges = [(0, "0"), (span / 2, number(span / 2)), (span, f"{number(span)} words or more")]
    anchors = ("start", "middle", "end")
    for (value, text), anchor in zip(edges, anchors, strict=True):
        x = 100 if anchor == "end" else value / whole * 100
        marks.append(f'<text x="{x:.3f}%" y="{PLOT + 18}" text-anchor="{anchor}">{text}</text>')
    return _plot(f'<g class="c1">{"".join(marks)}</g>', top, label)


def _plot(marks: str, top: int, label: str) -> str:
    lines = "".join(
        f'<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>' for y in (0, PLOT / 2, PLOT)
    )
    return (
        f'<svg class="plot" role="img" aria-label="{escape(label)}" width="100%"'
        f' height="{PLOT + 44}"><svg y="20" overflow="visible">{lines}{marks}'
        f'<text y="-4">{number(top)}</text></svg></svg>'
    )


def _ticks(series: Series, left: float, width: float) -> str:
    """Label the first and the last step, and a few between where there is room."""
    count = len(series.starts)
    chosen = sorted({0, count - 1} | ({count // 3, 2 * count // 3} if count >= 12 else set()))
    texts = []
    for index in chosen:
        x = left + (index + 0.5) * width
        anchor = "middle"
        if x - left < 8 and count >= 8:
            x, anchor = left, "start"
        elif x > 92:
            x, anchor = 100, "end"
        wide = "" if index in (0, count - 1) else ' class="wide"'
        text = step_text(series.starts[index], series.step)
        texts.append(
            f'<text{wide} x="{x:.2f}%" y="{PLOT + 18}" text-anchor="{anchor}">{text}</text>'
        )
    return "".join(texts)


def spark(counts: Sequence[int], label: str) -> str:
    """Draw a small series without text, for a table; scaled to its own highest value."""
    if not counts:
        return ""
    top = max(counts) or 1
    parts = []
    for index, count in enumerate(counts):
        if count:
            high = max(1.2, count / top * 22)
            parts.append(f"M{index} 24v-{high:.1f}h.82v{high:.1f}z")
    box = f'viewBox="0 0 {max(8, len(counts))} 24" preserveAspectRatio="none"'
    return (
        f'<svg class="spark" role="img" aria-label="{escape(label)}" {box}>'
        f'<path d="{"".join(parts)}"/></svg>'
    )


def bar(share: float, kind: str = "c1") -> str:
    """Draw a share from 0 to 1 as a bar; the number stands beside it in the text."""
    return (
        f'<svg class="bar" aria-hidden="true"><rect class="track" width="100%" height="100%"/>'
        f'<rect class="{kind}" width="{max(0.0, min(1.0, share)) * 100:.2f}%" height="100%"/></svg>'
    )


def stack(parts: Iterable[tuple[str, int]]) -> str:
    """Draw counts as parts of one bar; each is a class name and a count."""
    shown = [(kind, count) for kind, count in parts if count]
    whole = sum(count for _, count in shown) or 1
    at = 0.0
    marks = []
    for kind, count in shown:
        wide = count / whole * 100
        marks.append(
            f'<rect class="{kind}" x="{at:.3f}%" width="{max(wide - 0.15, 0.15):.3f}%"'
            ' height="100%"/>'
        )
        at += wide
    return f'<svg class="stack" aria-hidden="true">{"".join(marks)}</svg>'
