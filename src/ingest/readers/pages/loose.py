"""Text of a page that stands in no paragraph: between blocks, or set apart by empty lines alone.

Older systems print an article into a cell of a table, with `<br><br>` for a new paragraph; others
leave the first paragraph bare behind a box. What looks for paragraphs passes such text over.
"""

from itertools import islice
from typing import Any

from lxml import html

from ingest.readers.markup import BLOCKS, HIDDEN
from ingest.readers.pages.blocks import key_of
from ingest.typesetting import is_wide

__all__ = ["wrap_loose_text"]

MIN_LOOSE = 80
"""Letters of bare text in an element that are worth being made paragraphs."""
_HOLDERS = ("div", "td", "article", "section", "main", "center", "body")
_SPANNING = ("font", "span", "b", "strong", "i", "em")
_BOLD = frozenset(["b", "strong"])
_INNER_BLOCKS = BLOCKS - {"br"}
_CLOSING = frozenset(
    [
        *("article", "aside", "details", "dialog", "figure", "figcaption", "footer", "header"),
        *("main", "nav", "search", "section"),
    ]
)
"""Blocks of HTML 5 that end an open paragraph (HTML Living Standard, the rules for parsing)."""
MIN_BREAKS = 3
"""So many empty lines in an inline element make it a holder of paragraphs."""


def wrap_loose_text(root: Any) -> None:
    """Make paragraphs of bare text: each run of it between blocks or empty lines becomes one.

    Args:
        root: the page; elements of it are moved into new `<p>`.
    """
    for paragraph in list(root.iter("p")):
        if any(child.tag in _CLOSING for child in paragraph):
            _part(paragraph)
    for element in _open_around_paragraphs(root):
        element.tag = "div"
    tables = list(root.iter("table"))
    kept = [table for table in tables if not _unfold(table)]
    for table in kept if len(kept) < len(tables) else ():
        if _is_menu(table):
            table.drop_tree()
    for element in list(root.iter(*_SPANNING)):
        if (
            _count_empty_lines(element) >= MIN_BREAKS
            and next(element.iterancestors("p"), None) is None
        ):
            element.tag = "div"
    for element in list(root.iter(*_HOLDERS)):
        if _is_mixed(element):
            _wrap(element)


def _open_around_paragraphs(root: Any) -> set[Any]:
    """What is still open where a paragraph begins: old pages close neither it nor their type.

    A browser ends the paragraph before, and sets the next one in the same type.
    """
    found = set()
    for paragraph in root.iter("p"):
        above = paragraph.getparent()
        while above is not None and above.tag in _OPEN and above not in found:
            found.add(above)
            above = above.getparent()
    return found


_OPEN = frozenset(["p", *_SPANNING])


def _part(paragraph: Any) -> None:
    """Let the blocks in a paragraph follow it, and its further text follow them.

    A browser ends the paragraph where such a block begins; older parsers do not know them.
    """
    target = paragraph
    for child in list(paragraph):
        if child.tag in _CLOSING:
            rest, child.tail = child.tail, None
            target.addnext(child)
            target = html.Element("p", dict(paragraph.attrib))
            target.text = rest
            child.addnext(target)
        elif target is not paragraph:
            target.append(child)


LONG_CELL, MANY_PARAGRAPHS = 600, 3
"""Bytes in UTF-8 of a cell that holds no value but a text: its table lays out the page. It is less
where paragraphs stand in the cell."""


def _unfold(table: Any) -> bool:
    """Make plain blocks of a table that only lays out the page; say whether it is one."""
    own = list(table.iterchildren("tr", "tbody", "thead", "tfoot"))
    own += [row for group in own for row in group.iterchildren("tr")]
    cells = [cell for row in own for cell in row.iterchildren("td", "th")]
    if not any(map(_holds_text, cells)):
        return False
    for element in (table, *own, *cells):
        element.tag = "div"
    for cell in cells:
        if _is_menu(cell):
            cell.drop_tree()
    return True


