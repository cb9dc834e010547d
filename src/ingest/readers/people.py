"""Names of authors as sources write them: without "by", roles and addresses."""

import re

__all__ = ["is_account", "names_in"]

_BY = re.compile(
    r"^(?:(?:written |words |text |story |photos? |reported )?by|von|par|por|di|da|door|av|af|od"
    r"|(?:geschrieben|ein gastbeitrag|ein kommentar) von|écrit par|escrito por|scritto da"
    r"|skrevet av|skriven av|skrevet af|(?:posted|submitted|published|created) by"
    r"|(?:publicad[oa]|postado|enviado) por|(?:publié|rédigé|posté|soumis) par|pubblicato da"
    r"|(?:eingestellt|veröffentlicht|erstellt) von|(?:geplaatst|ingediend|geschreven) door"
    r"|(?:napisane|opublikowane|dodane) przez|muhabir|kirjoittaja"
    r"|autor(?:a|in)?|author|text|tekst|byline|автор(?:ы)?"
    r"|текст|от|yazan|oleh|penulis|reporter|redacción|por:|bởi|tác giả|γράφει(?: ο| η)?"
    r"|szerző|napsala?|pisze"
    r"|بقلم|كتبت?|إعداد|نویسنده|מאת|लेखक|द्वारा)\s*[:：]?\s+"
    r"|^(?:作者|记者|記者|本报记者|本報記者|撰文|撰稿|取材)\s*[:：／/]?\s*|^文\s*[:：／/]\s*",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    r"\s*(?:記者|记者|(?:\s(?:선임|수습|인턴|객원)?기자|\s특파원|\s논설위원))$"
)
"""What follows a name in Japanese, Chinese and Korean bylines."""
_JOINED = re.compile(
    r"\s*(?:;|\||·|•|、| [-–—] | & | and | und | et | y | e | og | och | en | и | ve | dan )\s*"
)
_ROLE = re.compile(
    r",\s*(?:.*\b(?:editor|reporter|correspondent|writer|staff|korrespondent|redakteur|journalist"
    r"|contributor|columnist|producer)\b.*)$",
    re.IGNORECASE,
)
_ONLY_ROLE = re.compile(
    r"(?:staff|senior|chief|political|news|freelance|guest|special|managing|deputy|associate|our)?"
    r" ?(?:staff )?(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|staff"
    r"|redakteur(?:in)?|korrespondent(?:in)?|redacción|redazione|redaktion)"
    r"|(?:ap|afp|reuters|upi|dpa) (?:[a-z]{3,15} )?(?:writer|reporter|correspondent|editor)s?"
    r"|(?:(?:news|wire) )?(?:agencies|wires|services)|agenturen|agences|agencias|agenzie"
    r"|with|mit|avec|con|com|met|med|and|und|et|og|och|en",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"(?:(?:view|see|read|get) )?(?:more|all) (?:articles?|posts?|stories|news|by|from)\b.*"
    r"|(?:view|see|read) (?:more|all|full|profile|bio|author)\b.*|about the authors?"
    r"|min(?:utes)? read|(?:posted|published|updated|follow) (?:on|by|at|us)"
    r"|follow|share|subscribe",
    re.IGNORECASE,
)
"""What pages print beside names, and programs that take pages apart list with them."""
_AGENCY = re.compile(r",\s*(?:[a-z]{2,4}(?:/[a-z]{2,5})?|[A-Z]{2,5})$")
"""An agency behind a name: "Ann Lee, dpa"."""
_FOR = re.compile(r"\s(?:for|für|pour|para|per) (?:the |die |le |la |el )?[A-Z].*$")
_WHERE = re.compile(r"(?<=\w\w) (?:in|à) [A-Z][\w'’. -]{1,30}$")
"""Where someone writes from: "Ann Lee in New York"."""
_WITH = re.compile(
    r"\s*[(（]\s*(?i:avec|with|mit|con|com|med|met)\s"
    r"|\s(?:avec|with|mit|con|com|med|met)\s(?=[Aa]gen|[Ww]ires|[A-Z]{2,5}(?:\s|$))"
)
_DAY = re.compile(
    r"\s+[^\W\d_]{3,9}\.? \d{1,2}(?:,? \d{4}\b.*)?$|\s+\d{1,2}\.? [^\W\d_]{3,9}\.?(?: \d{4}\b.*)?$"
)
_OPEN = re.compile(r"\s*\([\s)]*$")
"""Brackets whose address has been taken out."""
_TIME = re.compile(r"\b\d{4}\b|\d:\d\d|[!?！？。]|[:：]$")
"""What no name holds: a year, a time of day, the end of a sentence or of a label."""
MOST_WORDS = 8
_TURNED = re.compile(
    r"([^\W\d_][\w'’-]{1,30}(?: [\w'’-]{2,30})?), ([^\W\d_][\w'’.-]{0,30}(?: [\w'’.-]{1,30})?)"
)
"""A family name, a comma and a given name, as databases list several."""
_CODE = re.compile(r"\s*\([a-zäöü./]{2,5}\)?$|\s*/\s*[A-Za-z]{2,5}$")
_ADDRESS = re.compile(r"\S{0,80}@\S{1,80}|https?://\S+|www\.\S+")


