"""Datelines that a field of a file or a label gives, without the sentence that stands behind."""

from ingest.anatomy.datelines.datelines import find_dateline
from ingest.anatomy.draft import Draft

__all__ = ["keep_told"]


def keep_told(draft: Draft, told: str) -> None:
    """Keep what a dateline says that is told apart from the body: "Nicosia, May 12 (AFP)"."""
    if not told:
        return
    found = find_dateline(f"{told.strip(' -–—')} – X")
    draft.keep("dateline", found.text if found else told)
    if found:
        draft.keep("credit", found.agency)
        draft.authors = draft.authors or found.authors
        draft.day = draft.day or found.day
