"""The first half of the page: what came in, when, from whom, and of what kind."""

import datetime as dt

from ingest.report import charts
from ingest.report.facts import Facts, Series
from ingest.report.markup import Cell, cell, details, figure, head, safe, section, table
from ingest.report.selection import Day
from ingest.report.words import date_text, language_name, number, share, step_text

__all__ = ["headlines", "kinds_of_text", "night", "sources", "volume"]

MOST_BARS = 12
MOST_ROWS = 25
_GRAVE = ("silent", "loss", "quarantine")


def night(facts: Facts) -> str:
    """What differs from the nights before."""
    if facts.findings:
        items = "".join(
            f'<li class="{"bad" if f.kind in _GRAVE else "odd"}">{safe(f.text)}</li>'
            for f in facts.findings[:MOST_ROWS]
        )
        more = len(facts.findings) - MOST_ROWS
        rest = f'<p class="soft">and {number(more)} more.</p>' if more > 0 else ""
        inner = f'<ul class="findings">{items}</ul>{rest}'
    elif facts.nights > 7:
        inner = '<ul class="findings"><li class="good">Every source and language brought what'
        inner += f" the {facts.nights - 1} nights before lead one to expect.</li></ul>"
    else:
        so_far = f"so far there {'are' if facts.nights > 1 else 'is'} {facts.nights or 'none'}"
        inner = '<p class="none">From the eighth night on, each is compared with those before;'
        inner += f" {so_far}.</p>"
    return section("night", "Did everything come in?", inner + _overview(facts))


def _overview(facts: Facts) -> str:
    if facts.nights < 2:
        return ""
    rows = [
        [
            cell(row.series),
            Cell(
                charts.spark(row.recent, f"{row.series}: last {len(row.recent)} days"), "sparkcell"
            ),
            cell(row.today),
            cell("" if row.expected is None else number(row.expected), "n"),
            cell("" if row.z is None else f"{row.z:+.1f}".replace("-", "−"), "n opt"),
        ]
        for row in facts.overview
    ]
    heads = [
        head("records of"),
        head("last two weeks"),
        head("last day", "n"),
        head("expected", "n"),
        head("deviations", "n opt"),
    ]
    return details(
        "Each source and language against its own past",
        table("Records of the last day against what was expected", heads, rows),
    )


def headlines(day: Day) -> str:
    """Search over the day's headlines; the list itself is drawn in the browser."""
    if day.date is None:
        return section("headlines", "Headlines", '<p class="none">There are no articles yet.</p>')
    note = ""
    if day.count > day.rows.count:
        note = f" The page holds the newest {number(day.rows.count)} of {number(day.count)}."
    if day.texts.count < day.rows.count:
        note += f" {number(day.texts.count)} of them open with their text."
    inner = (
        f"<p>{_articles(day.count)} taken in on {date_text(day.date)}.{note} Open one to see the"
        " text as it came, with every cut marked by the rule that made it.</p>"
        '<div class="controls" role="search">'
        '<label>Search headlines and sources<input id="q" type="search" autocomplete="off"'
        ' aria-controls="results"></label>'
        '<label>Source<select id="source"><option value="">all</option></select></label>'
        '<label>Language<select id="language"><option value="">all</option></select></label></div>'
        '<p class="count" id="found" role="status"></p><ul id="results"></ul>'
        '<button class="more" id="more" type="button" hidden>Show more</button>'
        "<noscript><p>The search needs JavaScript; everything else on this page does not.</p>"
        "</noscript>"
    )
    return section("headlines", "The day’s headlines", inner)


def _articles(count: int) -> str:
    return f"{number(count)} article{'' if count == 1 else 's'}"


def volume(facts: Facts) -> str:
    """Articles over time."""
    totals = facts.totals
    notes = []
    if facts.published.earlier:
        notes.append(_many(facts.published.earlier, "is", "are") + " older than the picture shows")
    if totals.undated:
        notes.append(_many(totals.undated, "carries", "carry") + " no date")
    if totals.flagged:
        notes.append(_many(totals.flagged, "carries", "carry") + " an impossible one")
    said = ("; ".join(notes) + ".") if notes else "Every article carries a date."
    inner = figure(
        f"Articles by the {facts.published.step} they were published",
        said[0].upper() + said[1:],
        charts.columns(facts.published, "Articles over time; the table below has the numbers")
        + _series_table("published", facts.published),
    )
    if len(facts.taken.counts) > 1:
        inner += figure(
            f"Articles by the {facts.taken.step} they were taken in",
            "",
            charts.columns(facts.taken, "Articles by run; the table below has the numbers")
            + _series_table("taken in", facts.taken),
        )
    return section("volume", "How much, and when", inner)


