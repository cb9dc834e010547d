"""Raw articles for tests of the store: made up, distinct, with copies and near copies on demand."""

import random
from pathlib import Path

PLACES = [
    "Aldermoor",
    "Brackwater",
    "Castlehope",
    "Dunmere",
    "Eastfold",
    "Fernley",
    "Greyhaven",
    "Harrowgate",
]
THINGS = [
    "bridge",
    "library",
    "harbour",
    "school",
    "market",
    "station",
    "orchard",
    "theatre",
    "museum",
    "reservoir",
]
PEOPLE = [
    "mayor",
    "engineer",
    "teacher",
    "farmer",
    "doctor",
    "captain",
    "librarian",
    "baker",
    "pilot",
    "gardener",
]
VERBS = [
    "opened",
    "repaired",
    "visited",
    "measured",
    "praised",
    "questioned",
    "rebuilt",
    "described",
    "painted",
    "sold",
]
TIMES = [
    "yesterday",
    "today",
    "overnight",
    "recently",
    "quietly",
    "finally",
    "twice",
    "early",
    "late",
    "briefly",
]


def body(number: int, sentences: int = 14) -> str:
    """A text that no other number shares."""
    dice = random.Random(number)
    lines = [
        f"The {dice.choice(PEOPLE)} of {dice.choice(PLACES)} {dice.choice(TIMES)} "
        f"{dice.choice(VERBS)} the old {dice.choice(THINGS)} beside the {dice.choice(THINGS)}, "
        f"and a {dice.choice(PEOPLE)} from {dice.choice(PLACES)} {dice.choice(VERBS)} it again."
        for _ in range(sentences)
    ]
    half = sentences // 2
    return " ".join(lines[:half]) + "\n\n" + " ".join(lines[half:])


def near(number: int, version: int) -> str:
    """The text of a number with one more sentence: a near duplicate of it."""
    extra = f"The {PEOPLE[version % 10]} added that the {THINGS[version % 10]} would stay open."
    return body(number) + " " + extra


def article(number: int, text: str | None = None) -> str:
    """A whole raw article in plain text."""
    place = PLACES[number % len(PLACES)]
    return f"News from {place} number {number}\n\n{text or body(number)}\n"


def drop(raw: Path, name: str, text: str) -> Path:
    """Put a raw file into its folder."""
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
