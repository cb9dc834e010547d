"""Articles that a message forwards: their text, and what the lines before it say of them."""

import re
from dataclasses import replace

from ingest.article import Given
from ingest.readers.decoding import Decoded
from ingest.readers.mailheads import sender_of, without_forwarding

__all__ = ["forwarded"]

LONGEST_COVER = 600
"""A note before a forwarded article is no longer than that."""
_MARK = re.compile(
    r"^[ \t>]{0,9}(?:-{2,20}[ \t]?(?:forwarded message|original message"
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
_BARE = re.compile(
    r"^(?=(?:From|Von|De|Da|Od|От|发件人|Van):[ \t][^\n]{1,300}\n{1,2}"
    r"(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Data|Wysłano|Отправлено|发送时间|Verzonden)\b)",
    re.MULTILINE,
)
"""Where the headers of a forwarded message begin that no line announces."""
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
    start = decoded.text[: 2 * LONGEST_COVER]
    mark = _MARK.search(start) or (_BARE.search(start) if is_marked else None)
    if mark is None or len(decoded.text[: mark.start()].strip()) > LONGEST_COVER:
        return decoded, given
    is_sure = not re.search(r"origin|ursp|исход|原始", mark[0].lower())
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


def _meant(label: str) -> str | None:
    """The field that a label is of, by its whole or by its first word: Gesendet am."""
    words = label.lower().split()
    return _MEANT.get(" ".join(words), _MEANT.get(words[0]) if len(words) == 2 else None)


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
        meant = _meant(found["name"]) if found else None
        if found is None or meant is None:
            return said, "\n".join(lines[number:]).strip()
        said.setdefault(meant, found["value"].strip(" *"))
    return said, ""
