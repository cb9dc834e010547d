"""Pages whose own article is short, or not the only one: what stands beside or behind it goes."""

from pathlib import Path

import pytest

from readers_made import BRIDGE, article_of

SHORT = "About four hundred homes in Tarn were dark on Sunday night after a lorry hit a mast."
TITLE = "Power cut in Tarn"


def page(body: str, title: str = TITLE) -> str:
    return f"<html><head><title>{title} | The Post</title></head><body>{body}</body></html>"


LONG = "".join(f"<p>{text}</p>" for text in BRIDGE)
COLUMN = "".join(
    f'<div><h4><a href="/{text[:3]}">More</a></h4><p>{text}</p></div>' for text in BRIDGE
)
SHORT_ONES = {
    "in a container of a known name": (
        f'<div class="main"><h1>{TITLE}</h1><div class="entry-content"><p>{SHORT}</p></div></div>'
        f'<div class="sidebar">{COLUMN}</div>'
    ),
    "in an article": (
        f'<div class="a"><article><h1>{TITLE}</h1><p>{SHORT}</p></article></div>'
        f'<div class="b"><h3>Opinion</h3>{LONG}</div>'
    ),
    "in what states the body": f'<div>{LONG}</div><div itemprop="articleBody"><p>{SHORT}</p></div>',
}


@pytest.mark.parametrize("body", SHORT_ONES.values(), ids=SHORT_ONES)
def test_short_article_is_not_lost_among_longer_columns(tmp_path: Path, body: str) -> None:
    assert article_of(tmp_path, page(body)).text == SHORT


def test_rest_of_an_article_outside_of_its_short_container_stays(tmp_path: Path) -> None:
    body = f'<main><h1>{TITLE}</h1><div class="entry-content"><p>{SHORT}</p></div>{LONG}</main>'
    assert BRIDGE[-1] in article_of(tmp_path, page(body)).text


def test_other_posts_of_a_blog_are_not_the_body(tmp_path: Path) -> None:
    other = f'<article class="card post-8 post"><p>{BRIDGE[0]}</p></article>'
    body = (
        f'<article class="post-7 post"><h1>{TITLE}</h1><p>{SHORT}</p></article>'
        f'<article class="post-7 more"><h3>More</h3>{other}{other.replace("8", "9")}</article>'
    )
    assert article_of(tmp_path, page(body)).text == SHORT


def test_article_loaded_to_read_on_is_not_the_body(tmp_path: Path) -> None:
    first, second = (
        f'<div class="article-wrap"><h1>{title}</h1><p>{text} {text}</p><p>{text} No.</p></div>'
        for title, text in ((TITLE, f"{BRIDGE[0]} Yes."), ("Another", f"{BRIDGE[2]} Perhaps."))
    )
    found = article_of(tmp_path, page(first + second)).text
    assert BRIDGE[0] in found
    assert BRIDGE[2] not in found
