"""Pages as they were made before there were articles in HTML: tables, large type, frames, saves."""

from pathlib import Path

import pytest

from ingest.article import Quarantined, RawArticle
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


def test_first_paragraph_without_a_tag_is_one_in_short_scripts_too(tmp_path: Path) -> None:
    texts = [
        "市議会は十四日夜、古い橋を架け替える議案を賛成多数で可決した。工事は秋に始まる。",
        "両岸の商店主は、工事の間は渡し船を出すよう市に求めている。市長は検討すると述べた。",
        "橋脚のうち二本が沈んでいることが、三月の調査で分かっていた。補修では足りないという。",
    ]
    rest = "".join(f"<p>{text}</p>" for text in texts[1:])
    page = old(f"<div><font size=5><b>橋を架け替え</b></font></div><div>{texts[0]}{rest}</div>")
    assert article_of(tmp_path, page).text == "\n\n".join(texts)


LARGE = {
    "a section": ("The River Post - Top Stories", f"<FONT SIZE=+2><B>{HEADLINE}</B></FONT>"),
    "an editor's": ("New Page 1", f"<p align=center><font size=5>{HEADLINE}</font></p>"),
    "a program's": ("Document View", f"<B>Page</B> 3<P><B>{HEADLINE}</B><BR>"),
    "none": ("", f"<CENTER><H2>{HEADLINE}</H2></CENTER>"),
    "with a day": (f"{HEADLINE} (01-13-99)", f"<FONT SIZE=4>{HEADLINE}</FONT>"),
    "with a site": (f"{HEADLINE} (riverpost.example)", f"<B>{HEADLINE}</B>"),
    "by class": ("Story", f"<span class=storyheadline>{HEADLINE}</span>"),
}


@pytest.mark.parametrize(("title", "printed"), LARGE.values(), ids=LARGE)
def test_headline_is_what_is_in_large_type(title: str, printed: str, tmp_path: Path) -> None:
    page = old(f"<TABLE><TR>{MENU}<TD>{printed}<P>{OPEN}</TD></TR></TABLE>", title)
    assert article_of(tmp_path, page).given.headline == HEADLINE


def test_title_that_is_printed_is_the_headline(tmp_path: Path) -> None:
    page = old(f"<FONT SIZE=6>Four words of greeting</FONT><P><B>{HEADLINE}</B><P>{OPEN}")
    assert article_of(tmp_path, page).given.headline == HEADLINE


NAMES = {
    "a line": "<BR>By Ann Lee<BR>Post Staff<BR>September 14, 1999<BR><BR>",
    "a role": "<BR><FONT SIZE=1>Ann Lee, Chronicle Staff Writer<BR>September 14, 1999</FONT><P>",
    "a heading": "<H5>By Ann Lee in Port Ellery</H5>September 14, 1999, 9:37 p.m.<P>",
    "a day on its line": "<P>By Ann Lee • Tuesday, September 14, 1999<P>",
    "cells": "</TD></TR><TR><TD>By Ann Lee</TD></TR><TR><TD>September 14, 1999</TD></TR><TR><TD>",
}


@pytest.mark.parametrize("lines", NAMES.values(), ids=NAMES)
def test_who_wrote_and_when_stands_beneath_the_headline(lines: str, tmp_path: Path) -> None:
    cell = f"<TD><FONT SIZE=5><B>{HEADLINE}</B></FONT>{lines}{OPEN}</TD>"
    given = article_of(tmp_path, old(f"<TABLE><TR>{cell}</TR></TABLE>")).given
    assert (given.authors, given.published_at[:10]) == (("Ann Lee",), "1999-09-14")


def test_day_of_a_member_of_a_forum_is_not_that_of_a_post(tmp_path: Path) -> None:
    lines = "annlee<br>Joined: 02 Jan 2003<br>Posts: 214<br>"
    headline = f"<B>{HEADLINE}</B><BR>{lines}"
    found = article_of(tmp_path, old(f"{headline}<P>{'<P>'.join(BRIDGE)}"))
    assert found.given.published_at == ""


def test_name_beneath_the_headline_is_kept_for_who_knows_names(tmp_path: Path) -> None:
    heading = f"<FONT SIZE=5><B>{HEADLINE}</B></FONT><BR><FONT SIZE=2>Ann Lee</FONT>"
    page = old(f"<TABLE><TR><TD>{heading}<P>{OPEN}</TD></TR></TABLE>")
    assert article_of(tmp_path, page).text == f"Ann Lee\n\n{BODY}"


def test_day_that_means_two_is_left_to_the_language(tmp_path: Path) -> None:
    page = old(f"<B>{HEADLINE}</B><BR>03/19/2003<P>{OPEN}")
    assert article_of(tmp_path, page).given.published_at == "03/19/2003"


