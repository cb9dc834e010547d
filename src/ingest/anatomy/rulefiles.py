"""The files in `rules/`, parsed once: the standard library takes a tenth of a second for them."""

import hashlib
import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from ingest.kernels.tablecache import Tables, cached

__all__ = ["codes", "either", "rule_file"]


def rule_file(name: str) -> dict[str, Any]:
    """Give what a file of `rules/` says, by its name without `.toml`; not to be changed."""
    found: dict[str, Any] = _parsed()[name]
    return found


def either(name: str, kind: str) -> str:
    """Write the entries of one kind in a file as the alternatives of a pattern, in their order.

    >>> either("datelines", "releases")
    'ots|pts'
    """
    return "|".join(rule_file(name)[kind])


def codes() -> list[str]:
    """List the languages that have a file, sorted."""
    return sorted(name for name in _parsed() if len(name) == 2)


@cache
def _parsed() -> dict[str, dict[str, Any]]:
    """Open what this version's files say, or parse them and keep it as JSON."""
    folder = resources.files("ingest.anatomy") / "rules"
    files = {entry.name: entry.read_bytes() for entry in folder.iterdir()}
    texts = {name: files[name] for name in sorted(files) if name.endswith(".toml")}
    mark = hashlib.sha256()
    for name, data in texts.items():
        mark.update(f"{name} {len(data)}\n".encode())
        mark.update(data)

    def build() -> Tables:
        parsed = {
            name.removesuffix(".toml"): tomllib.loads(data.decode("utf-8"))
            for name, data in texts.items()
        }
        return {"json": np.frombuffer(json.dumps(parsed).encode("utf-8"), np.uint8).copy()}

    kept = cached(f"rules-{mark.hexdigest()[:16]}", build)["json"]
    read: dict[str, dict[str, Any]] = json.loads(kept.tobytes())
    return read