def _holds_text(cell: Any) -> bool:
    """Whether a cell holds a text, by its length or its paragraphs."""
    size = len(cell.text_content().strip().encode("utf-8", "replace"))
    if 2 * size < LONG_CELL or size >= LONG_CELL:
        return size >= LONG_CELL
    empty = map(_count_empty_lines, (cell, *cell.iterchildren(*_SPANNING, "div")))
    paragraphs = len(list(islice(cell.iter("p"), MANY_PARAGRAPHS)))
    return max(paragraphs, *empty) >= MANY_PARAGRAPHS


MENU = 0.9
"""Share of the letters of a cell that are links, where it only leads to other pages."""


def _is_menu(cell: Any) -> bool:
    links = [len(key_of(link.text_content())) for link in cell.iter("a") if link.get("href")]
    return len(links) > 1 and sum(links) >= MENU * len(key_of(cell.text_content()))


def _count_empty_lines(element: Any) -> int:
    """How often a `<br>` follows another one, with nothing between them."""
    return sum(
        child.tag == "br" and not (child.tail or "").strip() and _is_break(child.getnext())
        for child in element
    )


def _is_break(element: Any) -> bool:
    return element is not None and element.tag == "br"


def _is_block(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return True
    return element.tag in BLOCKS or any(inner.tag in _INNER_BLOCKS for inner in element)


def _is_mixed(element: Any) -> bool:
    """Whether an element holds much bare text, and paragraphs or empty lines beside it."""
    bare = _size(element.text)
    for child in element:
        bare += _size(child.tail)
        if child.tag in _BOLD and not _is_block(child):
            bare = max(bare, _size(child.text_content()))  # the first paragraph of many sites
    if bare < MIN_LOOSE:
        return False
    return _count_empty_lines(element) > 0 or any(child.tag == "p" for child in element)


def _size(text: str | None) -> int:
    """Letters of a text; two for each of a script that says more with one."""
    bare = (text or "").strip()
    return len(bare) * (2 if bare and is_wide(bare[0]) else 1)


def _wrap(holder: Any) -> None:
    """Put each run of text and inline elements into a paragraph."""
    pieces: list[Any] = [holder.text or ""]
    for child in list(holder):
        pieces += [child, child.tail or ""]
        child.tail = None
        holder.remove(child)
    holder.text = None
    for is_apart, parts in _runs(pieces):
        holder.extend(parts) if is_apart else _append_run(holder, parts)


def _runs(pieces: list[Any]) -> list[tuple[bool, list[Any]]]:
    """Part what stands in a holder to blocks and runs between them; empty lines part runs too."""
    runs: list[tuple[bool, list[Any]]] = []
    run: list[Any] = []
    breaks = 0
    for piece in pieces:
        if isinstance(piece, str):
            if piece.strip():
                breaks = 0
            if piece:
                run.append(piece)
            continue
        if piece.tag == "br":
            breaks += 1
            if breaks < 2:
                run.append(piece)
                continue
        else:
            breaks = 0
            if not _is_block(piece):
                run.append(piece)
                continue
        runs.append((False, run))
        run = []
        if piece.tag != "br":
            runs.append((True, [piece]))
    return [(is_apart, parts) for is_apart, parts in (*runs, (False, run)) if parts]


def _append_run(holder: Any, run: list[Any]) -> None:
    """Append a run: as a paragraph if it prints something, else as it stands."""
    while run and not isinstance(run[-1], str) and run[-1].tag == "br":
        run.pop()
    length = sum(
        len(piece.strip() if isinstance(piece, str) else piece.text_content()) for piece in run
    )
    target = holder
    if length:
        target = html.Element("p")
        holder.append(target)
    for piece in run:
        if isinstance(piece, str):
            _append_text(target, piece)
        else:
            target.append(piece)


def _append_text(target: Any, text: str) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
