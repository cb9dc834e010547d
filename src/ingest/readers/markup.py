"""HTML to text: a bounded parser, and paragraphs as a browser would set them apart."""

import re
from html import unescape
from typing import Any

from lxml import etree, html

from ingest.readers.escapes import unescaped, without_entities_of_entities

__all__ = ["BLOCKS", "fragment_text", "is_markup", "parse_html", "strip_tags", "text_of"]

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a line (HTML Living Standard, rendering: display block)."""
HIDDEN = frozenset(
    [
        *("applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "head"),
        *("iframe", "input", "link", "map", "meta", "noscript", "object", "param", "rp"),
        *("script", "select", "source", "style", "svg", "template", "textarea", "track", "video"),
    ]
)
"""Elements whose text is not prose."""
_MARKS = ("<p", "<br", "<div", "<span", "<a ", "</", "<li", "<img", "<h1", "<h2", "<b>", "<i>")


def parse_html(text: str) -> Any:
    """Parse a page; the root element, or None if there is no element in it.

    Nothing is fetched, comments are dropped, nesting is limited by the parser. What follows the end
    of the page belongs to it, and so does what is for browsers without frames.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    data = _bounded(_whole(text.replace("\0", ""))).encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


_END = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
_FRAMES = re.compile(r"</?(?:noframes|frameset)\b[^<>]{0,400}>", re.IGNORECASE)


def _whole(text: str) -> str:
    """Take out the ends of a page where more follows: the parser stops there, browsers go on.

    >>> _whole("<body><p>One</body></html><p>Two")
    '<body><p>One<p>Two'
    """
    ends = [at for end in ("</html", "</HTML") if (at := text.find(end)) >= 0]
    if ends and _ELEMENT.search(text, min(ends)):
        text = _END.sub("", text)
    if "<noframes" in text or "<NOFRAMES" in text:
        text = _FRAMES.sub("", text)
    return text


_ELEMENT = re.compile(r"<[A-Za-z]")
_LONG_TAG = re.compile(r"<[^<>]{30000,}")
MAX_ATTRIBUTES = 1_000


def _bounded(text: str) -> str:
    """Cut tags of very many attributes: the parser compares each with all before it."""
    if len(text) < 30_000:
        return text
    return _LONG_TAG.sub(
        lambda tag: (
            tag[0] if tag[0].count("=") + tag[0].count(" ") < MAX_ATTRIBUTES else tag[0].split()[0]
        ),
        text,
    )


def is_markup(text: str) -> bool:
    """Whether a string is an HTML fragment rather than plain text.

    >>> is_markup("<p>One</p>"), is_markup("a < b and b > c")
    (True, False)
    """
    if "<" not in text:
        return False
    start = text[:4096].lower()
    return any(mark in start for mark in _MARKS)


def fragment_text(text: str) -> str:
    r"""Give the prose of an HTML fragment, or the text itself if it is none.

    A fragment of which all signs were escaped, once or twice, is still one.

    >>> fragment_text("<p>One<br>two</p><p>Three &amp; four</p><script>x</script>")
    'One\ntwo\n\nThree & four'
    >>> fragment_text("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;/p&gt;")
    'One\n\nTwo & three'
    """
    text = without_entities_of_entities(unescaped(text))
    for _ in range(_ESCAPED):
        if not text.lstrip().startswith(("&lt;", "&amp;lt;")) or not text.rstrip().endswith("gt;"):
            break
        text = unescape(text)
    if not is_markup(text):
        return html.fromstring(f"<p>{text}</p>").text_content() if _has_entity(text) else text
    root = parse_html(_with_paragraphs(text))
    found = text_of(root) if root is not None else ""
    return found or strip_tags(text)


_BLOCK = re.compile(r"<(?:p|br|div|td|pre|html|body|section|article)[\s/>]", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def _with_paragraphs(text: str) -> str:
    r"""Mark paragraphs where a fragment sets words apart, but leaves them to lines.

    >>> _with_paragraphs("One <b>line</b>.\n\nTwo."), _with_paragraphs("<p>One\n\nline.</p>")
    ('One <b>line</b>.<p>Two.', '<p>One\n\nline.</p>')
    >>> _with_paragraphs("One <b>line</b>.\nTwo."), _with_paragraphs("One\n<b>line</b>.")
    ('One <b>line</b>.<p>Two.', 'One\n<b>line</b>.')
    """
    if "\n" not in text or _BLOCK.search(text):
        return text
    text = text.replace("\r\n", "\n")
    if _EMPTY_LINE.search(text.strip()):
        return _EMPTY_LINE.sub("<p>", text)
    *lines, _ = text.strip().split("\n")
    ended = sum(_LINE_ENDS.search(line) is not None for line in lines)
    return "<p>".join(text.split("\n")) if lines and 3 * ended >= 2 * len(lines) else text


_LINE_ENDS = re.compile(r"""[.!?…:。！？।؟]["'»”’)\]]{0,2}\s{0,4}(?:<[^<>]{0,200}>\s{0,4}){0,3}$""")


_ESCAPED = 2
"""So many times signs of markup may have been escaped."""


def _has_entity(text: str) -> bool:
    at = text.find("&")
    return at >= 0 and ";" in text[at : at + 12] and "<" not in text


def text_of(root: Any) -> str:
    """Give the prose below an element; blocks are separated by a blank line.

    Args:
        root: an lxml element.
    """
    lines: list[str] = []
    line: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in HIDDEN:
                walk.skip_subtree()
                continue
            _break(tag, lines, line)
            if isinstance(element.tag, str) and element.text:
                line.append(element.text)
        else:
            if tag not in HIDDEN:
                _break(tag if tag != "br" else "", lines, line)
            if element is not root and element.tail:
                line.append(element.tail)
    _break("p", lines, line)
    return "\n\n".join(lines)


def _break(tag: str, lines: list[str], line: list[str]) -> None:
    if tag == "br":
        line.append("\0")
    elif tag in BLOCKS:
        whole = " ".join("".join(line).split())
        for paragraph in _EMPTY_LINES.split(whole) if "\0" in whole else [whole]:
            found = "\n".join(filter(None, map(str.strip, paragraph.split("\0"))))
            if found:
                lines.append(found)
        line.clear()


_EMPTY_LINES = re.compile(r"\0(?: ?\0)+")
"""Two ends of a line, one behind the other, stand for the end of a paragraph."""


def strip_tags(text: str) -> str:
    """Drop whatever stands between < and >, in one pass; for what the parser gives up on.

    >>> strip_tags("<b>deep</b> <i>text")
    'deep text'
    """
    kept: list[str] = []
    for piece in text.split("<"):
        _, closed, after = piece.partition(">")
        kept.append(after if closed else piece if not kept else "")
    return "".join(kept).strip()
