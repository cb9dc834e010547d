"""The page: one file that needs nothing else, and that nothing in the data can change."""

import base64
import hashlib
from importlib import resources

from ingest.report import charts, outcomes, sections
from ingest.report.facts import Facts, Totals
from ingest.report.markup import safe, script_json
from ingest.report.selection import Day
from ingest.report.words import date_text, language_name, number

__all__ = ["render"]

_NAV = (
    ("night", "Completeness"),
    ("headlines", "Headlines"),
    ("volume", "Volume"),
    ("sources", "Sources"),
    ("texts", "Languages, lengths"),
    ("copies", "Copies"),
    ("quarantine", "Set aside"),
    ("known", "Known"),
    ("runs", "Runs"),
)


def render(facts: Facts, day: Day) -> str:
    """Write the page as HTML; the same facts always give the same page."""
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    title = _title(facts.totals)
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{safe(title)} · {safe(facts.out)}</title>\n",
            f"<style>{style}</style>\n</head>\n<body>\n",
            '<a class="skip" href="#main">Skip to the contents</a>\n<div class="wrap">\n',
            _head(facts, title),
            f'<main id="main">{_sections(facts, day)}</main>\n',
            _foot(facts),
            "</div>\n",
            _DIALOG,
            _data("data-day", _headlines(facts, day)),
            _data("data-texts", f"{{{day.texts.text}}}"),
            f"<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _asset(name: str) -> str:
    return resources.files("ingest.report").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(name: str, json: str) -> str:
    """Write data for the script."""
    return f'<script type="application/json" id="{name}">{json}</script>\n'


def _headlines(facts: Facts, day: Day) -> str:
    languages = [language_name(code) for code in day.languages]
    names = script_json({"sources": day.sources, "languages": languages})
    return f'{names[:-1]},"rows":[{day.rows.text}],"out":{script_json(facts.out)}}}'


def _title(totals: Totals) -> str:
    if not totals.articles:
        return "No articles yet"
    articles = f"{number(totals.articles)} article{'' if totals.articles == 1 else 's'}"
    sources = f"{number(totals.sources)} source{'' if totals.sources == 1 else 's'}"
    return f"{articles} from {sources}" + (
        f" in {totals.languages} languages" if totals.languages > 1 else ""
    )


def _head(facts: Facts, title: str) -> str:
    totals = facts.totals
    last = facts.runs[0]["started_at"] if facts.runs else None
    when = f"{date_text(last.date())}, {last:%H:%M} UTC" if last else "before the first run"
    links = "".join(f'<li><a href="#{name}">{safe(text)}</a></li>' for name, text in _NAV)
    parts = (
        ("c1", totals.articles, "articles"),
        ("c2", totals.duplicates, "copies of them"),
        ("c3", totals.quarantined, "set aside for a person"),
    )
    fate = "".join(
        f'<li class="{kind}"><b>{number(count)}</b><span><i></i>{text}</span></li>'
        for kind, count, text in parts
    )
    return (
        f'<header><div class="kicker"><b>{safe(facts.out)}</b><span>as of {when}, snapshot'
        f" {totals.snapshot}</span></div><h1>{safe(title)}</h1>"
        f'<p class="deck">{safe(_deck(totals))}</p>'
        + charts.stack((kind, count) for kind, count, _ in parts)
        + f'<ul class="fate">{fate}</ul>'
        f'<nav aria-label="Sections"><ul>{links}</ul></nav></header>\n'
    )


def _deck(totals: Totals) -> str:
    if not totals.articles:
        return "Nothing has been published in this folder so far."
    if totals.first_day is None or totals.last_day is None:
        return "No day of publication is known."
    if totals.first_day == totals.last_day:
        return f"Those that say when were published on {date_text(totals.last_day)}."
    span = f"{date_text(totals.first_day)} to {date_text(totals.last_day)}"
    return f"Published {span}. What became of every record that was read:"


def _sections(facts: Facts, day: Day) -> str:
    return "\n".join(
        (
            sections.night(facts),
            sections.headlines(day),
            sections.volume(facts),
            sections.sources(facts),
            sections.kinds_of_text(facts),
            outcomes.copies(facts),
            outcomes.quarantine(facts),
            outcomes.known(facts),
            outcomes.runs(facts),
        )
    )


def _foot(facts: Facts) -> str:
    name = safe(facts.out)
    return (
        "<footer><p>Made from the published datasets alone; the same snapshot gives the same page."
        f" Read them with <code>pd.read_parquet(&quot;{name}/articles&quot;)</code>, or ask"
        f" <code>ingest explain {name} ARTICLE_ID</code> about a single one.</p></footer>\n"
    )


_DIALOG = (
    '<dialog id="article" aria-labelledby="article-head"><div class="in"><header>'
    '<h2 id="article-head"></h2><button class="close" id="close" type="button">Close</button>'
    '</header><dl id="article-facts"></dl>'
    '<h3 id="article-what">The text as it came, cuts marked</h3>'
    '<div class="anatomy" id="article-text"></div></div></dialog>\n'
)
