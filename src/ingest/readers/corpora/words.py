"""Corpora that keep each word apart with what is known of it: in columns, or with a tag behind it.

CoNLL's files, treebanks (CoNLL-U), vertical files of corpus workbenches, the Brown corpus and the
corpus of the People's Daily are of these kinds. Their texts are put together again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.corpora.joining import Word, joined
from ingest.readers.decoding import Decoded, decode
from ingest.readers.fields.mapping import given_of
from ingest.readers.part import Part, Record

__all__ = ["JOINED", "read_columns", "read_numbered", "read_tagged", "without_segments"]

JOINED = "words_joined"
"""Flag of a text whose spaces are guessed, because its corpus does not tell them."""
_MARK = re.compile(r"\s*<(/?)([A-Za-z][\w.-]{0,30})(\s[^<>]{0,4000})?(/?)>\s*$")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]{0,30})\s{0,9}=\s{0,9}["']([^"']{0,2000})["']""")
_COMMENT = re.compile(r"# ?([\w.]{2,30})(?:(?: ?id)? ?= ?(.*))?")
_DOCUMENTS = ("doc", "text", "file", "article", "story")
_PARAGRAPHS = ("p", "para", "head", "title")
_SENTENCES = ("s", "sentence")
_NO_SPACE = "SpaceAfter=No"
_TELLING = (_NO_SPACE, "<g/>", "<g />", "# text =")
"""How corpora say that no space follows a word."""
_LOOKED_AT = 20_000


@dataclass(slots=True)
class _Document:
    """One document as it is put together.

    Attributes:
        stated: what is said of it.
        paragraphs: sentences of each.
        words: of the sentence at hand.
        whole: the sentence at hand, where a comment says how it is printed.
        has_paragraphs: whether its paragraphs are marked; else each sentence is one.
        is_exact: whether spaces are told.
    """

    stated: dict[str, str] = field(default_factory=dict)
    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])
    words: list[Word] = field(default_factory=list)
    whole: str = ""
    has_paragraphs: bool = False
    is_exact: bool = False

    def end_sentence(self) -> None:
        """Put the words at hand together."""
        if text := self.whole or joined(self.words):
            self.paragraphs[-1].append(text)
        self.words, self.whole = [], ""

    def end_paragraph(self) -> None:
        """Begin another paragraph."""
        self.end_sentence()
        self.paragraphs.append([])
        self.has_paragraphs = True

    def text(self) -> str:
        """The text of all paragraphs."""
        self.end_sentence()
        between = " " if self.has_paragraphs else "\n\n"
        return "\n\n".join(filter(None, map(between.join, self.paragraphs)))


def read_columns(part: Part) -> Iterator[Record]:
    """Yield the documents of a file that has a word on each line."""
    decoded = decode(part.read(part.settings.max_document_bytes))
    index = 0
    for document in _documents(decoded.text):
        if record := _record(part, index, document, decoded):
            yield record
            index += 1
    if not index:
        raise Unreadable("no_article", "words in columns, but no text in them")


def _record(part: Part, index: int, document: _Document, decoded: Decoded) -> Record | None:
    text = document.text()
    if not text:
        return None
    flags = decoded.flags if document.is_exact else (*decoded.flags, JOINED)
    given = given_of(document.stated, "corpus") if document.stated else Given()
    return part.article(index, replace(decoded, text=text, flags=flags), given)


def _documents(text: str) -> Iterator[_Document]:
    document = _Document()
    at, tells = _column_of_words(text), any(sign in text for sign in _TELLING)
    document.is_exact = tells
    for line in map(str.rstrip, text.split("\n")):
        if not line.strip() or line.startswith(("<?", "<!")):
            document.end_sentence()
        elif (mark := _MARK.match(line)) is not None:
            if mark[2].lower() in _DOCUMENTS:
                yield document
                stated = dict(_ATTRIBUTE.findall(mark[3] or ""))
                document = _Document(stated, is_exact=tells)
            else:
                _heed(document, mark)
        elif line.startswith(("-DOCSTART-", "# newdoc")):
            yield document
            document = _Document(is_exact=tells)
        elif line.startswith("#\thttp"):
            document.end_sentence()
        elif line[:1] == "#" and (said := _COMMENT.match(line)) and "\t" not in line:
            _note(document, said[1], (said[2] or "").strip())
        elif (word := _word(line, at)) is not None:
            document.words.append(
                word._replace(is_glued=word.is_glued or (False if tells else None))
            )
    yield document


