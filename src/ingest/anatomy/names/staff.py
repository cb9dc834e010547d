"""Lines of who made an article, in Chinese: outlets, roles and names with few signs between.

A line is divided at its roles ("记者", "編輯", "图"); every piece between them must then be told as
a name, an outlet, a desk or where the report comes from. Nothing is read from any other line.
"""

import re

from ingest.anatomy.names.staff_words import (
    FLAT,
    LONGEST_OUTLET,
    Staff,
    and_between,
    apart,
    cities,
    described,
    ends_as_outlet,
    is_chinese_name,
    is_family,
    kind_of,
    letters,
    roles,
    sent,
    sent_from,
    words,
)

__all__ = ["LONGEST_STAFF", "Staff", "read_names", "read_staff"]

LONGEST_STAFF = 120
"""Longest line, in characters, that is read."""

_DATE = re.compile(
    r"^(?:(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ ,|]*|\d{1,2}:\d{2}(?::\d{2})?[ ,|]*)+"
)
_LONE = re.compile(r"(?<![^\s/|:、,;()])([一-鿿]) +([一-鿿])(?![^\s/|:、,;()])")
"""A name of two signs, printed as wide as one of three: "王　强"."""
_NOT_CHINESE = re.compile(r"[\u3040-\u30ff\uac00-\ud7a3]")
_BEFORE_ROLE = re.compile(r"/ ?$")
_NAME_AND_TOWN, LONGEST_NAME_AND_TOWN = 5, 6
"""Signs of a name of three and an unknown town behind it."""
_SIGNS = frozenset("/|:、")
_ENDS_APART = frozenset(" /|:、,;()")


