"""The picture of the day as SVG: bars of the last days, today's beside what was expected."""

from collections.abc import Iterator, Sequence
from html import escape

from ingest.completeness import Row

__all__ = ["clip", "draw"]

_ROW, _TOP, _WIDTH = 26, 46, 760
_NAMES, _BARS, _FIGURES = 16, 270, 480
_BAR = 14
_LONGEST = 34
_ODD = 3.5
_FONT = 'font-family="system-ui, sans-serif" font-size="13"'
_LEGEND = "▮ records a day, — expected today"


def draw(rows: Sequence[Row], run_id: str) -> str:
    """Draw one line per series.

    Args:
        rows: as `completeness.overview` gives them.
        run_id: names the run in the heading.
    """
    height = _TOP + _ROW * len(rows) + 12
    heading = f"Volume per source, run {escape(run_id)}"
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    lines = (part for number, row in enumerate(rows) for part in _line(row, _TOP + _ROW * number))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" {size} {_FONT}>
<rect width="{_WIDTH}" height="{height}" rx="6" fill="#ffffff"/>
<text x="{_NAMES}" y="26" font-size="15" font-weight="600" fill="#1a1f2b">{heading}</text>
<text x="{_WIDTH - 16}" y="26" text-anchor="end" fill="#667085">{_LEGEND}</text>
{"".join(lines)}</svg>"""


def clip(name: str) -> str:
    """Shorten a name that would push the figures out of sight.

    >>> clip("source " + "a very long name " * 3)
    'source a very long name a very lo…'
    """
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _line(row: Row, top: float) -> Iterator[str]:
    base = top + _ROW - 6
    odd = row.z is not None and abs(row.z) >= _ODD
    colour = "#b42318" if odd else "#1a1f2b"
    weight = ' font-weight="600"' if row.series == "all" else ""
    name = escape(clip(row.series))
    yield f'<text x="{_NAMES}" y="{base}" fill="{colour}"{weight}>{name}</text>'
    most = max(*row.recent, row.expected or 0, 1)
    for day, count in enumerate(row.recent):
        tall = (_ROW - 8) * count / most
        today = day == len(row.recent) - 1
        fill = ("#b42318" if odd else "#175cd3") if today else "#b2ccff"
        if count:
            yield (
                f'<rect x="{_BARS + day * _BAR}" y="{base - max(tall, 1):.1f}" width="{_BAR - 3}"'
                f' height="{max(tall, 1):.1f}" fill="{fill}"/>'
            )
    if row.expected is not None:
        level = base - (_ROW - 8) * row.expected / most
        left = _BARS + (len(row.recent) - 1) * _BAR - 2
        yield (
            f'<line x1="{left}" x2="{left + _BAR + 1}" y1="{level:.1f}" y2="{level:.1f}"'
            ' stroke="#1a1f2b" stroke-width="1.5"/>'
        )
    said = f"{row.today:,} today"
    if row.expected is not None and row.z is not None:
        said += f", expected {row.expected:,.0f} (z {row.z:+.1f})"
    yield f'<text x="{_FIGURES}" y="{base}" fill="{colour}">{said}</text>'
