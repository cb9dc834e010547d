"""What a reader is given: bytes with a name, the limits, and the means to answer in records."""

import io
import re
from dataclasses import dataclass, replace
from typing import IO

from ingest.article import Given, Quarantined, RawArticle
from ingest.errors import Unreadable
from ingest.readers.blank import is_blank
from ingest.readers.decoding import Decoded, repaired
from ingest.settings import Settings

__all__ = [
    "HEAD_BYTES",
    "LZMA_SIGN",
    "MAX_DEPTH",
    "ZSTD_SIGNS",
    "Budget",
    "Part",
    "Record",
    "is_blank",
    "printable",
]

HEAD_BYTES = 1 << 16
"""So many bytes from the start decide the format."""
_JOINED = re.compile(r"[ \t]*(?<!\|)\|{5}(?!\||\s*\n\s*[|:-])[ \t]*")
"""What Multi-News prints between articles of one event; above a row of a table it is another."""
ZSTD_SIGNS = (b"\x28\xb5\x2f\xfd", *(bytes([n, 0x2A, 0x4D, 0x18]) for n in range(0x50, 0x60)))
"""How a frame of zstd begins: one of data, or one of those that are to be skipped (RFC 8878)."""
LZMA_SIGN = b"]\0\0"
"""How LZMA alone begins as programs pack it by default; it has no sign of its own."""
MAX_DEPTH = 3
"""Archives and compressions may be nested so deep."""
EXCERPT_CHARACTERS = 500

Record = RawArticle | Quarantined
"""What reading ends in: an article, or the reason why there is none."""


@dataclass(slots=True)
class Budget:
    """What one raw file may still unpack to, shared by everything nested in it.

    Attributes:
        left: bytes that decompression may still yield.
        limit: what `left` was at the start.
    """

    left: int
    limit: int

    def spend(self, count: int) -> None:
        """Take `count` unpacked bytes from the budget.

        Raises:
            Unreadable: `bomb`, when there is no more.
        """
        self.left -= count
        if self.left < 0:
            raise Unreadable("bomb", f"unpacks to more than {self.limit} bytes")


@dataclass(slots=True)
class Part:
    """A raw file, or something inside one (an archive's member, a decompressed stream).

    Attributes:
        name: source_path of its records.
        raw_hash: SHA-256 of the whole raw file, in hex.
        settings: the limits.
        budget: what the raw file may still unpack to.
        data: the bytes, when they are in memory.
        stream: else where they come from, at the first byte.
        head: the first bytes (at most `HEAD_BYTES`); the sniffer looks at nothing else.
        suffix: lower-case suffix without the dot; a hint at the format.
        depth: how many archives lie around it.
        compressed: how many compressions lie directly around it.
        source_format: what the sniffer took it for.
    """

    name: str
    raw_hash: str
    settings: Settings
    budget: Budget
    data: bytes | None = None
    stream: IO[bytes] | None = None
    head: bytes = b""
    suffix: str = ""
    depth: int = 0
    compressed: int = 0
    source_format: str = "unknown"

    def open(self) -> IO[bytes]:
        """Give the bytes from the first one on, as a stream; once, if they are not in memory."""
        if self.data is not None:
            return io.BytesIO(self.data)
        return self.stream if self.stream is not None else io.BytesIO()

    def read(self, limit: int = 0) -> bytes:
        """Give all bytes at once.

        Args:
            limit: at most so many bytes; 0 stands for `max_article_bytes`.

        Raises:
            Unreadable: `too_large`.
        """
        limit = limit or self.settings.max_article_bytes
        data = self.open().read(limit + 1) if self.data is None else self.data
        if len(data) > limit:
            raise Unreadable("too_large", f"{self.source_format} is read up to {limit} bytes")
        self.data = data
        return data

    def seekable(self) -> IO[bytes]:
        """Give the bytes as a stream that can seek; in memory if they come from a stream."""
        if self.data is None and self.stream is not None and not self.stream.seekable():
            self.read(self.settings.max_document_bytes)
        return self.open()

    def inside(self, name: str, stream: IO[bytes] | None, suffix: str) -> "Part":
        """Make the part that a stream inside this one is.

        Args:
            name: its source_path.
            stream: its bytes, at the first one; a buffered reader of at least `HEAD_BYTES`.
            suffix: suffix of its own name.
        """
        peek = getattr(stream, "peek", None)
        return Part(
            name=name,
            raw_hash=self.raw_hash,
            settings=self.settings,
            budget=self.budget,
            stream=stream,
            head=peek(HEAD_BYTES)[:HEAD_BYTES] if peek else b"",
            suffix=suffix,
            depth=self.depth,
            compressed=self.compressed,
        )

    def article(self, index: int, decoded: Decoded, given: Given | None = None) -> Record:
        """Answer with one record: the article, or why it is none.

        Args:
            index: its place in the part, from 0.
            decoded: its text, and how that was decoded.
            given: what the format states about it.
        """
        text, flags = decoded.text, decoded.flags
        text = _JOINED.sub("\n\n", text) if "|||||" in text else text
        limit = self.settings.max_article_bytes
        if len(text) > limit:
            return self.quarantined(index, "too_large", f"an article is read up to {limit} bytes")
        if is_blank(text):
            return self.quarantined(index, "blank", "it has no text", _shown(given))
        if not (decoded.sound or text.isascii()):
            mended = without_surrogates(text)
            if mended != text:
                text, flags = mended, (*flags, "lone_surrogates")
            mended = repaired(text)
            if mended != text:
                text, flags = mended, (*flags, "mojibake_repaired")
        return RawArticle(
            source_path=self.name,
            record_index=index,
            source_format=self.source_format,
            raw_hash=self.raw_hash,
            encoding=decoded.encoding,
            text=text,
            given=_sound(given) if given else _NOTHING,
            flags=flags,
        )

    def quarantined(
        self, index: int, reason: str, detail: str = "", shown: str = ""
    ) -> Quarantined:
        """Set a record aside.

        Args:
            index: its place in the part; -1 is the whole part.
            reason: a key of `REASONS`.
            detail: one line for a person.
            shown: what the excerpt is cut from; by default the first bytes of the part.
        """
        shown = shown or self.head[: 2 * EXCERPT_CHARACTERS].decode("utf-8", "replace")
        return Quarantined(
            source_path=self.name,
            record_index=index,
            source_format=self.source_format,
            raw_hash=self.raw_hash,
            stage="read",
            reason=reason,
            detail=" ".join(printable(detail).split())[:EXCERPT_CHARACTERS],
            excerpt=printable(shown)[:EXCERPT_CHARACTERS],
        )


_NOTHING = Given()


def without_surrogates(text: str) -> str:
    r"""Join surrogate pairs, and put U+FFFD for the lone ones.

    >>> without_surrogates("a\ud83d\ude00b\udfffc")
    'a😀b�c'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def printable(text: str) -> str:
    """Put a space or U+FFFD for what a row of a table cannot show."""
    sound = without_surrogates(text)
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in sound)


def _shown(given: Given | None) -> str:
    return " · ".join(filter(None, (given.headline, given.teaser, given.url))) if given else ""


def _sound(given: Given) -> Given:
    fields = {name: getattr(given, name) for name in Given.__slots__}
    if all(value.isascii() for value in fields.values() if isinstance(value, str)):
        return given
    mended = {name: _mended(value) for name, value in fields.items() if isinstance(value, str)}
    return replace(given, **mended, authors=tuple(map(_mended, given.authors)))


def _mended(value: str) -> str:
    return repaired(without_surrogates(value))
