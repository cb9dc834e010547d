"""The second half of the page: copies, quarantine, what is known, and the runs."""

from ingest.report import charts
from ingest.report.facts import Facts
from ingest.report.flows import flows
from ingest.report.markup import Cell, cell, details, figure, head, safe, section, table
from ingest.report.words import date_text, number, share

__all__ = ["copies", "known", "quarantine", "runs"]

MOST_RIBBONS = 12


def copies(facts: Facts) -> str:
    """Who repeats whom, and what is repeated most."""
    totals = facts.totals
    if not totals.duplicates:
        return section("copies", "Who copies whom", '<p class="none">No duplicates.</p>')
    kinds = ", ".join(f"{number(count)} {kind}" for kind, count in facts.kinds)
    repeat = "record repeats" if totals.duplicates == 1 else "records repeat"
    inner = (
        f"<p>{number(totals.duplicates)} {repeat} an article that is already there:"
        f" {safe(kinds)}. The original is the article that stands for its cluster.</p>"
    )
    across = [pair for pair in facts.copying if pair.original != pair.copier]
    if across:
        inner += figure(
            "From original to copier",
            f"The {min(len(across), MOST_RIBBONS)} strongest links between different sources.",
            flows(across[:MOST_RIBBONS], "Who repeats whom; the table below has the numbers"),
        )
    rows = [
        [cell(p.copier), cell(p.original), cell(p.count), cell(f"{p.jaccard:.2f}", "n opt")]
        for p in facts.copying
    ]
    heads = [
        head("copier", "", "text"),
        head("original", "", "text"),
        head("copies", "n", "number"),
    ]
    heads.append(head("similarity", "n opt"))
    inner += details("All links, own repeats included", table("Who repeats whom", heads, rows))
    top = [
        [
            cell(row["headline"] or "(no headline)"),
            cell(row["source"]),
            cell(row["records"]),
            cell(row["sources"]),
        ]
        for row in facts.copied
    ]
    heads = [head("repeated most"), head("original"), head("copies", "n"), head("sources", "n")]
    return section("copies", "Who copies whom", inner + table("Articles repeated most", heads, top))


def quarantine(facts: Facts) -> str:
    """What could not be published, and why."""
    if not facts.quarantine:
        return section("quarantine", "Set aside", '<p class="none">Nothing is in quarantine.</p>')
    most = facts.quarantine[0].count
    rows = [
        [
            cell(q.reason.replace("_", " ")),
            Cell(charts.bar(q.count / most, "c3"), "barcell"),
            cell(q.count),
            cell(q.meaning, "opt"),
        ]
        for q in facts.quarantine
    ]
    heads = [head("reason"), head("", "barcell"), head("records", "n"), head("meaning", "opt")]
    examples = [
        [cell(path, "path"), cell(q.reason.replace("_", " ")), cell(detail)]
        for q in facts.quarantine
        for path, detail in q.examples
    ]
    more = [head("raw file"), head("reason"), head("detail")]
    count = facts.totals.quarantined
    kept = "file or record is" if count == 1 else "files and records are"
    lost = "it is not lost" if count == 1 else "none of them is lost"
    inner = (
        f"<p>{number(count)} {kept} kept for a person; {lost}.</p>"
        + table("Quarantine by reason", heads, rows)
        + details("Examples of each", table("Examples from quarantine", more, examples))
    )
    return section("quarantine", "Set aside", inner)


def known(facts: Facts) -> str:
    """How many articles have each property."""
    whole = facts.totals.articles
    rows = [
        [
            cell(_PROPERTIES.get(name, name)),
            Cell(charts.bar(count / whole if whole else 0), "barcell"),
            cell(share(count, whole), "n"),
            cell(whole - count),
        ]
        for name, count in facts.known
    ]
    heads = [head("property"), head("", "barcell"), head("known", "n"), head("missing", "n")]
    return section("known", "What is known of them", table("Known properties", heads, rows))


_PROPERTIES = {
    "published_at": "day of publication",
    "language": "language, with certainty",
    "url": "address",
    "credit": "credit line",
}


def runs(facts: Facts) -> str:
    """The last runs."""
    rows = [
        [
            Cell(f"{date_text(run['started_at'].date())}, {run['started_at']:%H:%M}"),
            cell(run["kind"]),
            cell(run["files_taken"]),
            cell(run["articles"]),
            cell(run["duplicates"]),
            cell(run["quarantined"]),
            cell(run["run_id"], "path opt"),
        ]
        for run in facts.runs
    ]
    heads = [head("started (UTC)"), head("kind"), head("files", "n"), head("articles", "n")]
    heads += [head("copies", "n"), head("set aside", "n"), head("run_id", "opt")]
    return section("runs", "The last runs", table("Runs", heads, rows))
