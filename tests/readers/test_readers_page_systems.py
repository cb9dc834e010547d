"""Pages as systems of content print them: themes, layouts, walls, live blogs, errors."""

from pathlib import Path

import pytest

from ingest.article import Quarantined, RawArticle
from readers_made import BRIDGE as TEXT
from readers_made import read_bytes

HEADLINE = "A bridge for the next hundred years"
BODY = "\n\n".join(TEXT)


def paragraphs(texts: tuple[str, ...] = TEXT) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, title: str = HEADLINE, head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body>{body}</body></html>"
    ).encode()


def read(folder: Path, data: bytes) -> RawArticle:
    record = read_bytes(folder, "page.html", data)[0]
    assert isinstance(record, RawArticle), record
    return record


STORY = f"<h1>{HEADLINE}</h1><div class=story>{paragraphs()}</div>"
SITE = '<div id="header"><h1><a href="https://post.example/">The River Post</a></h1></div>'
TITLES = {
    "the site before": (SITE, f"The River Post: {HEADLINE}", "h3 class=post-title"),
    "the site behind": (SITE, f"{HEADLINE} « The River Post", "h2"),
    "no heading but bold type": ("", f"The River Post - {HEADLINE}", "b"),
    "signs without spaces": ("", f"{HEADLINE}--River Post", "b"),
}


@pytest.mark.parametrize(("before", "title", "tag"), TITLES.values(), ids=TITLES)
def test_the_headline_is_what_of_the_title_is_printed(
    before: str, title: str, tag: str, tmp_path: Path
) -> None:
    heading = f"<{tag}>{HEADLINE}</{tag.split(maxsplit=1)[0]}>"
    data = page(f"{before}<div class=main>{heading}<div>{paragraphs()}</div></div>", title)
    assert read(tmp_path, data).given.headline == HEADLINE


def test_the_name_of_the_site_is_no_headline(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="The River Post"><script type="application/ld+json">'
        '{"@type": "WebSite", "name": "The River Post"}</script>'
    )
    given = read(tmp_path, page(STORY, f"{HEADLINE} - The River Post", head)).given
    assert (given.headline, given.publisher) == (HEADLINE, "The River Post")


def test_paragraphs_are_apart_where_lines_are_empty(tmp_path: Path) -> None:
    story = f"<h1>{HEADLINE}</h1><div class=post-body>{'<br><br>'.join(TEXT)}</div>"
    comments = "<div id=comments><dl><dd><p>At last somebody mends it, I say.</p></dd></dl></div>"
    assert read(tmp_path, page(story + comments)).text == BODY


def test_bare_text_behind_a_box_is_a_paragraph(tmp_path: Path) -> None:
    box = "<div class=box><ul><li><a href=/x>More on bridges</a></li></ul></div>"
    story = f"<h1>{HEADLINE}</h1><div class=story>{box}{TEXT[0]}{paragraphs(TEXT[1:])}</div>"
    assert read(tmp_path, page(story)).text == BODY


def test_a_table_that_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    menu = "<td><font size=1><a href=/a>News</a><br><a href=/b>Sport</a></font></td>"
    texts = (*TEXT, *(text.replace("bridge", "weir") for text in TEXT))
    story = f"<td><font size=5><b>{HEADLINE}</b></font><br><br>{'<br><br>'.join(texts)}</td>"
    advertisement = "<td><font size=1>Call 555-0100 and reach every house by the river.</font></td>"
    found = read(tmp_path, page(f"<table><tr>{menu}{story}{advertisement}</tr></table>"))
    assert found.text == "\n\n".join(texts)


