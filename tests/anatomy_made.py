"""A short way to take a text apart, and a short story, for the tests of anatomy."""

from ingest.anatomy import dissect
from ingest.article import Anatomy, RawArticle

CLOSES = "Harbour town votes to close ferry line"
VOTED = "The harbour town voted on Saturday to close its ferry line after forty years of service."
LEAVES = "The last boat leaves in autumn, and a farewell is planned on the pier."
BODY = f"{VOTED}\n\n{LEAVES}"


def apart(*blocks: str) -> Anatomy:
    """Take a text apart, given in blocks that an empty line divides."""
    text = "\n\n".join(blocks)
    found = dissect(RawArticle("drop/a.txt", 0, "text", "", "utf-8", text), frozenset())
    assert isinstance(found, Anatomy)
    return found