_ACCOUNTS = frozenset(
    [
        *("admin", "administrator", "webmaster", "root", "user", "superuser", "super user"),
        *("guest", "test", "wordpress", "moderator", "editor", "staff", "newsroom"),
        *("redaktion", "redaktor", "redakcja", "redaktionen", "redazione", "redacción"),
        *("redaction", "rédaction", "redactie", "redaksi", "toimitus"),
    ]
)
"""Accounts that systems publish under, where nobody has entered a name."""


def is_account(name: str) -> bool:
    """Whether a name is an account that anybody may write under, not a person's.

    >>> is_account("Admin"), is_account("Super User"), is_account("Ann Lee")
    (True, True, False)
    """
    return name.casefold() in _ACCOUNTS


def names_in(text: str) -> tuple[str, ...]:
    """Give the names in an author's field.

    >>> names_in("By Ann Lee and Bo Ek, staff writer")
    ('Ann Lee', 'Bo Ek')
    >>> names_in("By ANN LEE March 11, 2015 3:46 PM"), names_in("Ann Lee (avec Bo Ek et Jo Dahl)")
    (('ANN LEE',), ('Ann Lee', 'Bo Ek', 'Jo Dahl'))
    >>> names_in("Ann Lee, dpa; Bo Ek"), names_in("Harbour Herald with agencies")
    (('Ann Lee', 'Bo Ek'), ('Harbour Herald',))
    >>> names_in("Ann Lee March 25, 2015"), names_in("Last updated: March 25, 2015")
    (('Ann Lee',), ())
    >>> names_in("Ann Lee in New York and Bo Ek")
    ('Ann Lee', 'Bo Ek')
    >>> names_in("Lee, Ann; Ek, Bo J.")
    ('Ann Lee', 'Bo J. Ek')
    """
    if "://" in text and " " not in text.strip():
        return ()
    text = _ADDRESS.sub(" ", " ".join(text[:1000].split()))
    text = _WITH.sub("; ", _BY.sub("", text.strip(" ,:-–—")))
    if ";" in text and all(turned := [_TURNED.fullmatch(one.strip()) for one in text.split(";")]):
        text = "; ".join(f"{one[2]} {one[1]}" for one in turned if one)
    pieces = []
    for piece in _JOINED.split(_ROLE.sub("", text)):
        alone = _AGENCY.sub("", piece) if " " in piece.partition(",")[0] else piece
        commas = [part.strip() for part in alone.split(",")]
        several = len(commas) > 1 and all(" " in part for part in commas if part)
        pieces += commas if several else [alone]
    names = (_BY.sub("", _OPEN.sub("", piece)).strip(" ,.:;-–—/【】（）[]") for piece in pieces)
    names = (_TITLE_AFTER.sub("", _FOR.sub("", _CODE.sub("", name))) for name in names)
    names = (_WHERE.sub("", name) for name in names)
    names = (_DAY.sub("", name if "(" in name else name.rstrip(")")) for name in names)
    return tuple(dict.fromkeys(name for name in names if _is_sound(name)))


def _is_sound(name: str) -> bool:
    if not 1 < len(name) < 80 or name.count(" ") >= MOST_WORDS or _TIME.search(name):
        return False
    if _PROMPT.fullmatch(name):
        return False
    return not (name.isdigit() or _ONLY_ROLE.fullmatch(name) or _BY.match(f"{name} "))