BYLINES = {
    "in the foot of a post": '<div class="post-footer"><span class="post-author vcard">Posted by '
    '<span class="fn">Ann Lee</span></span></div>',
    "in a small heading": '<h4 class="article-author-name"><a href="/a/ann">Ann Lee</a></h4>',
    "with what else was submitted": '<div class="submitted">Submitted by <span class="username">'
    "Ann Lee</span> on 3 March 2026 - 12:00</div>",
    "in a class of two words": '<p class="storyAuthorLine">By Ann Lee</p>',
    "of a printed page": '<div class="print-submitted">Par <em>Ann Lee</em></div>',
}


@pytest.mark.parametrize("byline", BYLINES.values(), ids=BYLINES)
def test_bylines_are_found_where_systems_print_them(byline: str, tmp_path: Path) -> None:
    head = '<meta name="author" content="admin">'
    assert read(tmp_path, page(byline + STORY, head=head)).given.authors == ("Ann Lee",)


def test_an_account_is_the_author_where_nobody_else_is(tmp_path: Path) -> None:
    head = '<meta name="author" content="admin">'
    assert read(tmp_path, page(STORY, head=head)).given.authors == ("admin",)


def test_each_author_may_have_a_meta_element(tmp_path: Path) -> None:
    names = ("Ann Lee", "Bo Ek")
    head = "".join(f'<meta name="citation_author" content="{name}">' for name in names)
    assert read(tmp_path, page(STORY, head=head)).given.authors == names


DAYS = {
    "an abbreviation": '<abbr itemprop="datePublished" title="2026-03-03T09:10:00Z">9:10</abbr>',
    "RDFa": '<span property="dc:date dc:created" content="2026-03-03T09:10:00Z">03/04/2026</span>',
    "figures": '<div class="top-bar"><span class="date">2026年03月03日 09:10</span></div>',
    "figures with dots": '<span class="articleDate">Stand: 03.03.2026, 09:10 Uhr</span>',
}


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS)
def test_the_day_is_read_as_it_is_printed(day: str, tmp_path: Path) -> None:
    found = read(tmp_path, page(STORY.replace("<div", f"{day}<div", 1))).given
    assert found.published_at.startswith(("2026-03-03T09:10", "2026年03月03日", "03.03.2026"))
    assert found.published_at_source in {"microdata", "printed"}


def test_a_day_far_from_the_headline_is_another_ones(tmp_path: Path) -> None:
    others = '<div class=card><p>Other.</p><span class="created">2025-01-09</span></div>' * 30
    given = read(tmp_path, page(STORY + "<i></i>" * 60 + others)).given
    assert given.published_at_source != "printed"


def test_a_day_of_which_the_language_tells_the_month_is_read_as_it_stands(tmp_path: Path) -> None:
    day = '<span class="date">Thứ tư, 4/3/2026, 09:12 (GMT+7)</span>'
    given = read(tmp_path, page(STORY.replace("<div", f"{day}<div", 1))).given
    assert (given.published_at, given.published_at_source) == ("4/3/2026 09:12", "printed")


FURNITURE = {
    "links below a label": "<p><b>DON'T MISS</b></p>"
    '<p><a href="/1">The ferry is late</a> [VIDEO]</p>'
    '<p><a href="/2">New lamps</a> [INSIGHT]</p>',
    "a heading of pointers": '<h2>More must-reads from The Post</h2><ul><li><a href="/1">The ferry'
    '</a></li><li><a href="/2">New lamps on the quay</a></li></ul>',
    "a caption": '<p class="wp-caption-text">The bridge in 1961, when it was last painted red.</p>',
    "a kicker": '<p class="kicker">On the river</p>',
    "a life of the author": '<div class="author__biography"><p>Ann Lee was born by the river.</p>'
    "</div>",
    "what others read": '<div class="latest-news-box"><p>The weir is next.</p></div>',
    "a way to edit": '<span class="mw-editsection">[<a href="/e">edit</a>]</span>',
    "a wall": '<div class="paywall-offer"><p>One crown, then 129 a month for all.</p></div>',
}


