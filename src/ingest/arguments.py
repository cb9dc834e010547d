"""What all commands share: how folders are given, and that there is somewhere to print to."""

import os
import sys
from pathlib import Path

from ingest.errors import UsageError

__all__ = ["folder", "open_streams"]


def folder(text: str) -> Path:
    """Read a folder as a command is given it.

    Raises:
        UsageError: the text is empty, as of a variable that a script has not set; as a path it
            would be the folder in which the command happens to be called.

    >>> folder("data/raw").name
    'raw'
    """
    if not text.strip():
        raise UsageError("the name of a folder is empty; for the one you are in, give .")
    return Path(text)


def open_streams() -> None:
    """Let what is printed go nowhere if a caller has closed our standard streams.

    Else the first file that is opened would have the number of one of them, and what any library
    prints would end up in it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
