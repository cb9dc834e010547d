from typing import Any

import trafilatura

from ingest.article import Given


def body_of(text: str, root: Any, given: Given) -> str:
    return (trafilatura.extract(text, include_comments=False) or "").replace("\n", "\n\n")