@pytest.mark.parametrize("around", FURNITURE.values(), ids=FURNITURE)
def test_what_is_set_around_and_between_paragraphs_is_no_body(around: str, tmp_path: Path) -> None:
    inner = f"{paragraphs(TEXT[:2])}{around}{paragraphs(TEXT[2:])}"
    data = page(f"<article><h1>{HEADLINE}</h1><div class=story>{inner}</div></article>")
    assert read(tmp_path, data).text == BODY


WALL = (
    "<h2>We value your privacy</h2><p>We and our 842 partners store and access information on a "
    "device, such as cookies, and process personal data, for personalised ads and content.</p>"
    "<p>You may click to consent to our and our partners' processing as described above.</p>"
    "<p>Some processing of your personal data may not require your consent.</p>"
)


def test_what_asks_for_consent_is_no_body(tmp_path: Path) -> None:
    for name in ("cookie-wall", "cmp-container", "onetrust-pc-dark-filter"):
        assert read(tmp_path, page(f'<div class="{name}">{WALL}</div>{STORY}')).text == BODY


def test_a_class_on_the_whole_page_takes_nothing_away(tmp_path: Path) -> None:
    inside = f"<main>{STORY}</main>"
    assert read(tmp_path, page(f'<div class="consent">{inside}</div>')).text == BODY
    marked = paragraphs().replace("<p>", '<p class="paywall">')
    assert read(tmp_path, page(f"<h1>{HEADLINE}</h1><div>{marked}</div>")).text == BODY


def test_comments_longer_than_the_article_are_no_body(tmp_path: Path) -> None:
    said = "I have read it three times and cannot say who is to pay for pier {}, or for the paint."
    comments = "".join(f"<div><b>user</b><p>{said.format(n)}</p></div>" for n in range(30))
    data = page(f"{STORY}<section><h3>Comments (30)</h3>{comments}</section>")
    assert read(tmp_path, data).text == BODY


def test_the_entries_of_a_live_blog_are_one_article(tmp_path: Path) -> None:
    entry = '<article class="live-post"><h2>{}</h2><p>{}</p><p>{}</p></article>'
    entries = entry.format("Doors open", *TEXT[:2]) + entry.format("The vote is in", *TEXT[2:])
    records = read_bytes(tmp_path, "page.html", page(f"<main><h1>{HEADLINE}</h1>{entries}</main>"))
    assert len(records) == 1
    assert isinstance(records[0], RawArticle)
    assert all(text in records[0].text for text in ("The vote is in", *TEXT))


def test_what_is_loaded_behind_an_article_is_left_out(tmp_path: Path) -> None:
    others = [text.replace("bridge", "weir").replace("piers", "sluices") for text in TEXT]
    other = f"<article><h1>The weir is next</h1>{paragraphs(tuple(others))}</article>"
    head = '<meta property="og:type" content="article">'
    found = read(tmp_path, page(f"<article>{STORY}</article>{other}", head=head))
    assert found.text == BODY
    assert found.flags == ()


ERRORS = {
    "oops": ("The Post", "<h1>Oops!</h1><h2>We can’t find that page</h2><p>It may have moved.</p>"),
    "french": ("Erreur 404 | La Jetée", "<h1>Oups ! Cette page est introuvable</h1><p>Pardon.</p>"),
    "spanish": ("Error 404 - El Muelle", "<p>Lo sentimos, la página no existe. Vuelva atrás.</p>"),
    "portuguese": ("Página não encontrada - Gazeta", "<p>A página que procura foi movida.</p>"),
    "korean": ("해안일보", "<h1>페이지를 찾을 수 없습니다</h1><p>주소를 다시 확인해 주세요.</p>"),
    "turkish": ("Sayfa bulunamadı | Kıyı", "<p>Aradığınız sayfa kaldırılmış olabilir.</p>"),
    "for members": ("Log in - The Post", "<h1>Log in to continue</h1><p>Forgot your password?</p>"),
    "for those who see advertisements": ("The Post", "<h1>Ad blocker detected</h1><p>Please.</p>"),
    "gone": ("The Post", "<h1>This article is no longer available</h1><p>Try another one.</p>"),
    "not here": ("451: Unavailable due to legal reasons", "<p>You seem to be in the Area.</p>"),
    "for those who consent": ("The Post", WALL),
}


