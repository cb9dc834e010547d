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
