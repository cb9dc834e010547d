"""Who repeats whom, as ribbons between two columns of names."""

from collections.abc import Sequence
from html import escape

from ingest.report.facts import Copying
from ingest.report.words import number, shorten

__all__ = ["flows"]

HEIGHT = 220
"""Pixels that all ribbons together are thick."""
_GAP, _ROW = 8.0, 17.0

Stations = dict[str, tuple[float, float, int]]
"""For each name: top and height in pixels, and the count."""


def flows(pairs: Sequence[Copying], label: str) -> str:
    """Draw who repeats whom: originals on the left, copiers on the right, ribbons between them."""
    if not pairs:
        return ""
    lefts = _stations([(pair.original, pair.count) for pair in pairs])
    rights = _stations([(pair.copier, pair.count) for pair in pairs])
    height = max(_end(lefts), _end(rights))
    unit = _unit(pairs)
    used: dict[tuple[str, str], float] = {}
    ribbons = []
    for pair in pairs:
        thick = pair.count * unit
        y0 = lefts[pair.original][0] + used.get(("l", pair.original), 0.0)
        y1 = rights[pair.copier][0] + used.get(("r", pair.copier), 0.0)
        used["l", pair.original] = used.get(("l", pair.original), 0.0) + thick
        used["r", pair.copier] = used.get(("r", pair.copier), 0.0) + thick
        ribbons.append(
            f'<path d="M0 {y0:.1f}C50 {y0:.1f} 50 {y1:.1f} 100 {y1:.1f}v{thick:.1f}'
            f'C50 {y1 + thick:.1f} 50 {y0 + thick:.1f} 0 {y0 + thick:.1f}z">'
            f"<title>{_name(pair.copier)} repeats {_name(pair.original)}: {number(pair.count)}"
            "</title></path>"
        )
    names = _labels(lefts, "37%", "end") + _labels(rights, "63%", "start")
    return (
        f'<svg class="flows" role="img" aria-label="{escape(label)}" width="100%"'
        f' height="{height:.0f}"><svg x="38%" width="24%" height="{height:.0f}"'
        f' viewBox="0 0 100 {height:.0f}" preserveAspectRatio="none">{"".join(ribbons)}</svg>'
        f"{names}</svg>"
    )


def _name(text: str) -> str:
    return escape(shorten(text, 80))


def _unit(pairs: Sequence[Copying]) -> float:
    return HEIGHT / max(1, sum(pair.count for pair in pairs))


def _stations(counts: Sequence[tuple[str, int]]) -> Stations:
    """Place the names of one side below each other: top, height and count."""
    totals: dict[str, int] = {}
    for name, count in counts:
        totals[name] = totals.get(name, 0) + count
    unit = HEIGHT / max(1, sum(totals.values()))
    placed: Stations = {}
    y = 0.0
    for name, count in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])):
        high = count * unit
        room = max(high, _ROW)
        placed[name] = (y + (room - high) / 2, high, count)
        y += room + _GAP
    return placed


def _end(stations: Stations) -> float:
    return max(y + max(high, _ROW) for y, high, _ in stations.values()) + 2


def _labels(stations: Stations, x: str, anchor: str) -> str:
    texts = []
    for name, (y, high, count) in stations.items():
        shown = shorten(name, 20)
        texts.append(
            f'<text x="{x}" y="{y + high / 2 + 4:.1f}" text-anchor="{anchor}">{escape(shown)}'
            f' <tspan class="strong">{number(count)}</tspan></text>'
        )
    return "".join(texts)
