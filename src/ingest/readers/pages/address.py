"""Where a page that was saved or archived comes from."""

import re

__all__ = ["original", "saved_from"]

_SAVED = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,9}url:\s)"
    r"\s{0,9}(https?://[^\s<>\"]{4,2000})",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|wayback\.archive-it\.org/\d{1,9}|webarchive\.[\w.]{4,60})"
    r"/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)"
)


def saved_from(text: str) -> str:
    """Give the address that a browser wrote above a page it saved; "" if there is none.

    >>> saved_from("<!-- saved from url=(0022)https://a.example/news -->")
    'https://a.example/news'
    """
    found = _SAVED.search(text, 0, 4096)
    return found[1] if found else ""


def original(url: str) -> str:
    """Give the address of a page that an archive of the web has under an address of its own.

    >>> original("https://web.archive.org/web/20260304101500/https://a.example/1")
    'https://a.example/1'
    """
    found = _ARCHIVED.match(url)
    return url[found.end() :] if found else url
