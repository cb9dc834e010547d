"""Texts in XML whose words are elements of their own: their spaces are set as in print."""

from typing import Any

from ingest.readers.corpora.joining import Word, joined
from ingest.readers.xmlsafe import local

__all__ = ["join_words"]

_WORDS, _SPACE, _SENTENCE = frozenset(["w", "pc"]), "c", "s"
_TOUCHING = ("right", "both")


def join_words(root: Any) -> None:
    """Put the words of each sentence together in its element.

    Attributes say which words touch (`join`), or elements stand for spaces (`c`); else spaces are
    set as they are in print. Words that hold their spaces themselves are left as they are.

    Args:
        root: an element; its sentences (`s`) are changed.
    """
    sentences = [element for element in root.iter() if local(element) == _SENTENCE]
    tells = any(word.get("join") for one in sentences for word in one.iter() if _is_word(word))
    for sentence in sentences:
        words = [element for element in sentence.iter() if _is_word(element)]
        if words and (tells or not _are_spaced(words)):
            found = joined(_words(sentence, tells=tells))
            for child in list(sentence):
                sentence.remove(child)
            sentence.text = found


def _is_word(element: Any) -> bool:
    return local(element) in _WORDS


def _are_spaced(words: list[Any]) -> bool:
    """Whether words hold the spaces behind them, or stand apart as they are printed."""
    held = sum("".join(word.itertext())[-1:].isspace() for word in words)
    printed = any(word.tail == " " for word in words) and not all(word.tail for word in words[:-1])
    return 3 * held > len(words) or printed


def _words(sentence: Any, *, tells: bool) -> list[Word]:
    """The words of a sentence, with which of them touch where it is told."""
    has_spaces = any(local(element) == _SPACE for element in sentence.iter())
    found: list[Word] = []
    for element in sentence.iter():
        if _is_word(element):
            glued = element.get("join") in _TOUCHING if tells else True if has_spaces else None
            found.append(Word(" ".join("".join(element.itertext()).split()), glued))
        elif local(element) == _SPACE and found:
            found[-1] = Word(found[-1].text, False)
    return [word for word in found if word.text]
