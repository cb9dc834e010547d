"""Words that a corpus keeps apart, put together as they are printed."""

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Word", "joined"]

_UNSPACED = (
    "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
"""Letters and signs of scripts that set no space between words: Chinese, Japanese, Thai and kin."""
_BEFORE_NONE = re.compile(
    r"[,.;:!?…%‰)\]}»”’›،؛؟।॥]+|['’](?:s|S|m|d|ll|re|ve|LL|RE|VE)|[nN]['’][tT]|\.\.\."
)
"""Signs and endings that follow a word without a space."""
_BEHIND_NONE = frozenset(["(", "[", "{", "«", "„", "“", "‘", "‹", "¿", "¡", "$", "£", "€"])
_WRITTEN = dict(
    zip(
        ["``", "''", "-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-", "-lrb-", "-rrb-"],
        ["“", "”", "(", ")", "[", "]", "{", "}", "(", ")"],
        strict=True,
    )
)
"""What treebanks write for brackets and quotes."""
_ENDS_UNSPACED = re.compile(rf"[{_UNSPACED}]$")
_BEGINS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


class Word(NamedTuple):
    """A word or sign.

    Attributes:
        text: as the corpus writes it.
        is_glued: whether the corpus says that no space follows; None where it says nothing.
    """

    text: str
    is_glued: bool | None = None


def joined(words: Iterable[Word]) -> str:
    """Put the words of one sentence together.

    >>> joined(map(Word, "`` It did n't rain , '' she said ( twice ) .".split()))
    "“It didn't rain,” she said (twice)."
    >>> joined([Word("3", True), Word("."), Word("märts")])
    '3. märts'
    >>> joined(map(Word, ["市议会", "批准", "了", "方案", "。"]))
    '市议会批准了方案。'
    """
    text, is_glued, is_open = "", None, False
    for word in words:
        piece = _WRITTEN.get(word.text, word.text)
        glues = word.is_glued
        if piece == '"':
            is_open = not is_open
            glues = True if is_open and glues is None else glues
            bound = not is_open
        else:
            bound = _BEFORE_NONE.fullmatch(piece) is not None or piece == "”"
        if text and not _is_bound(text, piece, is_glued, bound):
            text += " "
        text += piece
        is_glued = glues if glues is not None else (True if piece in _BEHIND_NONE else None)
    return text


def _is_bound(text: str, piece: str, is_glued: bool | None, bound: bool) -> bool:
    """Whether a piece stands directly behind what is there."""
    if is_glued is not None:
        return is_glued
    unspaced = _ENDS_UNSPACED.search(text) and _BEGINS_UNSPACED.match(piece)
    return bound or unspaced is not None