def _many(count: int, one: str, several: str) -> str:
    return f"{number(count)} {one if count == 1 else several}"


def _series_table(name: str, series: Series) -> str:
    if not series.counts:
        return ""
    rows = [
        [cell(step_text(start, series.step)), cell(count)]
        for start, count in zip(series.starts, series.counts, strict=True)
    ]
    heads = [head(name), head("articles", "n")]
    return details("The numbers", table(f"Articles {name} per {series.step}", heads, rows))


def sources(facts: Facts) -> str:
    """The sources, each with its own small picture."""
    last = facts.totals.last_taken
    rows = [
        [
            cell(source.name),
            Cell(charts.spark(source.counts, _spark_words(facts, source.name)), "sparkcell"),
            cell(source.articles),
            cell(source.duplicates),
            Cell(number(source.words), "n opt", str(source.words)),
            cell(language_name(source.language), "opt"),
            Cell(_last(source.last_in, last), "n opt", str(source.last_in.toordinal())),
        ]
        for source in facts.sources
    ]
    heads = [
        head("source", "", "text"),
        head(f"by {facts.published.step}"),
        head("articles", "n", "number"),
        head("copies", "n", "number"),
        head("median words", "n opt", "number"),
        head("mostly", "opt", "text"),
        head("last in", "n opt", "number"),
    ]
    rest = facts.totals.sources - len(facts.sources)
    note = "Each small picture has its own scale. Copies are records that repeat another article."
    if rest > 0:
        note += f" {number(rest)} smaller sources are not listed."
    inner = f'<p class="soft">{safe(note)}</p>' + table("Sources", heads, rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        more = table("More sources", heads, rows[MOST_ROWS:])
        inner += details(f"{len(rows) - MOST_ROWS} more sources", more)
    return section("sources", "Who", inner if rows else '<p class="none">No source yet.</p>')


def _spark_words(facts: Facts, name: str) -> str:
    return f"{name}: articles per {facts.published.step}"


def _last(day: dt.date, last: dt.date | None) -> str:
    return (
        "latest run" if day == last else date_text(day, year=last is None or day.year != last.year)
    )


def kinds_of_text(facts: Facts) -> str:
    """Languages and lengths, side by side."""
    whole = facts.totals.articles
    most = facts.languages[0][1] if facts.languages else 1

    def row(code: str, count: int, unsure: int) -> list[Cell]:
        return [
            cell(language_name(code)),
            Cell(charts.bar(count / most), "barcell"),
            cell(count),
            cell(share(count, whole), "n"),
            cell(number(unsure) if unsure else "", "n opt"),
        ]

    heads = [head("language"), head("", "barcell"), head("articles", "n"), head("share", "n")]
    heads.append(head("unsure", "n opt"))
    shown = [row(*entry) for entry in facts.languages[:MOST_BARS]]
    inner = table("Languages", heads, shown)
    rest = facts.languages[MOST_BARS:]
    if rest:
        summary = f"{len(rest)} more languages, {number(sum(r[1] for r in rest))} articles"
        inner += details(summary, table("More languages", heads, [row(*entry) for entry in rest]))
    left = figure("Languages", "Unsure: short, mixed or undetermined texts.", inner)
    right = figure(
        "Lengths",
        "Articles by their number of words.",
        charts.lengths(facts.lengths, facts.median_words, "Articles by length in words")
        + _lengths_table(facts),
    )
    return section("texts", "What kind of text", f'<div class="cols">{left}{right}</div>')


def _lengths_table(facts: Facts) -> str:
    if not facts.lengths:
        return ""
    last = len(facts.lengths) - 1
    rows = [
        [cell(f"{number(low)} " + ("or more" if i == last else f"to {number(high - 1)}")), cell(n)]
        for i, (low, high, n) in enumerate(facts.lengths)
    ]
    return details("The numbers", table("Lengths", [head("words"), head("articles", "n")], rows))
