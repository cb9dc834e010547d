"""Drops: articles printed with phrases chosen by chance, as many papers in many languages do.

The phrases are in `phrases.toml`, written from what papers print and not from the rules, so that
what the rules do not know shows. The chance is seeded with the article and the layout.
"""

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.anatomy.gold import Gold
from benchmarks.anatomy.layouts import UNASKED, Page

__all__ = ["DROPS", "lay_out_drops", "phrases"]

PHRASES = Path(__file__).with_name("phrases.toml")
OTHER_HEADLINES = {
    "zh": ("河上新桥通车", "老城市场恢复营业", "学校延长暑假"),
    "ja": ("川に新しい橋が開通", "旧市街の市場が再開", "夏休みを延長へ"),
    "ko": ("강 위에 새 다리 개통", "구시가지 시장 다시 문 열어", "여름방학 연장"),
}


def phrases() -> dict[str, dict]:
    """The phrases of every language."""
    return tomllib.loads(PHRASES.read_text("utf-8"))


@dataclass(slots=True)
class Drop:
    """One article while it is printed: what was printed so far, and what is to be found."""

    gold: Gold
    words: dict
    chance: random.Random
    blocks: list[str] = field(default_factory=list)
    page: Page = field(default_factory=lambda: Page(credit=UNASKED))

    def pick(self, kind: str) -> str:
        """A phrase of a kind."""
        return self.chance.choice(self.words[kind])

    def say(self, kind: str) -> str:
        """A phrase with its agency, outlet and other headline filled in."""
        phrase = self.pick(kind)
        return self.dated(phrase) if kind == "date" else self.fill(phrase)

    def dated(self, phrase: str) -> str:
        """A date line with the day and year of the gold."""
        year, day = self.gold.day
        if "12" in phrase and self.gold.language not in ("th", "fa", "bn"):
            self.page.day = (year if "2024" in phrase else 0, day)
        return phrase.replace("2024", str(year)).replace(
            "12", f"{day:02d}" if "-" in phrase else str(day)
        )

    def fill(self, phrase: str, **more: str) -> str:
        """Fill in what a phrase leaves open."""
        others = OTHER_HEADLINES.get(self.gold.language)
        if others is None:
            others = (self.gold.paragraphs[-1].split(". ")[0].rstrip(".")[:60],)
        meanings = {
            "n": self.names(),
            "x": self.outlet,
            "a": self.agency,
            "c": self.city,
            "C": self.city.upper(),
            "h": self.chance.choice(others),
        } | more
        for key, meaning in meanings.items():
            phrase = phrase.replace("{" + key + "}", meaning)
        return phrase

    @property
    def outlet(self) -> str:
        """The outlet of this drop."""
        outlets = self.words["outlet"]
        return outlets[len(self.gold.headline) % len(outlets)]

    @property
    def agency(self) -> str:
        """The agency of this drop."""
        agencies = self.words["agency"]
        return agencies[len(self.gold.paragraphs[0]) % len(agencies)]

    @property
    def city(self) -> str:
        """The place of this drop."""
        cities = self.words["city"]
        return cities[len(self.gold.paragraphs[-1]) % len(cities)]

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors of the gold, or invented ones."""
        people = self.words["people"]
        at = len(self.gold.headline) % len(people)
        return self.gold.authors or tuple(people[at : at + 1 + len(self.gold.headline) % 2])

    def names(self) -> str:
        """The authors as one text."""
        *most, last = self.authors
        comma = "、" if self.gold.language in ("zh", "ja") else ", "
        return comma.join(most) + (self.words["and"] if most else "") + last

    def sign(self, kind: str) -> str:
        """A byline; its authors are to be found if it names any."""
        phrase = self.pick(kind)
        if "{n}" in phrase:
            self.page.authors = self.authors
        return self.fill(phrase)

    def origin(self, kind: str) -> str:
        """A note of where the text is from."""
        self.page.syndicated_from = self.outlet
        return self.say(kind)

    def open(self) -> list[str]:
        """The paragraphs of the body with a dateline before the first."""
        phrase = self.pick("dateline")
        line = self.fill(phrase)
        self.page.dateline = line.strip(" -.—–:|_=，")
        self.page.credit = self.agency if "{a}" in phrase else UNASKED
        if "{n}" in phrase:
            self.page.authors = self.authors
        return [line + self.gold.paragraphs[0], *self.gold.paragraphs[1:]]


def again(drop: Drop) -> str:
    """The headline with a small difference."""
    text = drop.gold.headline
    ways: list[Callable[[str], str]] = [
        str,
        str.upper,
        lambda t: t.replace("'", "’").replace('"', "”"),
        lambda t: t.replace("’", "'").replace("“", '"').replace("”", '"').replace("„", '"'),
        lambda t: t.replace(" - ", " – ").replace(" – ", " — "),
        lambda t: f"{t} - update",
        lambda t: f"{t} | {drop.outlet}",
        lambda t: f"{t} - {drop.outlet}",
        lambda t: f"UPDATE 1-{t}",
        lambda t: f'"{t}"',
        lambda t: f"{t}.",
        lambda t: f"  {t}  ",
    ]
    return drop.chance.choice(ways)(text)


def teaser_of(drop: Drop) -> str:
    """The teaser of the gold, or the first sentence of the body."""
    return drop.gold.teaser if 20 < len(drop.gold.teaser) < 400 else ""


def sample(drop: Drop) -> list[str]:
    """The sample's own layout: teaser with a note, the headline again, byline below."""
    first = re.split(r"(?<=[.。!?])\s?", drop.gold.paragraphs[0])[0][:300]
    note = drop.origin("full")
    body = drop.gold.paragraphs
    end = drop.sign("end_by")
    head = f"{teaser_of(drop) or first} {note}"
    return [drop.gold.headline, head, f"{again(drop)}\n{body[0]}", *body[1:], end]