class _Reading:
    """A line while it is read, piece by piece."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.names: dict[str, list[str]] = {
            kind: [] for kind in ("authors", "editors", "others", "pictures")
        }
        self.outlets: list[str] = []
        self.sent = False

    def outlet(self, piece: str) -> bool:
        """Keep an outlet, without what says that it reports; True if it may be one."""
        name = described().sub("", piece.strip('《》“”"-· '))
        if name and name[0] not in letters("posted") and name not in words("before"):
            self.outlets.append(name)
        return len(piece) <= LONGEST_OUTLET and not piece.startswith(tuple(words("calls")))

    def read_all(self, chunk: str, kind: str, *, sure: bool = True) -> bool:
        """Tell all pieces of a chunk."""
        return all(self.read(piece, kind, sure) for piece in apart(chunk))

    def read(self, piece: str, kind: str, sure: bool) -> bool:
        """Tell a piece behind a role; False if it cannot be told."""
        known = self.names[kind]
        if piece in words("before") or piece.partition("·")[0].endswith(tuple(words("desks"))):
            return True
        if sent().search(piece):
            return self._sentence(piece, known)
        if sent_from().fullmatch(piece) or cities().fullmatch(piece):
            return True
        name = piece.removesuffix(letters("others_too"))
        if is_chinese_name(name) and (sure or known or is_family(name)):
            known.append(name)
            return True
        if ends_as_outlet(piece):
            return kind == "pictures" or self.outlet(piece)
        return self._several(piece, known)

    def _is_beside(self, piece: str, known: list[str]) -> bool:
        """Whether what stands before the verb is one more name, and no place behind a slash."""
        between = self.plain[self.plain.find(known[-1]) : self.plain.find(piece)] if known else "、"
        return "/" not in between and "、" in between

    def _several(self, piece: str, known: list[str]) -> bool:
        """Names with "and" between them."""
        names = and_between().split(piece)
        if len(names) == 1 or not all(is_chinese_name(name) and is_family(name) for name in names):
            return False
        known += names
        return True

    def _sentence(self, piece: str, known: list[str]) -> bool:
        """Where a report comes from, perhaps with a name before it: "王小明台北報導"."""
        self.sent = True
        whole = sent().sub("", piece)
        rest = cities().sub("", whole)
        if not known and _NAME_AND_TOWN <= len(rest) <= LONGEST_NAME_AND_TOWN and is_family(rest):
            rest = rest[:3]
        if is_chinese_name(rest) and is_family(rest) and self._is_beside(piece, known):
            known.append(rest)
            return True
        if ends_as_outlet(rest):
            return self.outlet(rest)
        return not rest or (bool(known) and len(rest) <= LONGEST_OUTLET)


def read_staff(line: str) -> Staff | None:
    """Read a line of roles and names; None from any other line.

    >>> read_staff("中海报·中海网记者 王小明 李强 通讯员 张大山")[0]
    ('王小明', '李强', '张大山')
    >>> read_staff("文／王小明　圖／李強")[0], read_staff("陳美麗／編輯")[:2]
    (('王小明',), ((), ('陳美麗',)))
    >>> read_staff("記者會今天在海港舉行") is None
    True
    """
    if len(line) > LONGEST_STAFF or _NOT_CHINESE.search(line) or line[-1:] == "。":
        return None
    flat = line.translate(FLAT).strip(" .。*_-—;,、□■◆●")
    undated = _DATE.sub("", flat)
    plain = _LONE.sub(r"\1\2", undated).strip(" ,")
    found = list(roles().finditer(plain))
    reading = _Reading(plain)
    if not (
        _with_roles(plain, found, reading)
        if found
        else _without_role(plain, reading, dated=undated != flat)
    ):
        return None
    names = reading.names
    if not (any(names.values()) or reading.outlets or reading.sent):
        return None
    written = any(names[kind] for kind in ("authors", "editors", "others"))
    return Staff(
        tuple(dict.fromkeys(names["authors"])),
        tuple(dict.fromkeys(names["editors"])),
        tuple(dict.fromkeys(reading.outlets)),
        reading.sent,
        written or reading.sent or bool(reading.outlets),
    )


def read_names(text: str) -> Staff | None:
    """Read what stands behind a word such as "by"; with a colon in it, only if it holds a role."""
    flat = text.translate(FLAT)
    if flat[:1] < "\u2e80" or (":" in flat and not roles().search(flat)):
        return None
    return read_staff(f"{letters('any_role')} {text}")


def _with_roles(plain: str, found: "list[re.Match[str]]", reading: _Reading) -> bool:
    ends = [match.start() for match in found[1:]] + [len(plain)]
    behind = [plain[match.end() : end] for match, end in zip(found, ends, strict=True)]
    lead = plain[: found[0].start()]
    kinds = [kind_of(match) for match in found]
    if (
        _BEFORE_ROLE.search(lead)
        and not apart(behind[-1])
        and all(map(is_chinese_name, apart(lead)))
    ):
        return all(map(reading.read_all, [lead, *behind[:-1]], kinds))  # "王小明／文 李強／圖"
    if not _leads(lead, reading):
        return False
    for at in range(1, len(found)):
        if _names_whom_next_works_for(behind[at - 1]):
            kinds[at] = kinds[at - 1]  # "摄影：海港日报记者 李强"
    for at in range(len(found) - 1, 0, -1):
        if not apart(behind[at - 1]) and "authors" in kinds[at - 1 : at + 1]:
            kinds[at - 1 : at + 1] = ["authors", "authors"]  # "文/图 王小明"
    return all(_behind(reading, behind, kinds, found, at) for at in range(len(found)))


def _names_whom_next_works_for(chunk: str) -> bool:
    one = chunk.strip()[:1] in _SIGNS and len(apart(chunk)) == 1
    return bool(one) and chunk[-1] not in _ENDS_APART


def _behind(
    reading: _Reading, behind: list[str], kinds: list[str], found: "list[re.Match[str]]", at: int
) -> bool:
    """Read what stands behind a role, and before the next: names, and whom the next works for."""
    chunk = behind[at]
    pieces = apart(chunk)
    if not pieces:
        return True
    solid = found[at].group("long") in words("solid") or not sent().sub("", pieces[0])
    if chunk[0] not in _ENDS_APART and not solid:
        return False
    after = found[at + 1] if at + 1 < len(found) else None
    kind = "pictures" if after and after.group("shot") else kinds[at]
    if after and not after.group("shot") and chunk[-1] not in _ENDS_APART:
        reading.outlet(pieces.pop())
    sure = chunk.lstrip()[:1] in _SIGNS
    return all(reading.read(piece, kind, sure) for piece in pieces)


def _leads(lead: str, reading: _Reading) -> bool:
    """Read what stands before the first role: outlets, and a desk."""
    pieces = apart(lead)
    if pieces and lead[-1] not in _ENDS_APART and not reading.outlet(pieces.pop()):
        return False
    for piece in pieces:
        if ends_as_outlet(described().sub("", piece)) or piece.endswith(
            tuple(words("outlet_ends"))
        ):
            reading.outlet(piece)
        elif not piece.endswith(tuple(words("desks"))) and piece not in words("aside"):
            return False
    return True


def _is_outlet(name: str, printed: str) -> bool:
    """Whether a name, or all that is printed, ends as the names of outlets do."""
    return ends_as_outlet(name) or printed.endswith(tuple(words("outlet_ends")))


def _without_role(plain: str, reading: _Reading, *, dated: bool) -> bool:
    """Names or a desk, a slash, and where the report comes from: "王小明／台北報導"."""
    sign = max(plain.rfind("/"), plain.rfind("|"))
    if sign > 0 and sent().search(plain):
        return all(reading.read_all(part, "authors", sure=False) for part in plain.split("/"))
    pieces = apart(plain)
    if len(pieces) < 2 or not (dated or sent().search(pieces[-1])):
        return False
    if not _is_outlet(pieces[0], pieces[0]):
        return False
    names = pieces[1:] if dated else pieces[1:-1]
    if not names or not all(map(is_family, names)):
        return False
    reading.outlet(pieces[0])
    return all(reading.read(piece, "authors", False) for piece in pieces[1:])
