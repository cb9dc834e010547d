"""The plot of what a night costs against the size of the corpus, as SVG."""

import math
from pathlib import Path

TITLE = "CPU seconds of one night of 50,000 articles (look up, verify, insert)"
STYLE = 'width="640" height="360" font-size="13" font-family="sans-serif"'


def draw_plot(path: Path, rows: list[tuple[int, dict[str, float]]]) -> None:
    """Draw CPU seconds of a night against the size of the corpus as SVG."""
    path.write_text(svg(rows), encoding="utf-8")


def svg(rows: list[tuple[int, dict[str, float]]]) -> str:
    """Lay out the plot: size on a logarithmic axis, seconds on a linear one."""
    top = max(max(row["cpu"], row.get("cpu_sqlite", 0.0)) for _, row in rows) * 1.1
    sizes = [known for known, _ in rows]

    def place(known: int, seconds: float) -> tuple[float, float]:
        span = math.log(sizes[-1] / sizes[0]) or 1.0
        return 70 + 470 * math.log(known / sizes[0]) / span, 300 - 260 * seconds / top

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {STYLE}>',
        '<rect width="640" height="360" fill="white"/>',
        f'<text x="70" y="22">{TITLE}</text>',
        '<path d="M70 40V300H560" fill="none" stroke="#333"/>',
    ]
    for step in range(0, int(top) + 1, max(1, int(top) // 5)):
        _, y = place(sizes[0], step)
        parts.append(f'<text x="62" y="{y + 4:.0f}" text-anchor="end">{step}</text>')
    for known in sizes:
        x, _ = place(known, 0)
        parts.append(f'<text x="{x:.0f}" y="320" text-anchor="middle">{known:,}</text>')
    parts.append('<text x="305" y="346" text-anchor="middle">articles known</text>')
    for name, label, colour in (
        ("cpu", "ingest", "#0b6e4f"),
        ("cpu_sqlite", "SQLite, keys only", "#b23a48"),
    ):
        drawn = [(known, row[name]) for known, row in rows if name in row]
        points = [place(known, seconds) for known, seconds in drawn]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), (_, seconds) in zip(points, drawn, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>')
            label_at = f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">'
            parts.append(f"{label_at}{seconds:.1f}</text>")
        x, y = points[-1]
        parts.append(f'<text x="{x + 8:.0f}" y="{y + 16:.0f}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>\n"])
