"""What all who read OUT share: its snapshot, or what to do instead; and files beside it."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from ingest import store
from ingest.errors import NewerVersion, OutputUnusable
from ingest.objects import address_of, named
from ingest.schema import DATASETS
from ingest.store.layout import FORMAT, home
from ingest.store.pins import pin

__all__ = ["hold", "reach", "refuse_dataset", "replace_text"]


@contextlib.contextmanager
def hold(out: Path) -> Iterator[store.Snapshot]:
    """Find the current snapshot and keep it from being swept while it is read.

    Raises:
        UsageError, StoreDamaged: as for `reach`.
    """
    while True:
        snapshot = reach(out)
        held = pin(snapshot)
        if held is not None:  # else it was swept between the two calls: there is a newer one
            break
    try:
        yield snapshot
    finally:
        os.close(held)


def reach(out: Path) -> store.Snapshot:
    """Find the snapshot that readers see now.

    Raises:
        OutputUnusable: there is no such folder, it was not made by this program, or nothing has
            been published in it yet.
        NewerVersion: a newer program has written it.
        StoreDamaged: the link names a snapshot that is not there.
    """
    if address_of(out) is None:
        _reach_folder(out)
    snapshot = store.current(out)
    if snapshot is None:
        name = named(out)
        raise OutputUnusable(f"{name}: nothing is published yet; `ingest run RAW {name}` does it")
    return snapshot


def refuse_dataset(out: Path) -> None:
    """Keep a run from writing into what another one has published.

    Raises:
        OutputUnusable: the folder is one of the datasets of an OUT.
    """
    if address_of(out) is None and _is_dataset(out):
        raise OutputUnusable(_advice(out))


def _reach_folder(out: Path) -> None:
    if not out.is_dir():
        raise OutputUnusable(f"{out}: there is no such folder")
    if not home(out).is_dir():
        raise OutputUnusable(_advice(out))
    _check_format(out)


def _advice(out: Path) -> str:
    """Say what a folder without datasets may be, e.g. one of the datasets."""
    if _is_dataset(out):
        return f"{out} is one dataset; give the folder that holds all of them, {out.parent}"
    return f"{out} holds no datasets of this program; `ingest run RAW {out}` makes them"


def _is_dataset(out: Path) -> bool:
    return out.name in DATASETS and home(out.parent).is_dir()


def _check_format(out: Path) -> None:
    try:
        found = int(json.loads((home(out) / "format.json").read_bytes())["format"])
    except (OSError, ValueError, KeyError, TypeError):
        return  # the store has its own word for damage; what can be read is read
    if found > FORMAT:
        raise NewerVersion(f"{out} has layout {found}; this program knows up to {FORMAT}")


def replace_text(path: Path, text: str) -> None:
    """Write a text file; whoever reads meanwhile sees the old one or the new one, whole.

    Raises:
        OutputUnusable: it cannot be written.
    """
    if address_of(path) is not None:
        store.put_text(path, text)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8", newline="")
        part.replace(path)
    except OSError as error:
        raise OutputUnusable(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
