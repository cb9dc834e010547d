"""Pages as the web writes them: forms of JSON-LD and of markup, paywalls, scripts and encodings."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.article import RawArticle
from ingest.readers.people import names_in
from readers_made import BRIDGE as TEXT
from readers_made import read_bytes

HEADLINE = "A bridge for the next hundred years"
STATED = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "author": {"@type": "Person", "name": "Ann Lee"},
    "publisher": {"name": "The Post"},
    "datePublished": "2026-03-03T10:00:00Z",
}


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(
    head: str = "", extra: str = "", texts: tuple[str, ...] = TEXT, title: str = HEADLINE
) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body><nav><a href=/>Home</a></nav><main><article><h1>{title}</h1>{extra}"
        f'<div class="content">{paragraphs(texts)}</div></article></main></body></html>'
    )


def read(folder: Path, text: str | bytes) -> RawArticle:
    data = text.encode() if isinstance(text, str) else text
    record = read_bytes(folder, "page.html", data)[0]
    assert isinstance(record, RawArticle), record
    return record


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


WHOLE = json.dumps(STATED)
PERSON = {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}
SCRIPTS = {
    "in a graph": json.dumps({"@graph": [{"@type": "WebSite", "name": "The Post"}, STATED]}),
    "as the main entity": json.dumps({"@type": "WebPage", "mainEntity": STATED}),
    "by reference": json.dumps({"@graph": [{**STATED, "author": {"@id": "#ann"}}, PERSON]}),
    "with a comma too many": WHOLE.replace("}", ",}"),
    "behind a comment": f"/* <![CDATA[ */\n{WHOLE}\n/* ]]> */",
    "within a section that is a comment": f"//<![CDATA[\n{WHOLE}\n//]]>",
    "within a section": f"<![CDATA[{WHOLE}]]>",
    "after another object": '{"@type": "WebSite", "name": "The Post"}' + WHOLE,
    "with bare line breaks": WHOLE.replace('"@type": "P', '"note": "one\ntwo", "@type": "P'),
    "with escapes of nothing": WHOLE.replace('"@type": "P', '"note": "it\\\'s", "@type": "P'),
    "with entities for quotes": WHOLE.replace('"', "&quot;"),
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_the_article_is_found_in_json_ld(text: str, tmp_path: Path) -> None:
    given = read(tmp_path, page(script(text))).given
    assert (given.headline, given.authors) == (HEADLINE, ("Ann Lee",))
    assert (given.published_at, given.published_at_source) == ("2026-03-03T10:00:00Z", "json-ld")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (["Ann Lee", "Bo Ek"], ("Ann Lee", "Bo Ek")),
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ({"name": ["Ann Lee", "Bo Ek"]}, ("Ann Lee", "Bo Ek")),
        ([{"name": "By Ann Lee, Bo Ek and Cy Fox"}], ("Ann Lee", "Bo Ek", "Cy Fox")),
        ("https://post.example/ann-lee", ("Dee Printed",)),
        ({"@type": "Organization", "name": "The Post"}, ("Dee Printed",)),
    ],
)
def test_authors_in_json_ld_have_many_forms(
    author: Any, names: tuple[str, ...], tmp_path: Path
) -> None:
    byline = '<p class="byline">By <a rel="author" href="/dee">Dee Printed</a></p>'
    stated = script(json.dumps({**STATED, "author": author}))
    assert read(tmp_path, page(stated, byline)).given.authors == names


LONG = (
    "A bridge for the next hundred years, and a ferry for the two years until it opens to traffic"
)
LONGER = f"{LONG} at last, the council says after a long night"


@pytest.mark.parametrize("stated", [LONGER[:110], f"{LONG[:50]}…", f"{LONG[:50]} ..."])
def test_a_headline_that_was_cut_is_read_whole(stated: str, tmp_path: Path) -> None:
    head = script(json.dumps({**STATED, "headline": stated}))
    assert read(tmp_path, page(head, title=LONGER)).given.headline == LONGER


def test_a_short_headline_is_not_made_longer(tmp_path: Path) -> None:
    head = script(json.dumps({**STATED, "headline": "A bridge"}))
    found = read(tmp_path, page(head, title="A bridge for the next hundred years"))
    assert found.given.headline == "A bridge"


OTHER = (
    '<aside><a href="/x">Other</a><time datetime="2025-01-01T00:00:00Z">1 January</time></aside>'
)
TIMES = {
    "after one of another article": f'{OTHER}<time datetime="2026-03-03T10:00:00Z">3 March</time>',
    "after that of a change": (
        '<time class="updated" datetime="2026-03-05T10:00:00Z">5 March</time>'
        '<time class="published" datetime="2026-03-03T10:00:00Z">3 March</time>'
    ),
    "in an abbreviation": '<abbr class="published" title="2026-03-03T10:00:00Z">3 March</abbr>',
    "by property": '<span property="datePublished" content="2026-03-03T10:00:00Z">3 March</span>',
}


@pytest.mark.parametrize("printed", TIMES.values(), ids=TIMES)
def test_the_time_of_the_article_is_told_from_others(printed: str, tmp_path: Path) -> None:
    assert read(tmp_path, page(extra=printed)).given.published_at == "2026-03-03T10:00:00Z"


@pytest.mark.parametrize("attribute", ["itemprop", "property"])
def test_an_author_is_found_in_attributes(attribute: str, tmp_path: Path) -> None:
    extra = f'<span {attribute}="author"><span {attribute}="name">Ann Lee</span></span>'
    assert read(tmp_path, page(extra=extra)).given.authors == ("Ann Lee",)


@pytest.mark.parametrize(
    "notice",
    [
        "Already a subscriber? Log in",
        "Sie sind bereits Abonnent? Hier anmelden",
        "Déjà abonné ? Connectez-vous",
        "¿Ya eres suscriptor? Inicia sesión",
        "Sei già abbonato? Accedi",
        "この続きは会員の方だけがご覧になれます",
    ],
)
def test_a_notice_of_a_paywall_is_not_body(notice: str, tmp_path: Path) -> None:
    found = read(tmp_path, page(texts=(*TEXT, notice)))
    assert found.text.split("\n\n") == list(TEXT)


WORLD = {
    "cp1256": (
        "قرر المجلس البلدي يوم الثلاثاء إعادة بناء الجسر القديم الذي أغلق منذ فصل الربيع الماضي."
    ),
    "cp1255": (
        "מועצת העיר החליטה ביום שלישי לבנות מחדש את הגשר הישן שנסגר לתנועה באביב האחרון בגלל סדקים."
    ),
    "gb18030": (
        "镇议会星期二决定重建自春天以来一直关闭的旧桥，工程预计将于今年秋天正式开始动工建设。"
    ),
    "cp950": (
        "鎮議會星期二決定重建自春天以來一直關閉的舊橋，工程預計將於今年秋天正式開始動工建設。"
    ),
    "cp932": (
        "町議会は火曜日、春から閉鎖されている古い橋を架け替えることを決めた。工事は秋に始まる。"
    ),
    "euc_jp": (
        "町議会は火曜日、春から閉鎖されている古い橋を架け替えることを決めた。工事は秋に始まる。"
    ),
    "cp949": (
        "군의회는 화요일 봄부터 통행이 막힌 낡은 다리를"
        " 다시 놓기로 결정했다. 공사는 가을에 시작된다."
    ),
    "cp1254": (
        "Belediye meclisi salı günü, ilkbahardan beri kapalı"
        " olan eski köprüyü yenilemeye karar verdi."
    ),
    "iso8859-7": (
        "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να ξαναχτίσει τη γέφυρα, που είναι κλειστή."
    ),
    "cp1251": (
        "Городской совет во вторник решил восстановить старый мост, который закрыт для движения."
    ),
    "koi8-u": (
        "Міська рада у вівторок вирішила відбудувати старий міст, який закрито для руху з весни."
    ),
    "cp874": ("สภาเมืองมีมติเมื่อวันอังคารให้สร้างสะพานเก่าขึ้นใหม่ หลังจากปิดการจราจรมาตั้งแต่ฤดูใบไม้ผลิ"),
    "iso8859-2": (
        "Rada miasta postanowiła we wtorek odbudować stary most, który jest zamknięty od wiosny."
    ),
}


@pytest.mark.parametrize("codec", WORLD)
def test_the_letters_decide_on_an_encoding_in_a_page_full_of_markup(
    codec: str, tmp_path: Path
) -> None:
    styles = "<style>.byline { margin: 0; color: black } .content p { line-height: 1.5 }</style>"
    text = WORLD[codec]
    written = page(styles, texts=(text, f"{text} {text}"), title=text[:30])
    assert read(tmp_path, written.encode(codec)).given.headline == text[:30].strip()
    assert text in read(tmp_path, written.encode()).text


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Von Anna Müller und Bo Ek", ("Anna Müller", "Bo Ek")),
        ("作者：王小明", ("王小明",)),
        ("記者王小明", ("王小明",)),
        ("文／王小明", ("王小明",)),
        ("山田花子記者", ("山田花子",)),
        ("김하나 기자 hana@post.example", ("김하나",)),
        ("بقلم: ليلى حداد", ("ليلى حداد",)),
        ("מאת דנה לוי", ("דנה לוי",)),
        ("लेखक: अंजलि शर्मा", ("अंजलि शर्मा",)),
        ("Ann Lee | Staff Writer", ("Ann Lee",)),
        ("Ann Lee @annlee", ("Ann Lee",)),
        ("Written by Ann Lee for The Post", ("Ann Lee",)),
        ("Ann Lee, dpa/lno; Bo Ek, AFP", ("Ann Lee", "Bo Ek")),
        ("Ann Lee with agencies", ("Ann Lee",)),
        ("with; Agencies", ()),
        ("Deutsche Stimme (www.stimme.example)", ("Deutsche Stimme",)),
        ("Lee, Ann", ("Lee, Ann",)),
    ],
)
def test_names_are_read_from_bylines_of_the_world(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(byline) == names
