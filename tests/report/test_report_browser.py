"""The report in a real Chromium: it works, at every width, in light and dark, with keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_report import NASTY

from browser import CHROMIUM, Browser, start_browser
from ingest.report import write_report
from news_corpus import Corpus, publish_corpus

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with start_browser(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "processed"
    publish_corpus(out, Corpus(articles=600, nights=10, words=60, headlines=("Plain", *NASTY)))
    return write_report(out)


@pytest.fixture
def page(browser: Browser, report: Path) -> Browser:
    browser.show(1280)
    browser.open(report)
    return browser


FOUND = "document.getElementById('found').textContent"
HEADLINES = "[...document.querySelectorAll('#results .h')].map((node) => node.textContent)"


def test_the_page_opens_without_an_error_or_another_request(page: Browser, report: Path) -> None:
    assert page.problems == []
    assert page.requests == [report.resolve().as_uri()]
    assert page.ask("document.querySelectorAll('#results li').length") == 25
    assert page.ask(FOUND) == "60 headlines, the newest first"


def test_no_headline_runs_or_becomes_an_element(page: Browser) -> None:
    while page.ask("!document.getElementById('more').hidden"):
        page.ask("document.getElementById('more').click()")
    assert page.ask("document.title").startswith("600 articles")
    shown = page.ask(HEADLINES)
    assert set(NASTY[:5]) <= set(shown)
    assert (
        page.ask("document.querySelectorAll('#results img, #results script, #results b').length")
        == 0
    )
    assert page.problems == []


def test_search_finds_words_in_any_order_without_accents(page: Browser) -> None:
    page.ask("document.getElementById('q').focus()")
    page.type("SINGLE quoted")
    found = page.ask(HEADLINES)
    assert set(found) == {NASTY[2]}
    assert page.ask(FOUND).endswith("of 60 headlines")
    page.ask("document.getElementById('q').select()")
    page.type("no such words")
    assert page.ask(HEADLINES) == []
    assert page.ask(FOUND) == "0 of 60 headlines"


def test_source_and_language_narrow_the_list(page: Browser) -> None:
    page.ask(
        "(() => { const s = document.getElementById('source');"
        " s.value = [...s.options].find((o) => o.text === 'Northern Wire').value;"
        " s.dispatchEvent(new Event('change')); })()"
    )
    lines = page.ask("[...document.querySelectorAll('#results .m')].map((n) => n.textContent)")
    assert lines
    assert all(line.startswith("Northern Wire · ") for line in lines)


def test_an_article_opens_with_its_cuts_marked_and_closes_with_escape(page: Browser) -> None:
    page.ask("document.querySelector('#results button').focus()")
    page.press("Enter", 13, "\r")
    assert page.ask("document.getElementById('article').open")
    marks = "[...document.querySelectorAll('#article-text mark')].map((n) => n.className)"
    assert page.ask(marks)[0] == "headline"
    assert page.ask("document.querySelector('#article-text mark b').textContent") == "headline"
    assert len(page.ask("document.getElementById('article-text').textContent")) > 200
    assert page.ask("location.hash").startswith("#article-")
    assert page.ask("document.activeElement.id") == "close"
    page.press("Escape", 27)
    page.wait("!document.getElementById('article').open")
    assert page.ask("document.activeElement.closest('#results') !== null")
    assert page.problems == []


def test_a_link_to_an_article_opens_it(browser: Browser, report: Path, page: Browser) -> None:
    rows = "JSON.parse(document.getElementById('data-day').textContent).rows"
    id_ = page.ask(f"{rows}[3][0]")
    browser.open(report, f"#article-{id_}")
    assert browser.ask("document.getElementById('article').open")
    assert id_ in browser.ask("document.getElementById('article-facts').textContent")
    browser.open(report, "#article-constructor")
    assert not browser.ask("document.getElementById('article').open")
    assert browser.problems == []


def test_an_article_whose_text_is_not_on_the_page_says_where_it_is(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.report.selection.TEXT_BYTES", 3_000)
    publish_corpus(tmp_path / "out", Corpus(articles=30, nights=1))
    browser.open(write_report(tmp_path / "out"))
    read = "JSON.parse(document.getElementById('data-%s').textContent)"
    texts = browser.ask(f"Object.keys({read % 'texts'})")
    ids = browser.ask(f"{read % 'day'}.rows.map((row) => row[0])")
    missing = next(id_ for id_ in ids if id_ not in texts)
    browser.ask(f"location.hash = '#article-{missing}'")
    browser.wait("document.getElementById('article').open")
    text = browser.ask("document.getElementById('article-text').textContent")
    assert f"ingest explain out {missing}" in text
    assert browser.ask("document.getElementById('article-what').hidden")
    assert browser.problems == []


def test_the_slash_key_goes_to_the_search(page: Browser) -> None:
    page.press("/", 191, "/")
    assert page.ask("document.activeElement.id") == "q"
    assert page.ask("document.getElementById('q').value") == ""


def test_tables_are_sorted_by_their_headings(page: Browser) -> None:
    rows = "[...document.querySelectorAll('#sources tbody tr')].map((row) => row.cells[%d].%s)"
    column = rows % (3, "dataset.value")

    def click(heading: str) -> None:
        buttons = "[...document.querySelectorAll('#sources th button')]"
        page.ask(f"{buttons}.find((b) => b.textContent === '{heading}').click()")

    click("copies")
    down = [int(value) for value in page.ask(column)]
    assert down == sorted(down, reverse=True)
    click("copies")
    assert [int(value) for value in page.ask(column)] == sorted(down)
    assert page.ask("document.querySelectorAll('#sources [aria-sort=ascending]').length") == 1
    click("source")
    names = page.ask(rows % (0, "textContent"))
    assert names == sorted(names)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_the_page_fits_every_screen(
    browser: Browser, report: Path, width: int, scheme: str
) -> None:
    browser.show(width, scheme=scheme)
    browser.open(report)
    assert browser.ask("document.documentElement.scrollWidth") <= width
    paper = browser.ask("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(251, 250, 246)" if scheme == "light" else "rgb(21, 23, 26)")
    sizes = browser.ask(
        "[...document.querySelectorAll('body *')].filter((n) => n.checkVisibility()"
        " && [...n.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim()))"
        ".map((n) => parseFloat(getComputedStyle(n).fontSize))"
    )
    assert min(sizes) >= 10.8


def test_words_in_pictures_stay_inside_them(browser: Browser, report: Path) -> None:
    browser.show(390)
    browser.open(report)
    outside = browser.ask(
        "[...document.querySelectorAll('svg text')].filter((n) => n.checkVisibility())"
        ".map((n) => n.getBoundingClientRect())"
        ".filter((r) => r.width && (r.left < 0 || r.right > innerWidth)).length"
    )
    assert outside == 0


def test_a_picture_can_be_taken(page: Browser, tmp_path: Path) -> None:
    page.picture(tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
