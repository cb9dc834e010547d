"""A view of a long text of JSON, of which one value is at hand."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.errors import Unreadable
from ingest.readers.fields.mendedjson import mend
from ingest.readers.fields.strictjson import is_flat, parse, parse_at

__all__ = ["MENDED", "Window"]

MENDED = "mended_json"
"""The flag of a value that was no JSON as it stood."""
_WHITE = re.compile(r"[ \t\n\r]*")


class Window:
    """A view of a long text that is read as needed, for the elements of one long list."""

    def __init__(self, chunks: Iterator[str], limit: int) -> None:
        """Begin at the first of `chunks`; no element may be longer than `limit` characters."""
        self._chunks = chunks
        self._limit = limit
        self._before = 0
        self._is_flat = True
        self.text = ""
        self.at = 0
        self.ended = False
        self.fault = ""
        self.is_cut = False

    def more(self) -> bool:
        """Forget what was passed, and read on; False at the end."""
        self._before += self.at
        self.text, self.at = self.text[self.at :], 0
        if len(self.text) > self._limit:
            raise Unreadable("too_large", f"offset {self._before}: an element over {self._limit}")
        wanted = max(1, len(self.text))
        blocks = [self.text]
        while wanted > 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                self.ended = True
                break
            blocks.append(chunk)
            wanted -= len(chunk)
        grown = len(blocks) > 1
        self.text = "".join(blocks)
        self._is_flat = is_flat(self.text, 0)
        return grown

    def next_sign(self) -> str:
        """Skip white space and give the sign after it, without passing it; "" at the end."""
        while True:
            self.at = _WHITE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self, flags: set[str]) -> Any:
        """Parse the value at hand, reading on while it is incomplete; mend it if it is no JSON.

        Of a value that was mended, `fault` says what was wrong; one that breaks off where the text
        ends sets `is_cut`, and what is given of it is whole elements of its longest list, or None.

        Args:
            flags: as `parse` has it; gets `MENDED` too.

        Raises:
            Unreadable: `malformed`, `too_deep`, `too_large`.
        """
        self.fault = ""
        while True:
            try:
                value, end = parse_at(self.text, self.at, flags, self._is_flat)
            except Unreadable as error:
                detail = self._shifted(error.detail)
                if error.reason != "malformed":
                    raise Unreadable(error.reason, detail) from None
                found = mend(self.text, self.at)
                if not (found and found.is_whole) and not self.ended and self.more():
                    continue
                if found is None:
                    raise Unreadable("malformed", detail) from None
                self.fault, self.is_cut, self.at = detail, not found.is_whole, found.end
                flags.add(MENDED)
                return parse(found.text, flags) if found.text else None
            if end < len(self.text) or self.ended or not self.more():
                self.at = end
                return value

    @property
    def passed(self) -> int:
        """Characters passed since the beginning."""
        return self._before + self.at

    def _shifted(self, detail: str) -> str:
        return f"{detail} (after {self._before} characters)" if self._before else detail
