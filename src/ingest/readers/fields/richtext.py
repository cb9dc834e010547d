"""Bodies that JSON keeps in pieces: lists of paragraphs, blocks of editors, trees of nodes."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from ingest.readers.markup import fragment_text

__all__ = ["body_text", "in_one_language", "is_line"]

_TEXTS = (
    *(
        "rendered",
        "processed",
        "value",
        "text",
        "content",
        "html",
        "main",
        "full",
        "#text",
        "@value",
        "data",
    ),
    *("children", "nodes", "paragraphs", "elements", "items", "blocks", "body", "document"),
    *("contentHtml", "contentText", "root", "ops", "form", "sentence"),
)
"""Where the text of a piece is, in the order of preference."""
_BEFORE = ("summary", "headline", "title", "heading")
"""What a section has before its paragraphs."""
_SECTIONS = ("sections", "paragraphs")
_NO_PROSE = (
    *("image", "video", "audio", "embed", "gallery", "media", "photo", "picture", "oembed"),
    *("advert", "related", "promo", "interstitial", "newsletter", "social", "iframe", "divider"),
)
_ABOUT = ("kicker", "byline", "author", "author_info")
"""Kinds of piece that say something of the article."""
_LINES = (
    *("paragraph", "heading", "block", "listitem", "list-item", "list_item", "text", "link", "p"),
    *("h1", "h2", "h3", "h4", "li", "a", "span", "unstyled", "hyperlink"),
)
"""Kinds of piece whose inner pieces stand on one line."""
DEEPEST = 40
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2}|-[A-Z][a-z]{3})?")


def body_text(value: Any, is_line: bool = False, depth: int = 0) -> str:
    r"""Give the text of a value in any of these forms; "" if it has none.

    Args:
        value: a string, perhaps markup; a list; or an object.
        is_line: the pieces of a list are parts of one paragraph.
        depth: how deep it stands in the whole.

    >>> body_text([{"type": "p", "children": [{"text": "One "}, {"text": "line."}]}, "Another."])
    'One line.\n\nAnother.'
    """
    if isinstance(value, str):
        delta = _delta_of(value) if value[:8].replace(" ", "").startswith('{"ops"') else None
        return fragment_text(_inside(value)) if delta is None else body_text(delta, depth=depth + 1)
    if depth > DEEPEST:
        return ""
    if isinstance(value, Mapping):
        return _piece(in_one_language(value), depth + 1)
    return _pieces_joined(value, is_line, depth) if isinstance(value, (list, tuple)) else ""


_BODY = re.compile(r"<((?:\w{1,9}:)?(?:bodyText|body\.content))[\s>]")


def _inside(value: str) -> str:
    """The body of a document in XML (NITF within an entry); any other string as it is."""
    found = _BODY.search(value, 0, _HEAD_OF_DOCUMENT) if value[:1] == "<" else None
    end = value.rfind(f"</{found[1]}") if found else -1
    return value[found.start() : end] if found and end > 0 else value


_HEAD_OF_DOCUMENT = 20_000


def _pieces_joined(items: Sequence[Any], is_line: bool, depth: int) -> str:
    """The text of a list: paragraphs, or pieces of one."""
    if items and all(isinstance(item, Mapping) and "insert" in item for item in items):
        return _of_delta(items)
    pieces = [body_text(item, is_line, depth + 1) for item in items]
    if is_line or _is_running(items):
        return "".join(pieces)
    if all(isinstance(item, str) for item in items):
        return _lines_joined(pieces)
    return "\n\n".join(filter(None, pieces))


def _is_running(items: Sequence[Any]) -> bool:
    """Whether pieces are those of a message: bare text, and words in it that are set apart."""
    inner = [item for item in items if isinstance(item, Mapping)]
    return 0 < len(inner) < len(items) and all(_kind(item) in _INLINE for item in inner)


_INLINE = frozenset(
    [
        *("bold", "italic", "underline", "strikethrough", "link", "text_link", "mention", "plain"),
        *("mention_name", "hashtag", "cashtag", "code", "pre", "email", "phone", "bot_command"),
        *("custom_emoji", "spoiler", "bank_card"),
    ]
)
"""Kinds of words within a message, as Telegram names them."""
_GOES_ON = re.compile(r"\s*[^\W\d_A-Z]|\s*[,.;:!?)»”’%]")
_ENDED = re.compile(r"[.!?…:।。！？\"'»”’)\]]\s*$|\n\s*$")


def _lines_joined(pieces: Sequence[str]) -> str:
    """Join strings as paragraphs; but those that a crawler found within one go on in it."""
    text = ""
    for piece in filter(str.strip, pieces):
        if not text:
            text = piece.lstrip()
        elif _ENDED.search(text) or piece[:1] == "\n" or not _goes_on(piece):
            text = f"{text.rstrip()}\n\n{piece.lstrip()}"
        else:
            text += piece
    return text.strip()


def _goes_on(piece: str) -> bool:
    found = _GOES_ON.match(piece)
    return found is not None and (not found[0][-1].isalpha() or found[0][-1].islower())


def _piece(value: Mapping[str, Any], depth: int) -> str:
    kind = _kind(value)
    if kind in _ABOUT or any(sign in kind for sign in _NO_PROSE):
        return ""
    for name in _SECTIONS:
        if isinstance(value.get(name), list):
            parts = [*(value.get(before) for before in _BEFORE), value[name]]
            return "\n\n".join(filter(None, (body_text(part, depth=depth) for part in parts)))
    texts = (body_text(value[name], kind in _LINES, depth) for name in _TEXTS if value.get(name))
    only = next(iter(value.values())) if len(value) == 1 else None
    found = next(filter(None, texts), "")
    return found or (body_text(only, depth=depth) if isinstance(only, str) else "")


def in_one_language(value: Any) -> Any:
    """Give the value under the first language of an object that has one for each language.

    >>> in_one_language({"en-US": "Bridge", "de": "Brücke"}), in_one_language({"id": "Bridge"})
    ('Bridge', {'id': 'Bridge'})
    """
    if not isinstance(value, Mapping) or not value:
        return value
    tagged = any(isinstance(name, str) and "-" in name for name in value)
    if tagged and all(isinstance(name, str) and _LANGUAGE.fullmatch(name) for name in value):
        return next(iter(value.values()))
    return value


def is_line(value: Mapping[str, Any]) -> bool:
    """Say whether an object is a paragraph, a heading or the like, as editors keep them."""
    return _kind(value) in _LINES


def _delta_of(value: str) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(value)
    return None


def _of_delta(inserts: Sequence[Mapping[str, Any]]) -> str:
    """The text of what Quill keeps: pieces one behind another, lines of which are paragraphs."""
    pieces = (item["insert"] for item in inserts)
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    return "\n\n".join(filter(None, map(str.strip, text.split("\n"))))


def _kind(value: Mapping[str, Any]) -> str:
    kinds = (value.get(name) for name in ("type", "_type", "nodeType", "__typename", "kind"))
    return next((kind.lower() for kind in kinds if isinstance(kind, str)), "")
