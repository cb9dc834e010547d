"""How well articles were taken apart: counts of right, found and wanted values per layout."""

import re
from collections import Counter, defaultdict

from benchmarks.anatomy.layouts import UNASKED, Page
from ingest.anatomy import dissect
from ingest.article import Anatomy, RawArticle
from ingest.clean import mend_line

__all__ = ["Score", "body_f1", "take_apart"]

FIELDS = ("authors", "dateline", "credit", "syndicated_from", "day")


def take_apart(text: str) -> Anatomy | None:
    found = dissect(RawArticle("gold/a.txt", 0, "text", "", "utf-8", text), frozenset())
    return found if isinstance(found, Anatomy) else None


def fold(text: str) -> str:
    return " ".join(text.split()).strip(" -–—.")


def grams(text: str) -> Counter[str]:
    dense = re.sub(r"\s+", "", text)
    return Counter(dense[i : i + 6] for i in range(max(1, len(dense) - 5)))


def f1(right: float, found: float, wanted: float) -> float:
    return 2 * right / (found + wanted) if found + wanted else 1.0


def body_f1(found: str, wanted: str) -> float:
    a, b = grams(found), grams(wanted)
    return f1((a & b).total(), a.total(), b.total())


def values(item: Page | Anatomy, name: str) -> set[str]:
    if name == "day":
        return day_of(item)
    value = getattr(item, name)
    if name == "dateline":
        value = re.sub(r"[\W_]+", "", value)
    return {fold(v).casefold() for v in ([value] if isinstance(value, str) else value) if v}


def day_of(item: Page | Anatomy) -> set[str]:
    """The printed day; the year only where it is printed."""
    if isinstance(item, Page):
        return {f"{item.day[0]}-{item.day[1]}"} if item.day[1] else set()
    hint = item.date_hint
    return {f"{hint.year}-{hint.day}"} if hint and hint.day else set()


class Score:
    """Counts of right, found and wanted values, and bodies, per layout."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.bodies: dict[str, list[float]] = defaultdict(list)
        self.headlines: dict[str, list[bool]] = defaultdict(list)
        self.misses: list[tuple[str, str, str, object, object]] = []

    def add(self, name: str, layout: str, page: Page) -> None:
        """Take one page apart and count what is right."""
        found = take_apart(page.text) or Anatomy("", "", "", "", (), "", "", "", (), "", (), ())
        self.headlines[layout].append(found.headline == mend_line(page.headline))
        if found.headline != mend_line(page.headline):
            self.misses.append(("headline", layout, name, found.headline, page.headline))
        score = body_f1(found.body, page.body)
        self.bodies[layout].append(score)
        if score < 0.985:
            self.misses.append(
                (
                    "body",
                    layout,
                    name,
                    round(score, 3),
                    [(c.rule, c.text[:90]) for c in found.removed],
                )
            )
        for field in FIELDS:
            got, want = values(found, field), values(page, field)
            if UNASKED in want or (field == "day" and not want):
                continue
            if got != want:
                self.misses.append((field, layout, name, sorted(got), sorted(want)))
            for key in (field, f"{field}.{layout}"):
                self.right[key] += len(got & want)
                self.found[key] += len(got)
                self.wanted[key] += len(want)

    def figures(self) -> dict[str, float]:
        """The figures over all layouts."""
        every = [score for scores in self.bodies.values() for score in scores]
        heads = [right for scores in self.headlines.values() for right in scores]
        figures = {"headline_exact": sum(heads) / len(heads), "body_f1": sum(every) / len(every)}
        for field in FIELDS:
            figures[f"{field}_f1"] = f1(self.right[field], self.found[field], self.wanted[field])
        return figures

    def line(self, layout: str) -> str:
        """The figures of one layout, on one line."""
        heads, bodies = self.headlines[layout], self.bodies[layout]
        keys = [f"{field}.{layout}" for field in FIELDS]
        parts = [f"{k} {f1(self.right[k], self.found[k], self.wanted[k]):.3f}" for k in keys]
        mean = [sum(values) / len(values) for values in (heads, bodies)]
        return f"headline {mean[0]:.3f} body {mean[1]:.4f} " + " ".join(parts)


def fold_space(text: str) -> str:
    return " ".join(text.split())
