"""Rich text (RTF): its text without its formatting, and title and author where it states them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.documents.docx_pdf import articles_of, authors_of, title_of
from ingest.readers.part import Part, Record

__all__ = ["read"]

DEEPEST = 500
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    r"|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    [
        *("fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "pict", "object"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
        *("themedata", "datastore", "latentstyles", "generator", "xmlnstbl", "rsidtbl", "filetbl"),
        *("info", "fldinst", "bkmkstart", "bkmkend", "annotation", "atnid", "atnauthor", "revtbl"),
        *("colorschememapping", "footnote", "mmathpr", "pgdsctbl", "wgrffmtfilter", "nonshppict"),
    ]
)
"""Groups whose text is not printed in the body of a document."""
_HIDING = ("deleted", "v")
"""What was deleted while changes were tracked, and what is hidden."""
_STATED = ("title", "author")
_SIGNS = {
    **dict.fromkeys(("par", "page", "sect", "row"), "\n\n"),
    "line": "\n",
    "tab": " ",
    "cell": " | ",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_ESCAPED = {"~": "\u00a0", "-": "", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n\n"}
_CHARSETS = {
    0: "cp1252",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_DOUBLE = frozenset(["cp932", "cp949", "gb18030", "cp950"])
_PAGES = {"936": "gb18030", "65001": "utf-8", "10000": "mac_roman", "10007": "mac_cyrillic"}


def read(part: Part) -> Iterator[Record]:
    """Yield the one article of a document, or those of an export of a news database."""
    data = part.read(part.settings.max_document_bytes).decode("latin-1")
    found = _Reading()
    for token in _TOKEN.finditer(data):
        found.take(token)
    found.flush()
    title, author = (" ".join(_paired(found.stated[name]).split()) for name in _STATED)
    paragraphs = (" ".join(p.split(" ")).strip() for p in _paired(found.printed).split("\n\n"))
    text = "\n\n".join(filter(None, paragraphs))
    if not text:
        raise Unreadable("no_article", "rich text without a text")
    given = Given(headline=title_of(title), authors=authors_of(author))
    yield from articles_of(part, Decoded(text, found.page), given)


def _paired(pieces: list[str]) -> str:
    """Join pieces; code points that are written as the two halves of UTF-16 become one."""
    text = "".join(pieces)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(slots=True)
class _Group:
    """What holds within braces: the encoding, where text goes, what stands for a code point."""

    encoding: str
    target: str = "printed"
    skip: int = 1
    hidden: bool = False


@dataclass(slots=True)
class _Reading:
    """A document as it is read, token by token."""

    page: str = "cp1252"
    group: _Group = field(default_factory=lambda: _Group("cp1252"))
    stack: list[_Group] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    printed: list[str] = field(default_factory=list)
    stated: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _STATED})
    pending: bytearray = field(default_factory=bytearray)
    waiting: int = 0

    def take(self, token: re.Match[str]) -> None:
        """Take the next token."""
        word, number, code, escaped, brace, text = token.groups()
        if code:
            self._byte(int(code, 16))
            return
        if text and self.pending and self._is_halved():
            self.pending.append(ord(text[0]) & 0xFF)
            text = text[1:]
        if not text or self.pending:
            self.flush()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, int(number or 0), number is not None)
        elif escaped == "*":
            self.group.target = ""
        elif escaped:
            self._put(_ESCAPED.get(escaped, ""))
        elif text:
            self._put(text)

    def flush(self) -> None:
        """Decode the bytes at hand."""
        if self.pending:
            data, self.pending = bytes(self.pending), bytearray()
            self._put(data.decode(self.group.encoding, "replace"))

    def _is_halved(self) -> bool:
        """Whether the bytes at hand end within a character of two, the other of which is plain."""
        if self.group.encoding not in _DOUBLE:
            return False
        try:
            bytes(self.pending).decode(self.group.encoding)
        except UnicodeDecodeError as error:
            return error.end == len(self.pending)
        return False

    def _byte(self, value: int) -> None:
        if self.waiting:
            self.waiting -= 1
        else:
            self.pending.append(value)

    def _put(self, text: str) -> None:
        if self.waiting:
            left = max(0, self.waiting - len(text))
            text, self.waiting = text[self.waiting :], left
        if self.group.hidden:
            return
        if self.group.target == "printed":
            self.printed.append(text)
        elif self.group.target in self.stated:
            self.stated[self.group.target].append(text)

    def _brace(self, brace: str) -> None:
        self.waiting = 0
        if brace == "{":
            if len(self.stack) > DEEPEST:
                raise Unreadable("too_deep", f"groups nested more than {DEEPEST} deep")
            self.stack.append(self.group)
            self.group = replace(self.group)
        elif self.stack:
            self.group = self.stack.pop()

    def _word(self, word: str, number: int, is_numbered: bool) -> None:
        group = self.group
        if word in _SIGNS:
            self._put(_SIGNS[word])
        elif word == "u":
            self._put(chr(number % 0x10000))
            self.waiting = group.skip
        elif word == "uc":
            group.skip = min(number, 9)
        elif word == "ansicpg":
            self.page = group.encoding = _known(_PAGES.get(str(number), f"cp{number}"))
        elif word == "mac":
            self.page = group.encoding = "mac_roman"
        elif word in _SKIPPED:
            group.target = ""
        elif word == "shptxt" and len(self.stack) > 1 and self.stack[-2].target == "printed":
            group.target = "printed"  # a text box, in a shape that is hidden from old programs
            self._put("\n\n")
        elif word in self.stated and len(self.stack) < 5 and group.target != "printed":
            group.target = word
        else:
            self._format(word, number, is_numbered)

    def _format(self, word: str, number: int, is_numbered: bool) -> None:
        if word == "fcharset":
            self.fonts[self.font] = _CHARSETS.get(number, self.page) if number else self.page
        elif word in {"f", "deff"} and is_numbered:
            self.font = number
            self.group.encoding = self.fonts.get(number, self.page)
        elif word in _HIDING:
            self.group.hidden = number != 0 or not is_numbered
        elif word == "plain":
            self.group.hidden = False


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "cp1252"
    return encoding
