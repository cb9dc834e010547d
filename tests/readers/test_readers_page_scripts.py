"""Pages that a script fills in: the body stands among the strings of their scripts."""

import json
from pathlib import Path

import pytest

from ingest.article import Quarantined, RawArticle
from ingest.readers.pages import blocks as pageblocks
from readers_made import BRIDGE, article_of, read_bytes

TEXT = (
    "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring.",
    "Work is to begin in autumn, and the mayor expects that it will take no more than two years.",
    "Shopkeepers on both banks had asked for a ferry while the bridge is closed to all traffic.",
    "The “ferry” will not come, said the harbour master: the river is too quick after the thaw.",
    "Engineers found in March that two of the five piers had sunk by a hand's breadth since 1991.",
)
BODY = '<div class="text">' + "".join(f"<p>{text}</p>" for text in TEXT) + "</div>"


def page(script: str, kind: str = "") -> bytes:
    return (
        "<!doctype html><html><head><title>A bridge for the next hundred years</title></head>"
        f'<body><div id="root"></div><script {kind}>{script}</script></body></html>'
    ).encode()


def escaped(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")


STATE = {"id": 7, "story": {"title": "A bridge", "tags": ["bridge"], "content": BODY}}
CHUNK = "5:" + json.dumps({"children": ["$", "article", None, {"html": BODY}]})
SCRIPTS = {
    "an object assigned to a name": f"window.__STATE__ = {escaped(STATE)};",
    "a string of JSON": f"window.__STATE__ = JSON.parse({escaped(json.dumps(STATE))});",
    "a chunk that is the markup": f"(self.__f = self.__f || []).push([1, {escaped(BODY)}])",
    "a chunk that is JSON": f"self.__f.push([1, {escaped(CHUNK)}])",
    "a quote before it that opens nothing": f"var q = '\"'; var state = {escaped(STATE)};",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_the_body_is_found_in_a_script(script: str, tmp_path: Path) -> None:
    record = read_bytes(tmp_path, "page.html", page(script))[0]
    assert isinstance(record, RawArticle), record
    assert record.text.split("\n\n") == list(TEXT)
    assert record.given.headline == "A bridge for the next hundred years"


def test_what_a_page_prints_is_believed_before_its_scripts(tmp_path: Path) -> None:
    printed = "".join(f"<p>{text.upper()}</p>" for text in TEXT).encode()
    data = page(SCRIPTS["an object assigned to a name"]).replace(b"</div>", printed + b"</div>", 1)
    record = read_bytes(tmp_path, "page.html", data)[0]
    assert isinstance(record, RawArticle)
    assert TEXT[0].upper() in record.text
    assert TEXT[0] not in record.text


@pytest.mark.parametrize(
    "script",
    [
        'var note = "<p>Please allow scripts.</p><p>Thank you.</p>";',
        'var code = "' + "x" * 5000 + '";',
        'var broken = "<p>' + "\\x" * 500 + '<p>";',
        '"' * 9999,
    ],
)
def test_a_page_without_a_body_is_kept_for_a_person(script: str, tmp_path: Path) -> None:
    record = read_bytes(tmp_path, "page.html", page(script))[0]
    assert isinstance(record, Quarantined)
    assert record.reason == "no_article"


STORY = {
    "title": "A bridge for the next hundred years",
    "author": {"name": "Ann Lee"},
    "publishedAt": "2026-03-04T07:00:00Z",
    "body": [{"type": "paragraph", "text": text} for text in TEXT],
}
TEASER = {"title": "The weir is next", "body": [{"type": "p", "text": "Short."}]}
PIECES = {
    "a script of JSON": (json.dumps({"props": {"story": STORY, "more": [TEASER]}}), "type=a/json"),
    "an object assigned to a name": (f"window.S = {json.dumps({'a': STORY})};var y = 1", ""),
    "a string that is parsed": (f"window.S = JSON.parse({json.dumps(json.dumps(STORY))})", ""),
    "with what is not defined": (
        f'window.S = {json.dumps({"a": STORY})[:-1]}, "b":undefined}};'.replace(", ", ","),
        "",
    ),
}


@pytest.mark.parametrize(("script", "kind"), PIECES.values(), ids=PIECES)
def test_a_body_kept_in_pieces_is_read_with_what_is_stated_of_it(
    script: str, kind: str, tmp_path: Path
) -> None:
    record = read_bytes(tmp_path, "page.html", page(script, kind))[0]
    assert isinstance(record, RawArticle), record
    assert "".join(record.text.split()) == "".join("".join(TEXT).split())
    given = record.given
    assert (given.authors, given.published_at) == (("Ann Lee",), "2026-03-04T07:00:00Z")
    assert given.published_at_source == "script"


def test_paragraphs_kept_by_their_numbers_are_a_body(tmp_path: Path) -> None:
    kept = {f"P:{n}": {"__typename": "Paragraph", "text": t} for n, t in enumerate(TEXT)}
    record = read_bytes(tmp_path, "page.html", page(f"window.STATE = {json.dumps(kept)}"))[0]
    assert isinstance(record, RawArticle), record
    assert record.text.split("\n\n") == list(TEXT)


def test_a_page_that_asks_for_scripts_gives_what_they_would_show(tmp_path: Path) -> None:
    data = page(PIECES["a script of JSON"][0], "type=application/json")
    asking = b"<p>You need to enable JavaScript to run this app.</p></body>"
    record = read_bytes(tmp_path, "page.html", data.replace(b"</body>", asking))[0]
    assert isinstance(record, RawArticle), record
    assert record.text.startswith(TEXT[0])


def test_a_stub_gives_way_to_the_body_that_the_page_states(tmp_path: Path) -> None:
    stated = {"@type": "NewsArticle", "headline": "A bridge", "articleBody": "\n\n".join(TEXT)}
    stub = f"<article><h1>A bridge</h1><p>{TEXT[0]}</p></article></body>"
    data = page(json.dumps(stated), "type=application/ld+json")
    record = read_bytes(tmp_path, "page.html", data.replace(b"</body>", stub.encode()))[0]
    assert isinstance(record, RawArticle), record
    assert record.text.split("\n\n") == list(TEXT)


def test_stream_of_elements_in_pieces(tmp_path: Path) -> None:
    elements = [["$", "p", None, {"children": text}] for text in BRIDGE]
    link = ["$", "a", None, {"href": "/x", "children": "the old bridge"}]
    elements.append(["$", "p", "x", {"children": ["They all miss ", link, ", as they say."]}])
    stream = "4:" + json.dumps(["$", "article", None, {"children": elements}]) + "\n5:null\n"
    stream = stream.replace(", ", ",", 3)
    pieces = (json.dumps(stream[at : at + 300]) for at in range(0, len(stream), 300))
    scripts = "".join(f"<script>self.__next_f.push([1,{piece}])</script>" for piece in pieces)
    page = f"<html><head><title>A bridge for Tarn</title></head><body><div></div>{scripts}</body>"
    found = article_of(tmp_path, page)
    assert found.text.split("\n\n") == [*BRIDGE, "They all miss the old bridge, as they say."]


def test_headline_of_the_data_where_the_page_says_that_it_is_loading(tmp_path: Path) -> None:
    body = [{"type": "paragraph", "content": text} for text in TEXT]
    data = json.dumps({"props": {"article": {"headline": "A bridge for Tarn", "body": body}}})
    page = f'<title>Loading…</title><body><script type="application/json">{data}</script></body>'
    assert article_of(tmp_path, page).given.headline == "A bridge for Tarn"


def test_all_paragraphs_of_a_page_of_very_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pageblocks, "MOST_PARAGRAPHS", 3)
    lines = "<br><br>".join(f"Line {number} of a very long list of them" for number in range(9))
    found = article_of(tmp_path, f"<body><h1>A very long list</h1><div>{lines}</div></body>")
    assert len(found.text.split("\n\n")) == 9
