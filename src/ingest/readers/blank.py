"""What a text is that prints nothing."""

__all__ = ["is_blank"]

_INVISIBLE_RANGES = (
    (0x00, 0x20),
    (0x7F, 0x80),
    (0xAD, 0xAE),
    (0x34F, 0x350),
    (0x180E, 0x180F),
    (0x200B, 0x2010),
    (0x202A, 0x202F),
    (0x2060, 0x2070),
    (0x2800, 0x2801),
    (0x3164, 0x3165),
    (0xFEFF, 0xFF00),
    (0xFFA0, 0xFFA1),
)
"""Code points that print nothing (Unicode: default ignorable, blank fillers, controls)."""
_INVISIBLE = {point: None for first, end in _INVISIBLE_RANGES for point in range(first, end)}


def is_blank(text: str) -> bool:
    r"""Whether a text prints nothing.

    >>> is_blank(" \u200b\n\ufeff"), is_blank("a")
    (True, False)
    """
    if text[:1].isalnum() or any(map(str.isalnum, text[:64])):
        return False
    return not text or text.isspace() or not text.translate(_INVISIBLE).strip()
