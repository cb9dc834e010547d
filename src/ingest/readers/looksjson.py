"""How files of JSON begin: the questions about them that the table of `sniff` asks."""

import re

from ingest.readers.looks import Head, is_table
from ingest.readers.scripts import begins_as_script
from ingest.readers.suffixes import MARKDOWN

__all__ = ["is_json", "is_json_lines"]

_JSON_VALUE = re.compile(
    rb"""\{\s*(?:["}]|$)|\{\s{0,99}'[^'\n]{1,60}'\s?:|\[\s*(?:\[\s*){0,9}(?:["{\]]|$)"""
)
"""Doubled brackets before a word are the templates and links of a wiki."""


def is_json(head: Head) -> bool:
    """A JSON value, by its first signs or the suffix."""
    if head.suffix in MARKDOWN:  # it may have front matter in JSON
        return False
    if _JSON_VALUE.match(head.start):
        return True
    if head.suffix in _JSONS:
        return head.start[:1] in b'{["' or not is_table(head)
    return head.suffix in _SCRIPTS and begins_as_script(head.start.decode("utf-8", "replace"))


_JSONS = ("json", "geojson", "ninjs", "jsonp")
_SCRIPTS = ("js", "txt", "")


_BEGUN = re.compile(rb"[{\[][ \t\r]*\n")
_NEXT_OBJECT = re.compile(rb"\}\s*\n\s*\{")


def is_json_lines(head: Head) -> bool:
    """A JSON object on each line, by the first two or the suffix, unless none is on the first."""
    if head.suffix in {"jsonl", "ndjson", "jl"} or head.start[:2] == b"\x1e{":
        return _BEGUN.match(head.start) is None
    if head.start[:1] != b"{":
        return False
    line = head.start.partition(b"\n")[0].rstrip()
    return line.endswith(b"}") and bool(_NEXT_OBJECT.match(head.start, len(line) - 1))
