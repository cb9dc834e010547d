"""Texts of messages: the richest part, without what mail programs put before and after it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import MIMEPart
from itertools import islice

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.mailheads import sender_of, without_forwarding
from ingest.readers.markup import fragment_text, is_markup, parse_html, text_of

__all__ = ["forwarded", "own_parts", "text_in_message"]

MAX_PARTS = 200
LONGEST_COVER = 600
"""A note before a forwarded article is no longer than that."""
LONGEST_SIGNATURE = 800
_HIDDEN = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all|max-height\s?:\s?0(?!\.)"
    r"|font-size\s?:\s?0(?:px|pt|em)?\s{0,3}(?:;|$|!)",
    re.IGNORECASE,
)
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
    best = html if len(html.text) > 2 * len(plain.text) else plain
    if "-----BEGIN PGP MESSAGE-----" in best.text[:200]:
        raise Unreadable("encrypted", "PGP")
    if not best.text.strip():
        raise _without_text(message, kinds)
    return replace(best, text=_without_signature(_without_armour(best.text)))


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
    declared = piece.get_content_charset("")
    found = decode(data, declared)
    text = found.text.replace("\r\n", "\n")
    if str(piece.get_param("format", "")).lower() == "flowed":
        text = _joined(text)
    return Decoded(text, found.encoding, found.flags)


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
    if not is_markup(text) or not (_HIDDEN.search(text) or " hidden" in text):
        return fragment_text(text)
    root = parse_html(text)
    if root is None:
        return fragment_text(text)
    for element in list(root.iter()):
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
            element.tag = "template"
    return text_of(root) or fragment_text(text)


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


_MARK = re.compile(
    r"^[ \t>]{0,9}(?:-{2,20}[ \t]?(?P<sort>forwarded message|original message"
    r"|weitergeleitete nachricht|urspr[üu]e?ngliche nachricht|message transf[ée]r[ée]"
    r"|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato"
    r"|messaggio originale|wiadomość przekazana|wiadomość oryginalna|oryginalna wiadomość"
    r"|mensagem encaminhada|mensagem original|doorgestuurd bericht|oorspronkelijk bericht"
    r"|пересылаемое сообщение|исходное сообщение|转发邮件信息|原始邮件|轉寄郵件|原始郵件)"
    r"[ \t]?-{2,20}|begin forwarded message:|anfang der weitergeleiteten nachricht:"
    r"|d[ée]but du message r[ée]exp[ée]di[ée][  ]?:|inizio messaggio inoltrato:"
    r"|inicio del mensaje reenviado:)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"[ \t>*]{0,9}(?P<name>[^\W\d_][\w -]{0,24}?)[ \t  ]?[:：]\**[ \t]*(?P<value>.*)$"
)
_LABELS = {
    "from": "from von de da od от 发件人 寄件者 寄件人 差出人 van från fra",
    "published_at": "date sent datum gesendet envoyé enviado inviato data fecha wysłano дата"
    " отправлено 日期 发送时间 寄件日期 verzonden skickat sendt 送信日時",
    "headline": "subject betreff objet asunto oggetto temat тема 主题 主旨 件名 onderwerp ämne emne"
    " assunto",
    "": "to cc an à para a do кому 收件人 aan till til reply-to kopie copie dw udw importance",
}
_MEANT = {label: field for field, labels in _LABELS.items() for label in labels.split()}


def forwarded(decoded: Decoded, given: Given) -> tuple[Decoded, Given]:
    """Give the text that a message forwards, and what is said of it; else what was given.

    Args:
        decoded: the text of the message.
        given: what its headers state.
    """
    subject = without_forwarding(given.headline)
    is_marked = subject != given.headline
    given = replace(given, headline=subject)
    mark = _MARK.search(decoded.text[: 2 * LONGEST_COVER])
    if mark is None or len(decoded.text[: mark.start()].strip()) > LONGEST_COVER:
        return decoded, given
    is_sure = mark["sort"] is None or not re.search(r"origin|ursp|исход|原始", mark["sort"].lower())
    said, rest = _block(decoded.text[mark.end() :])
    if not (is_sure or is_marked) or "from" not in said or len(rest) < LONGEST_COVER // 3:
        return decoded, given
    name, address = sender_of(said["from"].replace("[mailto:", "<").replace("]", ">"))
    date = said.get("published_at", "")
    return replace(decoded, text=rest, sound=False), replace(
        given,
        headline=without_forwarding(said.get("headline", "")) or given.headline,
        authors=(),
        publisher=name or address.rpartition("@")[2] or given.publisher,
        published_at=date or given.published_at,
    )


def _block(text: str) -> tuple[dict[str, str], str]:
    """Split the headers of a forwarded message from its text; lines may be one or two apart."""
    said: dict[str, str] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines[:30]):
        if not line.strip(" \t>"):
            if said and "headline" in said:
                return said, "\n".join(lines[number:]).strip()
            continue
        found = _LABEL.match(line)
        meant = _MEANT.get(found["name"].lower()) if found else None
        if found is None or meant is None:
            return said, "\n".join(lines[number:]).strip()
        said.setdefault(meant, found["value"].strip(" *"))
    return said, ""