def _column_of_words(text: str) -> int:
    """The number of the column that holds the words: behind the numbers of words, if there are."""
    lines = text[:_LOOKED_AT].split("\n")[:-1]
    rows = [line for line in lines if line.strip() and line[0] not in "#<-"]
    cells = [row.partition("\t" if "\t" in row else " ")[0] for row in rows]
    return int(bool(cells) and all(cell[:1].isdigit() and cell[-1:].isdigit() for cell in cells))


def _heed(document: _Document, mark: re.Match[str]) -> None:
    name = mark[2].lower()
    if name == "g":
        document.words[-1:] = [word._replace(is_glued=True) for word in document.words[-1:]]
    elif name in _PARAGRAPHS:
        document.end_paragraph()
    elif name in _SENTENCES:
        document.end_sentence()


def _note(document: _Document, name: str, value: str) -> None:
    if name == "text" and value:
        document.whole = value
    elif name == "newpar":
        document.end_paragraph()


def _word(line: str, at: int) -> Word | None:
    """The word of a line; None for one that only repeats what others hold (`4.1`, `3-4`)."""
    cells = line.split("\t") if "\t" in line else line.split()
    if len(cells) <= at or (at and not cells[0].isdigit()):
        return None
    is_glued = True if _NO_SPACE in cells[-1] else None
    return Word(cells[at].strip(), is_glued)


_HAN = "\u3400-\u9fff\uf900-\ufaff"
_SEGMENTED = re.compile(
    rf"(?<=[{_HAN}，。、；：！？”“《》（）]) {{1,3}}(?=[{_HAN}，。、；：！？”“《》（）])"
)
_LETTER_OF_HAN = re.compile(rf"[{_HAN}]")


def without_segments(text: str) -> str:
    r"""Give a Chinese text without the spaces that a corpus sets between its words.

    >>> without_segments("市议会  批准  了  旧  市场  的  方案  。\n工程  下月  开始  。")
    '市议会批准了旧市场的方案。\n工程下月开始。'
    >>> without_segments("市议会批准方案 工程下月开始")
    '市议会批准方案 工程下月开始'
    """
    start = text[:_LOOKED_AT]
    letters = len(_LETTER_OF_HAN.findall(start))
    between = len(_SEGMENTED.findall(start))
    return _SEGMENTED.sub("", text) if between * 4 > letters and between >= _FEWEST else text


_FEWEST = 6
_TAGGED = re.compile(r"\[?(\S+)/[^\s/]+$")
_LINE_ID = re.compile(r"((\d{8})-\d{2,3}-\d{3})-\d{3}(?:/m)?\s+")


def read_tagged(part: Part) -> Iterator[Record]:
    """Yield the documents of a file in which a tag stands behind each word."""
    decoded = decode(part.read(part.settings.max_document_bytes))
    decoded = replace(decoded, flags=(*decoded.flags, JOINED))
    known, day, held, index = "", "", list[str](), 0
    for line in decoded.text.split("\n"):
        found = _LINE_ID.match(line)
        if found and found[1] != known and held:
            yield part.article(index, replace(decoded, text="\n\n".join(held)), _of_day(day))
            index, held = index + 1, []
        known, day = (found[1], found[2]) if found else (known, day)
        if text := _untagged(line[found.end() :] if found else line):
            held.append(text)
    if held:
        yield part.article(index, replace(decoded, text="\n\n".join(held)), _of_day(day))


def _of_day(day: str) -> Given:
    return Given(published_at=day, published_at_source="corpus" if day else "")


def _untagged(line: str) -> str:
    """A line of words without their tags."""
    found = (_TAGGED.match(piece) for piece in line.split())
    return joined(Word(word[1]) for word in found if word)


def read_numbered(part: Part) -> Iterator[Record]:
    """Refuse sentences, words or headlines with numbers: they follow no order of a text."""
    detail = "numbered lines of a corpus: sentences in no order, headlines, or counts of words"
    yield part.quarantined(0, "no_article", detail)