def test_day_below_another_one_is_not_taken(tmp_path: Path) -> None:
    page = old(f"<B>{HEADLINE}</B><BR>25.04.24<BR>Taped on 24.04.2023 in Tarn<P>{OPEN}")
    assert not article_of(tmp_path, page).given.published_at.startswith("24.04.2023")


POSTED = {
    "blogs": '<p class="post-footer"><em>posted by Ann Lee at <a href=/1>8:12 AM</a></em></p>',
    "others": "<span class=posted>Posted by Ann Lee at May 5, 2004 10:11 AM | <a>Link</a></span>",
}


@pytest.mark.parametrize("foot", POSTED.values(), ids=POSTED)
def test_who_posted_an_entry_wrote_it(foot: str, tmp_path: Path) -> None:
    answer = "<div class=comments-body><p>At last.</p><span>Posted by: Bo Ek</span></div>"
    entry = f"<h3>{HEADLINE}</h3><div class=post-body><p>{'</p><p>'.join(BRIDGE)}</p></div>"
    assert article_of(tmp_path, old(f"{entry}{foot}{answer}")).given.authors == ("Ann Lee",)


def test_line_of_copyright_tells_the_name_in_the_title(tmp_path: Path) -> None:
    foot = "<FONT SIZE=1>Copyright 1999 The River Post. All rights reserved.</FONT>"
    page = old(f"<B>{HEADLINE}</B><P>{OPEN}<HR>{foot}", f"{HEADLINE} | The River Post")
    assert article_of(tmp_path, page).given.publisher == "The River Post"


STORY = f"<h1>{HEADLINE}</h1><p class=by>By Ann Lee</p><p>{'</p><p>'.join(BRIDGE)}</p>"
BARS = {
    "a search engine's": "<table border=1><tr><td>This is <b>G</b> <b>o</b> <b>o</b> <b>g</b> "
    "<b>l</b> <b>e</b>'s <a href=http://www.google.com/help>cache</a> of <a>http://a.example/1</a>"
    " as retrieved on 12 Mar 2006 04:11:09 GMT.<br>It may have changed.</td></tr></table>",
    "an archive's": '<div id="wm-ipp-base"><div id="wm-ipp">14 captures<br>12 Mar 2006 - 3 May 2011'
    "</div></div>",
}


@pytest.mark.parametrize("bar", BARS.values(), ids=BARS)
def test_bar_of_who_keeps_a_page_is_no_part_of_it(bar: str, tmp_path: Path) -> None:
    found = article_of(tmp_path, old(f"{bar}{STORY}"))
    assert (found.given.published_at, "2006" in found.text) == ("", False)


def test_archive_is_not_the_publisher(tmp_path: Path) -> None:
    head = f'<title>{HEADLINE}</title><meta property="og:site_name" content="archive.ph">'
    page = f"<html><head>{head}</head><body>{STORY}</body></html>"
    assert article_of(tmp_path, page).given.publisher == ""


def test_start_of_a_site_is_known_behind_the_address_of_an_archive(tmp_path: Path) -> None:
    start = "http://web.archive.org/web/20041012080000/http://post.example/"
    page = old(f"<a href={start}>The River Post</a>{STORY}", f"{HEADLINE} - The River Post")
    assert article_of(tmp_path, page).given.publisher == "The River Post"


TOOLS = (
    "Printable version | Send it to a friend | Save story",
    "<a href=/e>E-mail this story</a> <a href=/p>Printer friendly</a> <a href=/s>Save</a>",
    "<b>Page 1 of 3</b> 1 <a href=/2>2</a> <a href=/3>3</a> <a href=/2>Next page</a>",
    "<a href=/d>Versión para imprimir</a> - Enviar a un amigo",
    "Версия для печати",
)


@pytest.mark.parametrize("line", TOOLS)
def test_what_a_page_offers_to_do_with_it_is_no_part_of_it(line: str, tmp_path: Path) -> None:
    page = old(f"<TABLE><TR>{MENU}<TD><B>{HEADLINE}</B><P>{OPEN}<P>{line}</TD></TR></TABLE>")
    assert article_of(tmp_path, page).text == BODY


def test_page_is_read_behind_what_the_server_said(tmp_path: Path) -> None:
    said = b"HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/html; charset=ISO-8859-1\r\n\r\n"
    page = old(f"<h1>{HEADLINE}</h1><p>Caf\xe9 Tarn is shut.</p><p>{'</p><p>'.join(BRIDGE)}</p>")
    (record,) = read_bytes(tmp_path, "page", said + page.encode("latin-1"))
    assert isinstance(record, RawArticle), record
    assert (record.source_format, record.text) == ("html", f"Caf\xe9 Tarn is shut.\n\n{BODY}")
