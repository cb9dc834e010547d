"""Print figures beside their floors; shared by `language.py` and `measures.py`."""

import json
import sys
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def finish(figures: dict[str, float], *, check: bool) -> None:
    """Print the figures; with `check`, exit 1 if one is beyond its floor or ceiling.

    A floor is a number, or {"at_least": number, "at_most": number} with either left out.
    """
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failed = False
    for name, value in figures.items():
        floor = floors.get(name, {})
        bounds = floor if isinstance(floor, dict) else {"at_least": floor}
        bad = value < bounds.get("at_least", value) or value > bounds.get("at_most", value)
        failed |= bad
        print(f"{name:50} {value:10.4f}  {'BEYOND ' if bad else ''}{bounds or ''}")
    if check and failed:
        sys.exit(1)
