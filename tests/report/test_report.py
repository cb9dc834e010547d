"""The report as a file: complete, safe, accessible, small, and the same for the same snapshot."""

import base64
import datetime as dt
import hashlib
import json
import os
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import typer
from lxml import html as lxml_html
from typer.testing import CliRunner

from ingest import store
from ingest.cli_reading import add_reading_commands
from ingest.errors import NewerVersion, OutputUnusable
from ingest.report import make_report, write_report
from ingest.report.words import LANGUAGES as NAMES
from news_corpus import FIRST_NIGHT, Corpus, commit, make_article, publish_corpus

NASTY = (
    "<script>document.title='owned'</script>",
    "</script><img src=x onerror=\"document.title='owned'\">",
    "\"quoted\" & 'single' <b>bold</b>",
    "<!-- <script> -->",
    "`${document.title='owned'}` {{7*7}} javascript:alert(1)",
    "line\u2028and\u2029paragraph separators \x00\x1b[31m",
    "קול העיר \u202e bidi \u202c نص",
    "x" * 5_000,
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "processed"
    publish_corpus(out, Corpus(articles=300, nights=12, words=80, headlines=("Plain", *NASTY)))
    return out


@pytest.fixture(scope="module")
def page(corpus: Path) -> str:
    return make_report(corpus)


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    return lxml_html.document_fromstring(page)


def data(tree: Any, name: str) -> Any:
    return json.loads(tree.get_element_by_id(name).text)


def test_the_page_tells_what_the_datasets_hold(tree: Any) -> None:
    text = tree.text_content()
    assert tree.xpath("//h1")[0].text_content() == "300 articles from 9 sources in 5 languages"
    for words in (
        "30 records repeat an article",
        "Harbour Courier",
        "no bytes at all",
        "Did everything come in?",
        "Published 30 Sep 2026 to 12 Oct 2026",
    ):
        assert words in text
    day = data(tree, "data-day")
    assert len(day["rows"]) == 25
    assert len(data(tree, "data-texts")) == 25
    whens = [row[4] for row in day["rows"] if row[4]]
    assert whens == sorted(whens, reverse=True)


def test_every_picture_has_a_table_with_its_numbers(tree: Any) -> None:
    captions = [caption.text_content() for caption in tree.xpath("//table/caption")]
    assert {"Articles published per day", "Articles taken in per day", "Lengths"} <= set(captions)
    assert {"Who repeats whom", "Languages", "Quarantine by reason"} <= set(captions)
    published = tree.xpath("//table[caption='Articles published per day']/tbody/tr")
    taken = tree.xpath("//table[caption='Articles taken in per day']/tbody/tr/td")
    undated = 300 // 23 + 1
    assert sum(int(row.xpath("td")[0].text_content()) for row in published) == 300 - undated
    assert [int(cell.text_content()) for cell in taken] == [25] * 12


def test_nothing_from_the_data_becomes_markup(tree: Any) -> None:
    scripts = tree.xpath("//script")
    assert [script.get("type") for script in scripts] == ["application/json"] * 2 + [None]
    assert tree.xpath("//img | //iframe | //object | //embed | //link | //base | //form") == []
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    shown = {row[1] for row in data(tree, "data-day")["rows"]}
    assert {text for text in NASTY if len(text) < 200 and "\x00" not in text} <= shown
    assert max(map(len, shown)) == 200


def test_the_policy_admits_this_script_and_style_and_nothing_else(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    for name, kind in (("page.css", "style"), ("page.js", "script")):
        text = resources.files("ingest.report").joinpath(name).read_bytes()
        digest = base64.b64encode(hashlib.sha256(text).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]
        assert text.decode() in page


def test_the_page_needs_no_other_file(tree: Any) -> None:
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in ("src", "href", "srcset", "data", "poster", "action"):
                assert element.get(name, "#").startswith("#")
    assert "@import" not in tree.xpath("//style")[0].text
    assert "url(" not in tree.xpath("//style")[0].text


def test_the_page_can_be_read_without_seeing_it(tree: Any) -> None:
    assert tree.get("lang") == "en"
    for tag in ("header", "nav", "main", "footer"):
        assert len(tree.xpath(f"//div[@class='wrap']//{tag}")) == 1
    assert tree.xpath("//title")[0].text
    assert len(tree.xpath("//h1")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in tree.xpath("//a[starts-with(@href, '#')]/@href"):
        assert target[1:] in ids
    for section in tree.xpath("//section"):
        assert section.get("aria-labelledby") in ids
    for field in tree.xpath("//input | //select"):
        assert field.getparent().tag == "label"
    for picture in tree.xpath("//svg[not(ancestor::svg)]"):
        assert picture.get("aria-hidden") == "true" or picture.get("aria-label")
    for cells in tree.xpath("//thead//th"):
        assert cells.get("scope") == "col"


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out_enough_in_light_and_dark(scheme: str) -> None:
    style = resources.files("ingest.report").joinpath("page.css").read_text("utf-8")
    blocks = re.findall(r":root\{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", blocks[scheme == "dark"]))
    assert contrast(colours["ink"], colours["paper"]) > 12
    assert contrast(colours["soft"], colours["paper"]) > 5.5
    for name in ("c1", "c2", "c3", "c4", "focus"):
        assert contrast(colours[name], colours["paper"]) >= 3
    cuts = [name for name in colours if name.startswith("cut-")]
    assert len(cuts) == 7
    for name in cuts:
        assert contrast(colours["ink"], colours[name]) > 7


def test_the_same_snapshot_gives_the_same_page(corpus: Path, page: str, tmp_path: Path) -> None:
    assert make_report(corpus) == page
    copy = tmp_path / "processed"
    publish_corpus(copy, Corpus(articles=300, nights=12, words=80, headlines=("Plain", *NASTY)))
    assert make_report(copy) == page


def test_the_report_lies_beside_the_datasets_and_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish_corpus(out, Corpus(articles=3, nights=1))
    path = write_report(out)
    assert path == out / "report.html"
    before = path.stat().st_ino
    write_report(out)
    assert path.stat().st_ino != before
    assert not [name for name in os.listdir(out) if name.endswith(".part")]
    with pytest.raises(OutputUnusable, match="cannot be written"):
        write_report(out, out / "no" / "folder" / "r.html")


def test_an_empty_corpus_has_a_page_too(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    with store.write_lock(tmp_path):
        store.commit(tmp_path, store.Change(added={}))
    text = lxml_html.document_fromstring(make_report(tmp_path)).text_content()
    assert "No articles yet" in text
    assert "Nothing is in quarantine." in text


def test_a_corpus_of_one_article_is_told_in_the_singular(tmp_path: Path) -> None:
    publish_corpus(tmp_path, Corpus(articles=1, nights=1))
    text = lxml_html.document_fromstring(make_report(tmp_path)).text_content()
    assert "1 article from 1 source" in text
    assert "1 articles" not in text
    assert "nan" not in text


def test_fifty_languages_are_all_there_the_small_ones_on_demand(tmp_path: Path) -> None:
    codes = sorted(NAMES)[:50]
    publish_corpus(tmp_path, Corpus(articles=200, nights=2, languages=codes))
    tree = lxml_html.document_fromstring(make_report(tmp_path))
    shown = tree.xpath("//table[caption='Languages' or caption='More languages']/tbody/tr/th")
    assert len({cell.text_content() for cell in shown}) == 50
    assert "38 more languages" in tree.text_content()


def test_many_sources_are_listed_the_small_ones_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = tuple(f"Gazette {number}" for number in range(80))
    monkeypatch.setattr("news_corpus.SOURCES", names)
    monkeypatch.setattr("random.Random.expovariate", lambda rng, _: rng.randrange(80))
    publish_corpus(tmp_path, Corpus(articles=400, nights=1))
    tree = lxml_html.document_fromstring(make_report(tmp_path))
    listed = [len(tree.xpath(f"//table[caption='{name}']/tbody/tr")) for name in _SOURCE_TABLES]
    assert listed == [25, 35]
    assert "smaller sources are not listed" in tree.text_content()


_SOURCE_TABLES = ("Sources", "More sources")


def test_many_headlines_are_cut_to_the_newest_and_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.report.selection.HEADLINE_BYTES", 10_000)
    monkeypatch.setattr("ingest.report.selection.TEXT_BYTES", 20_000)
    publish_corpus(tmp_path, Corpus(articles=400, nights=1, headlines=("<<<<<", "Short")))
    page = make_report(tmp_path)
    tree = lxml_html.document_fromstring(page)
    rows, texts = data(tree, "data-day")["rows"], data(tree, "data-texts")
    assert 20 < len(rows) < 200
    assert len(page.encode()) < 110_000
    assert 5 < len(texts) < len(rows)
    assert f"The page holds the newest {len(rows)} of 400." in tree.text_content()
    assert set(texts) <= {row[0] for row in rows}


def test_a_long_article_is_shown_in_its_beginning(tmp_path: Path) -> None:
    publish_corpus(tmp_path, Corpus(articles=3, nights=1, words=9_000))
    texts = data(lxml_html.document_fromstring(make_report(tmp_path)), "data-texts")
    for described in texts.values():
        body = "".join(text for rule, text in described["pieces"] if not rule)
        assert len(body) < 12_100
        assert body.endswith("…")


def test_endless_names_do_not_spread_over_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news_corpus.SOURCES", ("y" * 900, "z" * 900))
    publish_corpus(tmp_path, Corpus(articles=30, nights=1, headlines=("x" * 900,)))
    tree = lxml_html.document_fromstring(make_report(tmp_path))
    for script in tree.xpath("//script | //style"):
        script.getparent().remove(script)
    for element in tree.xpath("//body//*[not(*)]"):
        assert len(element.text_content()) < 420


def test_addresses_that_are_no_web_addresses_are_not_linked(tmp_path: Path) -> None:
    import random

    row = make_article(Corpus(), 1, random.Random(1), FIRST_NIGHT)
    rows = [row | {"url": "javascript:alert(1)"}]
    store.ensure(tmp_path)
    commit(tmp_path, "20261001T020000000000Z-0001", FIRST_NIGHT, {"articles": rows})
    (described,) = data(lxml_html.document_fromstring(make_report(tmp_path)), "data-texts").values()
    assert described["url"] == ""


def test_dates_that_cannot_be_do_not_stretch_the_picture(tmp_path: Path) -> None:
    import random

    rng = random.Random(1)
    rows = [make_article(Corpus(), number, rng, FIRST_NIGHT) for number in range(1, 20)]
    rows[0] |= {
        "published_at": dt.datetime(2203, 1, 1, tzinfo=dt.UTC),
        "published_at_flag": "future",
    }
    store.ensure(tmp_path)
    commit(tmp_path, "20261001T020000000000Z-0001", FIRST_NIGHT, {"articles": rows})
    text = lxml_html.document_fromstring(make_report(tmp_path)).text_content()
    assert "1 carries an impossible one" in text
    assert "Jan 2203" not in text


def test_a_loss_in_the_last_night_is_told_first(tmp_path: Path) -> None:
    publish_corpus(tmp_path, Corpus(articles=1_400, nights=14, words=8))
    night = FIRST_NIGHT + dt.timedelta(days=14)
    import random

    from news_corpus import make_run

    rng = random.Random(3)
    few = [make_article(Corpus(words=8), 5_000 + n, rng, night) for n in range(8)]
    tables: dict[str, Any] = {"articles": few, "duplicates": [], "quarantine": []}
    run_id = f"{night:%Y%m%dT%H%M%S}000000Z-0007"
    commit(tmp_path, run_id, night, tables | {"runs": [make_run(run_id, night, tables)]})
    tree = lxml_html.document_fromstring(make_report(tmp_path))
    findings = [item.text_content() for item in tree.xpath("//ul[@class='findings']/li")]
    assert any("to be expected" in finding for finding in findings)
    assert tree.xpath("//table[starts-with(caption, 'Records of the last day')]")


@pytest.mark.parametrize("place", ["nowhere", "articles"])
def test_a_place_that_is_no_dataset_gets_advice(corpus: Path, place: str) -> None:
    with pytest.raises(OutputUnusable, match=r"no such folder|give the folder"):
        make_report(corpus / place)


def test_a_dataset_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    publish_corpus(tmp_path, Corpus(articles=1, nights=1))
    (tmp_path / ".ingest" / "format.json").write_text('{"format": 99}')
    with pytest.raises(NewerVersion):
        make_report(tmp_path)


def test_the_command_says_where_the_page_is(tmp_path: Path) -> None:
    publish_corpus(tmp_path / "out", Corpus(articles=2, nights=1))
    app = typer.Typer()
    add_reading_commands(app)
    done = CliRunner().invoke(app, ["report", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert "report.html" in done.stdout
    words = ["report", str(tmp_path / "out"), "--to", str(tmp_path / "r.html"), "--json"]
    document = json.loads(CliRunner().invoke(app, words).stdout)
    assert document["bytes"] == (tmp_path / "r.html").stat().st_size


@pytest.mark.prove
def test_a_page_of_many_articles_stays_below_five_megabytes(tmp_path: Path) -> None:
    count = 100_000 if os.environ.get("INGEST_PROVE") else 8_000
    publish_corpus(tmp_path, Corpus(articles=count, nights=1, words=40))
    assert len(make_report(tmp_path).encode()) < 5_000_000 * (count / 100_000) ** 0.25
