"""Character-level mending of kept text: an ordered tuple of named steps, each from text to text."""

from collections.abc import Callable, Sequence

from ingest import text as t

__all__ = ["STEPS", "clean"]


def _paragraphs(text: str) -> str:
    return "\n\n".join(filter(None, (t.fold_space(line) for line in text.splitlines())))


STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("surrogates", t.replace_surrogates),
    ("combining_marks", t.cap_marks),
    ("composed", t.compose),
    ("white_space", _paragraphs),
)
"""The steps in their order, by the name under which `Anatomy.mended` reports them."""


def clean(pieces: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    r"""Mend the pieces of raw text that are body.

    Returns:
        The body, and the names of the steps that changed it.

    >>> clean(["One  line.\n", "\nAnother.\n"])
    ('One line.\n\nAnother.', ('white_space',))
    """
    text = "".join(pieces)
    mended = []
    for name, step in STEPS:
        after = step(text)
        if after != text:
            mended.append(name)
            text = after
    return text, tuple(mended)
