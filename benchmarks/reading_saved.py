"""Whole pages saved as text, menus and all, against labelled bodies and justext.

    python benchmarks/reading_saved.py DATA [--check] [--pin]

A page is printed as browsers save it: every block a paragraph of its own, nothing of its mark-up.
Anatomy gets that text alone. justext, which tells boilerplate by density and common words, gets the
same blocks. Body F1, and the share of the body that is kept, are those of 4-word shingles.
"""

import logging
from collections.abc import Iterator
from statistics import mean

import justext
import langdetect
import lxml.html
from reading import Match, f1_of, match, parse_arguments, report
from reading_pages import SETS, Page

from ingest.anatomy import dissect
from ingest.article import Anatomy, RawArticle
from ingest.readers.decoding import decode

SILENT = {"script", "style", "noscript", "template", "head", "svg", "iframe", "select", "button"}
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "label", "mark", "q", "s"}
INLINE |= {"small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
STOPLISTS = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish",
    "da": "Danish", "no": "Norwegian_Bokmal", "sv": "Swedish", "is": "Icelandic",
}  # fmt: skip


EDGE = "\x00"


def pieces(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The text of a page in its order, with a sign where a block begins or ends."""
    if isinstance(element.tag, str) and element.tag not in SILENT:
        edge = "" if element.tag in INLINE else EDGE
        yield edge + (element.text or "")
        for child in element:
            yield from pieces(child)
        yield edge
    yield element.tail or ""


def saved(page: bytes) -> list[str]:
    """The paragraphs of a page saved as text."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    root = lxml.html.fromstring(decode(page).text.encode(), parser=parser)
    lines = "".join(pieces(root)).split(EDGE)
    return [" ".join(line.split()) for line in lines if line.strip()]


def ours(paragraphs: list[str]) -> str:
    """The body that anatomy finds."""
    text = "\n\n".join(paragraphs)
    found = dissect(RawArticle("saved/a.txt", 0, "text", "", "utf-8", text), frozenset())
    return found.body if isinstance(found, Anatomy) else ""


def theirs(paragraphs: list[str]) -> str:
    """The body that justext finds."""
    try:
        language = STOPLISTS.get(langdetect.detect(" ".join(paragraphs))[:2], "English")
    except langdetect.LangDetectException:
        language = "English"
    page = lxml.html.Element("body")
    for text in paragraphs:
        lxml.html.etree.SubElement(page, "p").text = text
    found = justext.justext(lxml.html.tostring(page), justext.get_stoplist(language))
    return "\n".join(part.text for part in found if not part.is_boilerplate)


def measure(pages: Iterator[Page]) -> dict[str, list[Match]]:
    """Compare what each makes of every page with its body."""
    langdetect.DetectorFactory.seed = 0
    found: dict[str, list[Match]] = {"ours": [], "justext": [], "untouched": []}
    for page in pages:
        if not page.is_start and (paragraphs := saved(page.data)):
            found["ours"].append(match(page.body, ours(paragraphs)))
            found["justext"].append(match(page.body, theirs(paragraphs)))
            found["untouched"].append(match(page.body, " ".join(paragraphs)))
    return found


def main() -> None:
    arguments = parse_arguments(__doc__)
    logging.disable(logging.CRITICAL)
    figures: dict[str, float] = {}
    for name, pages in SETS.items():
        found = measure(pages(arguments.data))
        if not found["ours"]:
            continue
        figures[f"saved.{name}.body_f1"] = f1_of(found["ours"])
        kept = [both / (both + lost) for both, _, lost in found["ours"] if both + lost]
        figures[f"saved.{name}.kept"] = mean(kept)
        others = {other: round(f1_of(found[other]), 4) for other in ("justext", "untouched")}
        print(f"{name}: {len(found['ours'])} pages, {others}")
    report(figures, arguments)


if __name__ == "__main__":
    main()
