"""UTF-8 that programs have damaged in known ways: halves of UTF-16 in it, lines in another."""

from contextlib import suppress

__all__ = ["by_lines", "with_halves_joined"]


def with_halves_joined(data: bytes) -> str:
    r"""Decode UTF-8 in which some characters stand as the two halves that UTF-16 has for them.

    Returns:
        The text; "" if there are other bytes that are no UTF-8.

    >>> with_halves_joined(b"caf\xc3\xa9 \xed\xa0\xbd\xed\xb8\x80")
    'café 😀'
    """
    if b"\xed" in data:
        with suppress(UnicodeError):
            halves = data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
            return halves.decode("utf-16")
    return ""


def by_lines(data: bytes) -> str:
    r"""Decode a text of which some lines are UTF-8 and the others cp1252.

    Returns:
        The text; "" if the others look like anything else.

    >>> by_lines("Un café très âgé\n".encode() + "à côté de la forêt".encode("cp1252"))
    'Un café très âgé\nà côté de la forêt'
    """
    from ingest.readers.detect import detect

    lines = data.split(b"\n")
    others = {line for line in lines if not _is_utf8(line)}
    if detect(b"\n".join(sorted(others))) != "cp1252":
        return ""
    return "\n".join(
        line.decode("cp1252" if line in others else "utf-8", "replace") for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
