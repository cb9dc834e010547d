"""Blocks of pages that were passed over: within paragraphs, between them, of other elements."""

from pathlib import Path

from readers_made import BRIDGE, article_of

ONE, TWO, THREE, FOUR = BRIDGE


def page(body: str) -> str:
    return (
        f"<html><head><title>A bridge for Tarn | The Post</title></head><body>{body}</body></html>"
    )


def test_paragraph_goes_on_behind_a_block_within_it(tmp_path: Path) -> None:
    body = (
        f"<p>{ONE}<aside class=promo><a href=/x>Ten soups for a rainy weekend</a></aside></p>"
        f"<p>{TWO} <section class=ad><iframe></iframe></section>{THREE}</p><p>{FOUR}</p>"
    )
    found = article_of(tmp_path, page(f"<article><h1>A bridge for Tarn</h1>{body}</article>"))
    assert found.text.split("\n\n") == list(BRIDGE)


def test_lists_and_headings_between_paragraphs_that_no_container_is_found_for(
    tmp_path: Path,
) -> None:
    points = f"<div><ul class=points><li>{TWO}</li><li>Two piers have sunk</li></ul></div>"
    texts = f"<p>{ONE}</p><h2>What is known</h2>{points}<p>{THREE}</p><h3>Share this</h3>"
    found = article_of(
        tmp_path, page(f"<div><h1>A bridge for Tarn</h1><div><div>{texts}</div></div></div>")
    )
    assert found.text.split("\n\n") == [ONE, "What is known", TWO, "Two piers have sunk", THREE]


WALL = "<p>Get unlimited access for one crown in three months. Cancel any time you like to.</p>"


def test_what_keeps_an_article_back_is_no_part_of_it(tmp_path: Path) -> None:
    wall = f"<div class=x><h2>Subscribe to read the full story</h2>{WALL}<p>Log in</p></div>"
    story = f"<article><h1>A bridge for Tarn</h1><p>{ONE}</p><p>{TWO}</p>{wall}</article>"
    assert article_of(tmp_path, page(story)).text.split("\n\n") == [ONE, TWO]


def test_article_goes_on_behind_an_offer_in_its_middle(tmp_path: Path) -> None:
    offer = "<p>Already a subscriber? Log in</p>"
    story = (
        f"<h1>A bridge for Tarn</h1><p>{ONE}</p>{offer}<p>{TWO}</p><p>{THREE} {THREE} {FOUR}</p>"
    )
    found = article_of(tmp_path, page(f"<article>{story}</article>"))
    assert found.text.split("\n\n") == [ONE, TWO, f"{THREE} {THREE} {FOUR}"]


def test_answers_longer_than_a_short_article_are_not_its_body(tmp_path: Path) -> None:
    answer = f"<div class=reply><b>ann</b><p>I remember it. {THREE} {FOUR}</p></div>"
    story = f"<div id=s><h1>A bridge for Tarn</h1><div><p>{ONE}</p><p>{TWO}</p></div></div>"
    found = article_of(tmp_path, page(f"{story}<div><h3>3 replies</h3>{answer * 9}</div>"))
    assert found.text.split("\n\n") == [ONE, TWO]


def test_article_goes_on_behind_related_ones(tmp_path: Path) -> None:
    other = "<ul><li><a href=/x>Goalkeeper leaves Tarn for a club in the south</a></li></ul>"
    body = f"<p>{ONE}</p><p>{TWO}</p><div><p>Related stories</p>{other}</div><p>{THREE}</p>"
    found = article_of(tmp_path, page(f"<article><h1>A bridge for Tarn</h1>{body}</article>"))
    assert found.text.split("\n\n") == [ONE, TWO, THREE]


def test_cell_of_links_beside_an_old_article_is_no_part_of_it(tmp_path: Path) -> None:
    menu = "<td><a href=/a>Front page</a><br><a href=/b>Sports</a></td>"
    story = f"<td><font size=5>A bridge for Tarn</font><p>{'<p>'.join((*BRIDGE, ONE * 3))}</td>"
    found = article_of(tmp_path, page(f"<table><tr>{menu}{story}</tr></table>"))
    assert "Sports" not in found.text
    assert FOUR in found.text
