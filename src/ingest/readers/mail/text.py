"""Texts of messages: the richest part, without what mail programs put before and after it."""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import InvalidBase64LengthDefect
from email.message import MIMEPart
from functools import cache
from itertools import islice

from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.markup import fragment_text, is_markup, parse_html, text_of
from ingest.readers.rulefiles import either

__all__ = ["MAX_PARTS", "own_parts", "text_in_message"]

MAX_PARTS = 200
LONGEST_SIGNATURE = 800
_HIDDEN = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all|max-height\s?:\s?0(?![.\d])",
    re.IGNORECASE,
)
_TINY = re.compile(r"font-size\s?:\s?[01](?:px|pt|em)?\s{0,3}(?:;|$|!)", re.IGNORECASE)
"""Hides a text, but not the elements within: many newsletters are laid out so."""
_ARMOUR = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]+: [^\n]{0,200}\n){0,9}\n")
_ARMOUR_END = "\n-----BEGIN PGP SIGNATURE-----\n"
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")


def text_in_message(message: MIMEPart) -> Decoded:
    """The richest text of a message: its plain part unless the HTML part says much more.

    Raises:
        Unreadable: `binary`, `undecodable`, `encrypted`, `unsupported` or `no_article`.
    """
    plain, html = Decoded(""), Decoded("")
    kinds = list[str]()
    for piece in islice(own_parts(message), MAX_PARTS):
        kind = piece.get_content_type()
        if piece.is_multipart() or piece.get_content_disposition() == "attachment":
            kinds.append(kind)
        elif kind == "text/plain" and not plain.text:
            plain = _decoded(piece)
        elif kind == "text/html" and not html.text:
            found = _decoded(piece)
            html = replace(found, text=_shown(found.text), sound=False)
        else:
            kinds.append(kind)
    best = html if _says_more(html.text, plain.text) else plain
    if "-----BEGIN PGP MESSAGE-----" in best.text[:200]:
        raise Unreadable("encrypted", "PGP")
    if not best.text.strip():
        raise _without_text(message, kinds)
    return replace(best, text=_without_signature(_without_armour(best.text)))


def _says_more(html: str, plain: str) -> bool:
    """Whether to take the HTML part: it is longer, or the plain one is full of addresses."""
    if len(html) > 2 * len(plain):
        return True
    addresses = re.findall(r"https?://[^\s<>]{1,2000}", plain) if plain.count("http") > 2 else []
    return len(addresses) > 2 and 2 * len(html) > len(plain) - sum(map(len, addresses))


def _without_text(message: MIMEPart, kinds: list[str]) -> Unreadable:
    """Say why a message has no text."""
    sealed = next((kind for kind in kinds if kind in _SEALED), "")
    if sealed and message.get_param("smime-type") == "signed-data":
        return Unreadable("unsupported", "its text is within a signature (S/MIME)")
    if sealed or "multipart/encrypted" in kinds:
        return Unreadable("encrypted", sealed or "multipart/encrypted")
    if any(kind in _TNEF for kind in kinds):
        return Unreadable("unsupported", "its text is in a winmail.dat of Outlook (TNEF)")
    held = ", ".join(dict.fromkeys(kind for kind in kinds if not kind.startswith("multipart/")))
    return Unreadable("no_article", f"a message without a text{held and f', but with {held}'}")


def own_parts(message: MIMEPart) -> Iterator[MIMEPart]:
    """Parts of a message, without those of messages within it."""
    waiting = [message]
    while waiting:
        piece = waiting.pop()
        yield piece
        if piece.is_multipart() and piece.get_content_type() != "message/rfc822":
            waiting.extend(reversed(list(piece.iter_parts())))


def _decoded(piece: MIMEPart) -> Decoded:
    data = piece.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return Decoded("")
    is_cut = any(isinstance(one, InvalidBase64LengthDefect) for one in piece.defects)
    declared = piece.get_content_charset("")
    found = decode(_unpacked(data) if is_cut else data, declared)
    found = replace(found, flags=(*found.flags, "bad_base64")) if is_cut else found
    text = found.text.replace("\r\n", "\n")
    if str(piece.get_param("format", "")).lower() == "flowed":
        text = _joined(text)
    return Decoded(text, found.encoding, found.flags)


def _unpacked(packed: bytes) -> bytes:
    """Decode as much of base64 as is whole: the standard library leaves it alone if it is cut."""
    signs = re.sub(rb"[^A-Za-z0-9+/]", b"", packed)
    return base64.b64decode(signs[: len(signs) // 4 * 4])


def _joined(text: str) -> str:
    r"""Join the lines of a flowed text (RFC 3676): one that ends with a space goes on.

    >>> _joined("One \nline.\n-- \nAnn\n")
    'One line.\n-- \nAnn\n'
    """
    lines_ = text.split("\n")
    ends = ["" if line.endswith(" ") and line != "-- " else "\n" for line in lines_]
    return "".join(line + end for line, end in zip(lines_, ends, strict=True)).removesuffix("\n")


def _shown(text: str) -> str:
    """The prose of an HTML part, without what no reader of the message sees."""
    root = parse_html(text) if is_markup(text) else None
    if root is None:
        return fragment_text(text)
    for element in list(root.iter()):
        style = element.get("style") or ""
        is_tiny = "font-size" in style and not len(element) and _TINY.search(style)
        if "hidden" in element.attrib or is_tiny or _HIDDEN.search(style):
            element.tag = "template"
    return _without_pointer(text_of(root) or fragment_text(text))


@cache
def _pointer() -> "re.Pattern[str]":
    return re.compile(rf"(?:{either('mails', 'pointers')})\W{{0,4}}", re.IGNORECASE)


def _without_pointer(text: str) -> str:
    """Leave out the line of a newsletter that leads to its page, among its first five."""
    lines_ = text.split("\n\n", 5)
    return "\n\n".join(line for line in lines_ if not _pointer().fullmatch(line.strip()))


def _without_armour(text: str) -> str:
    """The text that is signed with PGP between its lines, if it is."""
    found = _ARMOUR.search(text[:2000])
    if found is None or _ARMOUR_END not in text:
        return text
    signed = text[found.end() : text.index(_ARMOUR_END)]
    return text[: found.start()] + re.sub(r"^- ", "", signed, flags=re.MULTILINE)


def _without_signature(text: str) -> str:
    r"""Leave out what follows the line of two hyphens and a space, if it is short.

    >>> _without_signature("The text.\n\n-- \nAnn Lee\n")
    'The text.\n'
    """
    at = text.rfind("\n-- \n")
    if at < 1 or len(text) - at > LONGEST_SIGNATURE or not text[:at].strip():
        return text
    return text[:at]