@pytest.mark.parametrize(("title", "body"), ERRORS.values(), ids=ERRORS)
def test_a_page_that_shows_no_article_is_kept_for_a_person(
    title: str, body: str, tmp_path: Path
) -> None:
    record = read_bytes(tmp_path, "page.html", page(body, title))[0]
    assert isinstance(record, Quarantined)
    assert record.reason == "no_article"


def test_an_article_about_errors_and_cookies_is_an_article(tmp_path: Path) -> None:
    long = " ".join(TEXT)
    about = f"<p>The court found that cookies need consent. {long}</p><p>{long}</p>"
    for title in ("Page not found", "Why privacy matters: cookies and consent"):
        assert "court" in read(tmp_path, page(f"<h1>{title}</h1>{about}", title)).text


def test_a_short_article_whose_headline_begins_like_an_error_is_one(tmp_path: Path) -> None:
    for title in ("Access denied: why the bridge is closed to all", "Captcha: a poem - part two"):
        data = page(f"<article><h1>{title}</h1>{paragraphs()}</article>", f"{title} - The Post")
        assert read(tmp_path, data).text == BODY


def of_database(headline: str, paper: str, day: str, body: tuple[str, ...]) -> str:
    name = f'<span class="DocPublicationName">{paper}</span>'
    named = f'<div class="rdp__DocPublicationName">{name}</div>'
    above = f'<header>{named}<span class="DocHeader">{day}, p. 4</span>'
    title = f'<div><p class="titreArticleVisu rdp__articletitle">{headline}</p></div></header>'
    text = f'<section class="DocText">{paragraphs(body)}</section>'
    return f"<article>{above}{title}{text}</article>"


def test_what_a_database_prints_above_its_articles_is_no_part_of_them(tmp_path: Path) -> None:
    first = (f"{TEXT[0]} {TEXT[1]}", f"{TEXT[2]} {TEXT[3]}")
    later = tuple(text.replace("bridge", "mill") for text in reversed(first))
    documents = [
        of_database("Le pont est fermé", "Le Courrier, no. 1234", "samedi 8 octobre 2011", first),
        of_database("Le moulin rouvre", "La Côte", "mardi 20 mars 2012", later),
    ]
    page = f"<html><head><title>Base</title></head><body>{''.join(documents)}</body></html>"
    records = read_bytes(tmp_path, "a.html", page.encode())
    read = [record.text for record in records if isinstance(record, RawArticle)]
    assert [text.split("\n\n")[-2:] for text in read] == [list(first), list(later)]
    assert not any(name in text for text in read for name in ("Courrier", "Côte", "p. 4"))
    given = [record.given for record in records if isinstance(record, RawArticle)]
    assert [one.publisher for one in given] == ["Le Courrier", "La Côte"]
    assert [one.published_at[:10] for one in given] == ["2011-10-08", "2012-03-20"]


def test_the_author_of_an_entry_may_stand_in_its_footer(tmp_path: Path) -> None:
    answer = '<div class="h-cite u-comment"><a class="p-author">Bo Ek</a> wrote: Good.</div>'
    footer = '<footer><p>By <a class="p-author h-card" href="/@ann">Ann Lee</a></p></footer>'
    entry = f'<h1 class="p-name">Bridge closes</h1>{paragraphs()}'
    page = f'<html><body><article class="h-entry">{answer}{entry}{footer}</article></body></html>'
    (record,) = read_bytes(tmp_path, "a.html", page.encode())
    assert isinstance(record, RawArticle)
    assert record.given.authors == ("Ann Lee",)
