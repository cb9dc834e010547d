"""Names of authors as sources write them: without "by", roles and addresses."""

import re

from ingest.readers.rulefiles import either, rule_file

__all__ = ["begins_like_a_byline", "is_account", "is_byline", "names_in", "posted_by"]

_BY = re.compile(
    rf"^(?:{either('people', 'by')})\s*[:：]?\s+"
    rf"|^(?:{either('people', 'by_unspaced')})\s*[:：／/]?\s*"
    rf"|^(?:{either('people', 'by_marked')})\s*[:：／/]\s*",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(rf"\s*(?:{either('people', 'titles_behind')})$")
_JOINED = re.compile(rf"\s*(?:;|\||·|•|、| [-–—] | (?:{either('people', 'joining')}) )\s*")
_ROLE = re.compile(rf",\s*(?:.*\b(?:{either('people', 'roles')})\b.*)$", re.IGNORECASE)
_ONLY_ROLE = re.compile(either("people", "alone"), re.IGNORECASE)
_PROMPT = re.compile(either("people", "prompts"), re.IGNORECASE)
_AGENCY = re.compile(r",\s*(?:[a-z]{2,4}(?:/[a-z]{2,5})?|[A-Z]{2,5})$")
"""An agency behind a name: "Ann Lee, dpa"."""
_NAMED_AGENCY = re.compile(rf",\s*(?:{either('people', 'agencies')})$", re.IGNORECASE)
_FOR = re.compile(rf"\s(?:{either('people', 'for')}) (?:{either('people', 'articles')})?[A-Z].*$")
_WHERE = re.compile(rf"(?<=\w\w) (?:{either('people', 'from')}) [A-Z][\w'’. -]{{1,30}}$")
"""Where someone writes from: "Ann Lee in New York"."""
_WITH = re.compile(
    rf"\s*[(（]\s*(?i:{either('people', 'with')})\s"
    rf"|\s(?:{either('people', 'with')})\s(?={either('people', 'agencies_helping')})"
)
_DAY = re.compile(
    r"\s+[^\W\d_]{3,9}\.? \d{1,2}(?:,? \d{4}\b.*)?$|\s+\d{1,2}\.? [^\W\d_]{3,9}\.?(?: \d{4}\b.*)?$"
)
_OPEN = re.compile(r"\s*\([\s)]*$")
"""Brackets whose address has been taken out."""
_TIME = re.compile(r"\b\d{4}\b|\d:\d\d|[!?！？。]|[:：]$")
"""What no name holds: a year, a time of day, the end of a sentence or of a label."""
MOST_WORDS = 8
MOST_WORDS_OF_ROLE = 4
LONGEST_WIDE_NAME = 8
"""Letters of a name with a title behind it, in scripts that are written without commas."""
_TURNED = re.compile(
    r"([^\W\d_][\w'’-]{1,30}(?: [\w'’-]{2,30})?), ([^\W\d_][\w'’.-]{0,30}(?: [\w'’.-]{1,30})?)"
)
"""A family name, a comma and a given name, as databases list several."""
_CODE = re.compile(r"\s*\([a-zäöü./]{2,5}\)?$|\s*/\s*[A-Za-z]{2,5}$")
_ADDRESS = re.compile(r"\S{0,80}@\S{1,80}|https?://\S+|www\.\S+")


_ACCOUNTS = frozenset(rule_file("people")["accounts"])


def is_account(name: str) -> bool:
    """Whether a name is an account that anybody may write under, not a person's.

    >>> is_account("Admin"), is_account("Super User"), is_account("Ann Lee")
    (True, True, False)
    """
    return name.casefold() in _ACCOUNTS


def is_byline(line: str) -> bool:
    """Whether a line begins as bylines do: with "by" in some language."""
    return _BY.match(line) is not None


_POSTED = re.compile(either("people", "posted"), re.IGNORECASE)
_CAPITALS = re.compile(rf"(?:[^\W\d_a-z][\w'’.-]*,?|{either('people', 'joining')})")


def begins_like_a_byline(text: str) -> bool:
    """Whether a line says by whom something is, and nothing else: names in capitals.

    >>> begins_like_a_byline("By Ann Lee and Bo Ek"), begins_like_a_byline("By the sea")
    (True, False)
    >>> begins_like_a_byline("By Ann Lee in Port Ellery"), begins_like_a_byline("Ann Lee, Reporter")
    (True, True)
    >>> begins_like_a_byline("박지훈 기자 park@a.example")
    True
    """
    text = _WHERE.sub("", _ADDRESS.sub("", text).rstrip())
    if (behind := _TITLE_AFTER.search(text)) and 1 < behind.start() <= LONGEST_WIDE_NAME:
        return True
    found = _BY.match(text)
    name, _, role = text.partition(", ")
    is_role = _ROLE.search(text) is not None and len(role.split()) <= MOST_WORDS_OF_ROLE
    words = (text[found.end() :] if found else name if is_role else "").split()
    return 1 < len(words) <= MOST_WORDS and all(map(_CAPITALS.fullmatch, words))


def posted_by(text: str) -> str:
    """Give what follows where the foot of an entry says who posted it; "" if it does not.

    >>> posted_by("Posted by Ann Lee at 8:12 AM"), posted_by("Posted on Friday")
    ('Ann Lee at 8:12 AM', '')
    """
    found = _POSTED.match(text)
    return text[found.end() :].strip(" :") if found else ""


def names_in(text: str) -> tuple[str, ...]:
    """Give the names in an author's field.

    >>> names_in("By Ann Lee and Bo Ek, staff writer")
    ('Ann Lee', 'Bo Ek')
    >>> names_in("By ANN LEE March 11, 2015 3:46 PM"), names_in("Ann Lee (avec Bo Ek et Jo Dahl)")
    (('ANN LEE',), ('Ann Lee', 'Bo Ek', 'Jo Dahl'))
    >>> names_in("Ann Lee, dpa; Bo Ek"), names_in("Harbour Herald with agencies")
    (('Ann Lee', 'Bo Ek'), ('Harbour Herald',))
    >>> names_in("by Ann Lee, Reuters"), names_in("Bo Ek, The Associated Press")
    (('Ann Lee',), ('Bo Ek',))
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
    for piece in (_NAMED_AGENCY.sub("", one) for one in _JOINED.split(_ROLE.sub("", text))):
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
