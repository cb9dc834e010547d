"""Restoring, correcting and rolling back as flows."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.defining import define_flow
from ingest import corrections, maintenance
from ingest.settings import load_settings

__all__ = ["correct", "restore", "rollback"]


@define_flow
def restore(ids: list[str], reason: str, out: Path = Path("data/processed")) -> dict[str, Any]:
    """Let articles come back that were taken down; the next run reads their raw files again.

    Args:
        ids: article ids.
        reason: kept in `runs`.
        out: folder of the datasets.
    """
    return asdict(corrections.restore(out, ids, reason, load_settings()))


@define_flow
def correct(
    article_id: str,
    values: Mapping[str, str],
    reason: str = "",
    out: Path = Path("data/processed"),
) -> dict[str, Any]:
    """Correct fields of an article; a rebuild applies the corrections again.

    Args:
        article_id: which article.
        values: field -> value.
        reason: kept with the correction.
        out: folder of the datasets.
    """
    return asdict(corrections.correct(out, article_id, values, reason, load_settings()))


@define_flow
def rollback(number: int, reason: str = "", out: Path = Path("data/processed")) -> dict[str, Any]:
    """Publish again what an earlier snapshot holds; what was taken down stays down.

    Args:
        number: which snapshot.
        reason: kept in `runs`.
        out: folder of the datasets.
    """
    return asdict(maintenance.rollback(out, number, reason, load_settings()))
