"""XML that keeps a text in its smallest parts: OCR's lines and words, sentences of corpora.

ALTO and PAGE (scanned newspapers), LTF of the LDC, the test sets of WMT, NAF, and OPUS.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ingest.article import Given
from ingest.readers.corpora.joining import Word, joined
from ingest.readers.xmlsafe import find, local, text_in

__all__ = ["documents_in"]

Documents = Iterable[tuple[str, Given]]
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def documents_in(root: Any) -> tuple[str, Documents] | None:
    """Give the format of a document and the texts in it; None if it is none of these.

    Args:
        root: its root element.
    """
    name = local(root)
    if name in _READERS and (name != "dataset" or find(root, "doc", "src") is not None):
        return _READERS[name][0], _READERS[name][1](root)
    if name == "text" and find(root, "w") is not None:
        return "opus", _of_words(root)
    return None


def _named(root: Any, *names: str) -> Iterator[Any]:
    return (element for element in root.iter() if local(element) in names)


def _of_alto(root: Any) -> Documents:
    blocks = (map(_line_of_alto, _named(block, "textline")) for block in _named(root, "textblock"))
    yield "\n\n".join(filter(None, map(_lines_joined, blocks))), Given()


def _line_of_alto(line: Any) -> str:
    """The words of a line; of a word that goes on in the next line the whole, of its rest nothing.

    Where OCR does not say what the word is as a whole, its two parts stand as they are printed.
    """
    words = []
    for string in _named(line, "string"):
        part, whole = string.get("SUBS_TYPE", ""), string.get("SUBS_CONTENT", "")
        if not whole or part != "HypPart2":
            words.append(whole or string.get("CONTENT", ""))
    ends = any(local(e) == "hyp" for e in line) and not any(e.get("SUBS_CONTENT") for e in line)
    return " ".join(filter(None, words)) + ("-" if ends else "")


def _of_page(root: Any) -> Documents:
    regions = (
        (text_in(find(line, "textequiv", "unicode")) for line in _named(region, "textline"))
        for region in _named(root, "textregion")
    )
    yield "\n\n".join(filter(None, map(_lines_joined, regions))), Given()


def _lines_joined(lines: Iterable[str]) -> str:
    """Join the lines of a block; a hyphen at the end of one is that of a word if it is small."""
    text = ""
    for line in filter(None, lines):
        if text[-1:] in _HYPHENS and text[-2:-1].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text


_HYPHENS = frozenset("-¬\u00ad⸗=")


def _of_ltf(root: Any) -> Documents:
    for document in _named(root, "doc"):
        segments = (text_in(find(one, "original_text")) for one in _named(document, "seg"))
        found = [part for part in document.get("id", "").split("_") if len(part) == 8]
        day = next((part for part in found if part.isdigit()), "")
        yield (
            "\n\n".join(filter(None, segments)),
            Given(published_at=day, published_at_source="corpus" if day else ""),
        )


def _of_translations(root: Any) -> Documents:
    """Each document of a test set in the language it was written in."""
    for document in _named(root, "doc"):
        source = find(document, "src")
        if source is None:
            continue
        blocks = (map(text_in, _named(block, "seg")) for block in _named(source, "p"))
        paragraphs = [text for block in blocks if (text := " ".join(block))]
        is_told = len(paragraphs) > 1 and not paragraphs[0].endswith((".", "!", "?"))
        headline = paragraphs.pop(0) if is_told else ""
        language = source.get("lang") or document.get("origlang") or ""
        yield "\n\n".join(paragraphs), Given(headline=headline, language=language)


def _of_naf(root: Any) -> Documents:
    raw, about = find(root, "raw"), find(root, "filedesc")
    stated = dict(about.attrib) if about is not None else {}
    day = stated.get("creationtime", "")
    author = stated.get("author", "")
    yield (
        (raw.text or "").strip() if raw is not None else "",
        Given(
            headline=stated.get("title", ""),
            authors=(author,) if author else (),
            published_at=day,
            published_at_source="naf" if day else "",
            language=root.get(_LANGUAGE) or "",
        ),
    )


def _of_words(root: Any) -> Documents:
    paragraphs = list(_named(root, "p")) or list(_named(root, "s"))
    texts = (
        " ".join(
            joined(Word(text_in(word)) for word in _named(sentence, "w"))
            for sentence in (list(_named(paragraph, "s")) or [paragraph])
        )
        for paragraph in paragraphs
    )
    yield "\n\n".join(filter(None, texts)), Given()


_READERS: dict[str, tuple[str, Callable[[Any], Documents]]] = {
    "alto": ("alto", _of_alto),
    "pcgts": ("page", _of_page),
    "lctl_text": ("ltf", _of_ltf),
    "dataset": ("translations", _of_translations),
    "naf": ("naf", _of_naf),
}
