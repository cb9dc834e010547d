"""JSON within a line of a script: the value of a variable, the argument of a call (JSONP)."""

import re

__all__ = ["begins_as_script", "without_script"]

_NAME = r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}|\[[\w\"'-]{1,60}\]){0,6}"
_BEGINS = re.compile(
    r"\s{0,99}(?:(?://[^\n]{0,500}\n|/\*(?:(?!\*/)[^{}]){0,500}\*/)\s{0,99}){0,9}"
    rf"(?:\)\]\}}'?,?\n|(?:for|while) ?\((?:;;|1)\);|(?:export default|module\.exports ?=) ?"
    rf"|(?:(?:var|let|const) )?\s?{_NAME}\s{{0,9}}=\s{{0,9}}"
    rf"|;?(?:typeof {_NAME} ?===? ?'function' && ?)?(?:{_NAME} ?&& ?)?{_NAME}\s?\("
    r"\s{0,9}|(?<=[/\n]))"
    r"\s{0,99}(?=[{\[]\s{0,99}[\"'{\[\]}])"
)
"""What stands before a value: marks against being run, a variable, a call, comments."""
_ENDS = re.compile(r"[\s);\0]{1,2000}\Z")


def begins_as_script(text: str) -> bool:
    """Whether a text begins as a script does that holds JSON."""
    return text[:1] in _FIRST and _BEGINS.match(text) is not None


_FIRST = frozenset("/;_$) abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def without_script(text: str) -> str:
    r"""Give the JSON that a script holds; any other text without zeros behind it.

    >>> without_script('show({"title": "One"});'), without_script('{"title": "One"}')
    ('{"title": "One"}', '{"title": "One"}')
    >>> without_script('/* made today */\nvar news = [{"title": "One"}];')
    '[{"title": "One"}]'
    """
    begins = None if text[:1] in '{["' else _BEGINS.match(text)
    end = _ENDS.search(text, max(0, len(text) - 2000)) if begins or text[-1:] == "\0" else None
    if end is None or text[end.start() - 1 : end.start()] not in {"}", "]"}:
        return text[begins.end() :] if begins else text
    return text[begins.end() if begins else 0 : end.start()]
