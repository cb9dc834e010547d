"""Remains of Markdown, wiki mark-up and web pages: lines that hold no words of the article."""

import re2

__all__ = ["is_markup"]

_MARKUP = re2.compile(
    r"^(?:!\[[^\]]*\]\([^)]*\)\s*)+$"  # a picture
    r"|^\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)$"  # a picture that is a link
    r"|^\[[^\]]{1,40}\]: ?\S+.*$"  # a link definition
    r"|^\[#\]: .*$"  # a header kept in a link definition
    r"|^[-=*_~#+ ]{3,}$"  # a rule
    r"|^\[\[(?:File|Image|Category|Datei|Bild|Kategorie|Fichier|Archivo|Categoría|Categoria):[^\]]*\]\]$"
    r"|^\{\{[^{}]*\}\}$|^<!--.*-->$|^</?[a-zA-Z][^<>]*>$|^\[toc\]$"
)


def is_markup(line: str) -> bool:
    """Say whether a line is mark-up only.

    >>> is_markup("[1]: https://example.org/"), is_markup("======"), is_markup("Words.")
    (True, True, False)
    """
    return line[0] in "![-=*_~#+{<" and bool(_MARKUP.match(line))
