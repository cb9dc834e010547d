"""Pages as they were made before there were articles in HTML: tables, large type, frames, saves."""

from pathlib import Path

import pytest

from ingest.article import Quarantined
from readers_made import BRIDGE, article_of, read_bytes

HEADLINE = "A bridge for the next hundred years"
BODY = "\n\n".join(BRIDGE)
OPEN = "<P>".join(BRIDGE)
MENU = "<TD><FONT SIZE=1><A HREF=/a>News</A><BR><A HREF=/b>Sport</A></FONT></TD>"


def old(body: str, title: str = HEADLINE) -> str:
    return f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY>{body}</BODY></HTML>"


BEGUN = {
    "another page in it": "<div><a href=/>Home</a></div></body></html><html><body>",
    "the end of its body": "<a href=/>Home</a></body>",
}


@pytest.mark.parametrize("begun", BEGUN.values(), ids=BEGUN)
def test_what_follows_the_end_of_a_page_belongs_to_it(begun: str, tmp_path: Path) -> None:
    page = old(f"{begun}<h1>{HEADLINE}</h1><p>{'</p><p>'.join(BRIDGE)}</p>")
    assert article_of(tmp_path, page).text == BODY


FRAMES = "<HTML><HEAD><TITLE>{}</TITLE></HEAD><FRAMESET COLS='20%,*'><FRAME SRC=a><FRAME SRC=b>"


def test_article_for_browsers_without_frames_is_read(tmp_path: Path) -> None:
    inner = f"<NOFRAMES><BODY><H1>{HEADLINE}</H1><P>{OPEN}</BODY></NOFRAMES>"
    page = f"{FRAMES.format(HEADLINE)}{inner}</FRAMESET></HTML>"
    assert article_of(tmp_path, page).text == BODY


NONE = {
    "frames alone": f"{FRAMES.format('The River Post')}<NOFRAMES><BODY>Your browser does not "
    "support frames. <A HREF=b>Click here</A> to go on.</BODY></NOFRAMES></FRAMESET></HTML>",
    "the frame of a menu": "<HTML><BODY>"
    + "<BR>".join(f"<A HREF=/{n}>{n}</A>" for n in ("News", "Sports", "Weather", "Opinion"))
    + "</BODY></HTML>",
}


@pytest.mark.parametrize("page", NONE.values(), ids=NONE)
def test_frame_without_an_article_is_none(page: str, tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "page.html", page.encode())
    assert isinstance(record, Quarantined), record
    assert record.reason == "no_article"


def test_page_of_a_blog_with_metadata_in_a_comment_is_a_page(tmp_path: Path) -> None:
    rdf = '<rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description dc:date=""/>'
    page = f"<html><head><title>{HEADLINE}</title><!-- {rdf}</rdf:RDF> --></head><body>"
    found = article_of(tmp_path, f"{page}<h1>{HEADLINE}</h1><p>{'</p><p>'.join(BRIDGE)}</p></body>")
    assert (found.source_format, found.text) == ("html", BODY)


TYPE = {
    "paragraphs in type": f"<FONT FACE=Arial>{OPEN}</FONT>",
    "and in a paragraph": f"<P><FONT FACE=Arial>{OPEN}</FONT>",
    "each in its own": "".join(f"<P><FONT SIZE=2><P>{text}</FONT>" for text in BRIDGE),
    "the first one bold": f"<FONT SIZE=2><B>{BRIDGE[0]}</B><P>{'<P>'.join(BRIDGE[1:])}</FONT>",
}


@pytest.mark.parametrize("text", TYPE.values(), ids=TYPE)
def test_paragraphs_within_type_stand_apart(text: str, tmp_path: Path) -> None:
    cell = f"<TD><FONT SIZE=5><B>{HEADLINE}</B></FONT><BR>{text}</TD>"
    assert article_of(tmp_path, old(f"<TABLE><TR>{MENU}{cell}</TR></TABLE>")).text == BODY


def test_short_article_in_a_table_has_no_menu(tmp_path: Path) -> None:
    texts = [
        "市議会は十四日夜、古い橋を架け替える議案を賛成多数で可決した。",
        "工事は秋に始まり、市長は二年で終わるとの見通しを示した。",
        "両岸の商店主は、工事の間は渡し船を出すよう市に求めている。",
        "橋脚のうち二本が沈んでいることが、三月の調査で分かっていた。",
    ]
    menu = "<td><a href=/a>社会</a><br><a href=/b>経済</a><br><a href=/c>スポーツ</a></td>"
    bar = "<table><tr><td><a href=/>ホーム</a> | <a href=/s>検索</a></td></tr></table>"
    story = f"<td><font size=5><b>橋を架け替え</b></font><br><br>{'<br><br>'.join(texts)}</td>"
    page = old(f"{bar}<table><tr>{menu}{story}</tr></table>", "橋を架け替え")
    assert article_of(tmp_path, page).text == "\n\n".join(texts)