def portal(drop: Drop) -> list[str]:
    """A copied page of a portal: prompts, captions and adverts between everything."""
    body = drop.gold.paragraphs
    half = len(body) // 2
    head = [drop.gold.headline, drop.sign("by"), drop.say("date"), drop.say("share")]
    between = [drop.say("advert"), drop.say("more")]
    below = [drop.say("newsletter"), drop.say("related"), *_headlines(drop), drop.say("comments")]
    return [*head, drop.say("photo"), *body[:half], *between, *body[half:], *below]


def _headlines(drop: Drop) -> list[str]:
    others = OTHER_HEADLINES.get(drop.gold.language)
    return list(others) if others else [drop.fill("{h}"), "1. " + drop.fill("{h}")]


def agency(drop: Drop) -> list[str]:
    """An agency's text as a paper prints it."""
    rights = [drop.say("rights")] if drop.chance.random() < 0.3 else []
    return [drop.gold.headline, *drop.open(), *rights]


def column(drop: Drop) -> list[str]:
    """Headline, teaser, byline, body, note of a correction."""
    teaser = [teaser_of(drop)] if teaser_of(drop) else []
    head = [drop.gold.headline, *teaser, drop.sign("by"), drop.say("date")]
    return [*head, *drop.gold.paragraphs, drop.say("note")]


def syndicated(drop: Drop) -> list[str]:
    """Headline, byline, body, where it appeared first."""
    head = [drop.gold.headline, drop.sign("by")]
    return [*head, *drop.gold.paragraphs, drop.origin("first"), drop.say("rights")]


def staffed(drop: Drop) -> list[str]:
    """A byline that names nobody, a date, and a source below."""
    head = [drop.gold.headline, drop.sign("staff"), drop.say("date")]
    return [*head, *drop.gold.paragraphs, drop.origin("source")]


def export(drop: Drop) -> list[str]:
    """The headline twice, as a feed's title and the page's own, and a signature below."""
    return [drop.gold.headline, again(drop), *drop.gold.paragraphs, drop.sign("end_by")]


def footer(drop: Drop) -> list[str]:
    """Headline, dateline, body, and all that a page has below."""
    kinds = ["share", "comments", "newsletter", "cookie", "advert", "note"]
    drop.chance.shuffle(kinds)
    below = [drop.say(kind) for kind in kinds]
    rights = drop.say("rights")
    return [drop.gold.headline, *drop.open(), *below, rights]


def bottom(drop: Drop) -> list[str]:
    """Headline, body, then byline, source and prompts."""
    last = [drop.sign("end_by"), drop.origin("source"), drop.say("share")]
    return [drop.gold.headline, *drop.gold.paragraphs, *last]


def continued(drop: Drop) -> list[str]:
    """Headline, byline, body, and a note where the whole text is."""
    head = [drop.gold.headline, drop.sign("by")]
    return [*head, *drop.gold.paragraphs, drop.origin("full")]


def bare(drop: Drop) -> list[str]:
    """The headline and the body, nothing else."""
    return [drop.gold.headline, *drop.gold.paragraphs]


def markdown(drop: Drop) -> list[str]:
    """Markdown with a rule, a link and a source."""
    head = [f"# {drop.gold.headline}", f"*{drop.sign('by')}*", f"_{drop.say('date')}_"]
    body = drop.gold.paragraphs
    note = drop.origin("source")
    return [*head, *body, "---", note, "[1]: https://example.org/a"]


DROPS = (
    sample,
    portal,
    agency,
    column,
    syndicated,
    staffed,
    export,
    footer,
    bottom,
    continued,
    bare,
    markdown,
)


def lay_out_drops(gold: Gold, words: dict[str, dict]) -> dict[str, Page]:
    """Print one article in every drop; some without blank lines, some with CRLF."""
    pages = {}
    for layout in DROPS:
        chance = random.Random(f"{gold.name}/{layout.__name__}")
        drop = Drop(gold, words.get(gold.language, words["en"]), chance)
        blocks = layout(drop)
        join = chance.choice(["\n\n", "\n\n", "\n\n", "\n", "\r\n\r\n"])
        page = drop.page
        page.text, page.headline = join.join(blocks), gold.headline
        page.body = "\n\n".join(gold.paragraphs)
        pages[f"drop.{layout.__name__}"] = page
    return pages
