"""Names of authors as sources write them: without "by", roles and addresses."""

import re

__all__ = ["names_in"]

_BY = re.compile(
    r"^(?:(?:written |words |text |story |photos? )?by|von|par|por|di|da|door|av|af|od"
    r"|autor(?:a|in)?"
    r"|author|text|tekst|byline|автор|от|yazan|oleh|penulis|reporter|redacción|por:)\s*:?\s+",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*(?:;|\||·|•| & | and | und | et | y | e | og | och | en | и | ve | dan )\s*"
)
_ROLE = re.compile(
    r",\s*(?:.*\b(?:editor|reporter|correspondent|writer|staff|korrespondent|redakteur|journalist"
    r"|contributor|columnist|producer)\b.*)$",
    re.IGNORECASE,
)
_CODE = re.compile(r"\s*\([a-zäöü./]{2,5}\)?$|\s*/\s*[A-Za-z]{2,5}$")
_ADDRESS = re.compile(r"\S{1,80}@\S{1,80}|https?://\S+|www\.\S+")


def names_in(text: str) -> tuple[str, ...]:
    """Give the names in an author's field.

    >>> names_in("By Ann Lee and Bo Ek, staff writer")
    ('Ann Lee', 'Bo Ek')
    """
    if "://" in text and " " not in text.strip():
        return ()
    text = _ADDRESS.sub(" ", " ".join(text[:1000].split()))
    text = _BY.sub("", text.strip(" ,:-–—"))
    pieces = []
    for piece in _JOINED.split(_ROLE.sub("", text)):
        commas = [part.strip() for part in piece.split(",")]
        several = len(commas) > 1 and all(" " in part for part in commas if part)
        pieces += commas if several else [piece]
    names = (_BY.sub("", piece).strip(" ,.:;-–—/") for piece in pieces)
    names = (_CODE.sub("", name) for name in names)
    return tuple(dict.fromkeys(name for name in names if _is_sound(name)))


def _is_sound(name: str) -> bool:
    return 1 < len(name) < 80 and not name.isdigit() and not _BY.match(f"{name} ")
