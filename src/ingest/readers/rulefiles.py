"""The files in `rules/`: words of languages that readers look for, by what they read."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["either", "rule_file"]


@cache
def rule_file(name: str) -> dict[str, Any]:
    """Give what a file of `rules/` says, by its name without `.toml`; not to be changed."""
    path = resources.files("ingest.readers") / "rules" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def either(name: str, kind: str) -> str:
    """Write the entries of one kind in a file as the alternatives of a pattern, in their order.

    >>> either("mails", "above_answers")
    'origin|ursp|исход|原始'
    """
    return "|".join(rule_file(name)[kind])
