r"""Texts whose signs a program has escaped once too often: \n, \u0441, &amp;eacute;, CDATA."""

import re
from html.entities import name2codepoint

__all__ = ["unescaped", "without_entities_of_entities"]

_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_FEWEST_CODES = 3
"""A text may speak of one; in one that was escaped all its letters are such."""
_LINE_END = re.compile(
    r"(?:(?<=[.!?…;,»”’\"')\]\s])|(?<=\\n)|(?<=[。！？」]))(?:\\r)?\\n|(?:\\r)?\\n(?=\\r|\\n)"
)
_TWICE = re.compile(r"&amp;(#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")
_CELL_END = re.compile(r"_x000[Dd]_")


def unescaped(text: str) -> str:
    r"""Give a text with the signs that it was written with; most texts as they are.

    >>> unescaped("It rained.\\n\\nThen it did not."), unescaped("Look in C:\\news.")
    ('It rained.\n\nThen it did not.', 'Look in C:\\news.')
    >>> unescaped("\\u0414\\u043e\\u043c"), unescaped("<![CDATA[One]]>")
    ('Дом', 'One')
    """
    if text.startswith("<![CDATA[") and text.rstrip().endswith("]]>"):
        text = text.rstrip()[9:-3]
    if "\\" in text and "<script" not in text:
        if len(_CODE.findall(text)) >= _FEWEST_CODES:
            halves = _CODE.sub(lambda code: chr(int(code[1], 16)), text)
            text = halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "\\n" in text and "\n" not in text:
            text = _LINE_END.sub("\n", text)
    return _CELL_END.sub("", text) if "_x000" in text else text


def without_entities_of_entities(text: str) -> str:
    """Give a text in which what stands for a sign was not escaped again.

    >>> without_entities_of_entities("Caf&amp;eacute; &amp;amp; bar, AT&amp;T; so")
    'Caf&eacute; &amp; bar, AT&amp;T; so'
    """
    return _TWICE.sub(_once, text) if "&amp;" in text else text


def _once(found: "re.Match[str]") -> str:
    return f"&{found[1]};" if found[1][0] == "#" or found[1] in name2codepoint else found[0]
