"""What archives and search engines put around the pages they keep: their bars, names and days."""

from functools import cache
from itertools import islice
from typing import Any

from ingest.readers.pages.blocks import key_of
from ingest.readers.rulefiles import rule_file

__all__ = ["unwrap"]

MAX_BAR = 2_000
"""Letters of the bar above a page that a search engine keeps."""
MOST_LOOKED_AT = 12


@cache
def _said(kind: str) -> frozenset[str]:
    return frozenset(rule_file("pagewrappers")[kind])


def unwrap(root: Any) -> None:
    """Remove what was put around a page by who keeps it.

    Args:
        root: the page; it is changed.
    """
    bars = _said("bars")
    for element in [one for one in root.iter("div", "table", "center") if one.get("id") in bars]:
        element.drop_tree()
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name in _NAMING and (element.get("content") or "").lower() in _said("keepers"):
            element.set("content", "")
    for element in list(islice(root.iter("table", "div"), MOST_LOOKED_AT)):
        if element.getparent() is not None and _is_bar(element):
            element.drop_tree()
            return


_NAMING = frozenset(["og:site_name", "twitter:site", "application-name"])


def _is_bar(element: Any) -> bool:
    """Whether an element says that what follows is the copy that a search engine keeps."""
    text = element.text_content()
    if len(text) > MAX_BAR:
        return False
    key = key_of(text)
    return "google" in key and any(key_of(phrase) in key for phrase in _said("copies"))
