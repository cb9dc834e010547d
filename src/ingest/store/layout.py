"""Where everything lies in OUT, and how OUT is made.

OUT/articles             ─▶ .ingest/current/articles   (one link per dataset, made once)
OUT/.ingest/current      ─▶ snapshots/000123           (swapped by one rename: that is a commit)
OUT/.ingest/snapshots/000123/manifest.json, articles/, duplicates/, …, index/, learned/
OUT/.ingest/building/    a snapshot in the making
OUT/.ingest/staging/     what a run is making
OUT/.ingest/trash/       snapshots on their way out
OUT/.ingest/lock         held by the one writer
OUT/.ingest/format.json  which layout this is
"""

import contextlib
import errno
import functools
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from ingest.errors import NewerVersion, OutputUnusable, StoreDamaged
from ingest.schema import DATASETS, SCHEMA_VERSION
from ingest.store import disk
from ingest.store.manifest import read_manifest
from ingest.store.schemas import check_columns, schema_words

__all__ = ["FOLDERS", "FORMAT", "PARTS", "Snapshot", "current", "ensure", "home", "snapshots"]

FORMAT = 1
"""Version of the layout; a program refuses a layout newer than its own."""

FOLDERS = (*DATASETS, "index", "learned", "corrections")
"""The folders of a snapshot: the datasets, and what only this program reads."""

_NUMBERED = re.compile(r"\d{6,}")
PARTS = ("snapshots", "building", "staging", "trash")
"""The folders of `.ingest`."""
_COPYING = "A copy keeps its links if made by `cp -a` or `rsync -aH`"


@dataclass(frozen=True)
class Snapshot:
    """One committed state of every dataset.

    Attributes:
        number: counts the commits, from 1.
        path: its folder.
    """

    number: int
    path: Path


@functools.lru_cache(16)
def home(out: Path) -> Path:
    """Name the folder that holds everything but the links."""
    return out / ".ingest"


def ensure(out: Path) -> None:
    """Make OUT and its layout where they are missing.

    Raises:
        OutputUnusable: it cannot be written, links or renames do not hold there, or something
            else lies where a dataset belongs.
        NewerVersion: a newer program has written to it.
        UsageError: what is there cannot be brought to the schema of this program.
    """
    try:
        disk.make_folder(out)
        for part in PARTS:
            disk.make_folder(home(out) / part)
        known = (home(out) / "format.json").exists()
        if known:
            _check_format(out)
        else:
            _probe(out)
        _make_links(out)
        if not known:
            _write_format(out)
        _check_schemas(out)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputUnusable(f"{out}: cannot be used for output: {reason}") from error


def current(out: Path) -> Snapshot | None:
    """Find the snapshot that readers see; None before the first commit.

    Raises:
        StoreDamaged: the link names a snapshot that is not there.
        OutputUnusable: it is no link any more, or may not be read.
    """
    pointer = f"{home(out)}/current"
    seen = ""
    while True:
        try:
            text = os.readlink(pointer)
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise OutputUnusable(f"{pointer}: cannot be read: {error.strerror}") from None
        except OSError as error:
            if error.errno == errno.EINVAL:
                raise OutputUnusable(f"{pointer} is no link. {_COPYING}") from None
            raise StoreDamaged(f"{pointer} cannot be read: {error.strerror}") from None
        name = text.rpartition("/")[2]
        if _NUMBERED.fullmatch(name) and os.path.isdir(f"{home(out)}/{text}"):
            return Snapshot(int(name), home(out) / text)
        if text == seen:
            raise StoreDamaged(f"{pointer} points to {text}, which is not there")
        seen = text  # a commit and a sweep may have come between the two calls: look once more


def snapshots(out: Path) -> tuple[Snapshot, ...]:
    """List the snapshots that are kept, oldest first."""
    folder = home(out) / "snapshots"
    if not folder.is_dir():
        return ()
    found = [
        Snapshot(int(path.name), path)
        for path in folder.iterdir()
        if _NUMBERED.fullmatch(path.name)
    ]
    return tuple(sorted(found, key=lambda snapshot: snapshot.number))


def _make_links(out: Path) -> None:
    for name in DATASETS:
        path, text = out / name, f".ingest/current/{name}"
        with contextlib.suppress(FileExistsError):
            if not path.is_symlink():
                disk.symlink(text, path)
        if not path.is_symlink() or os.readlink(path) != text:
            said = f"{path} is in the way: it was not made by this program"
            raise OutputUnusable(said if not path.is_dir() else f"{said}, or copied. {_COPYING}")


def _write_format(out: Path) -> None:
    folder = home(out)
    fresh = folder / "building" / f"format-{os.getpid()}"
    disk.remove_file(fresh)
    disk.write_bytes(fresh, json.dumps({"format": FORMAT}).encode())
    disk.sync_folders((out.parent, out, folder))
    disk.rename(fresh, folder / "format.json")
    disk.sync_folder(folder)


def _check_format(out: Path) -> None:
    path = home(out) / "format.json"
    try:
        found = int(json.loads(path.read_bytes())["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"{path} cannot be read: {error}") from None
    if found > FORMAT:
        raise NewerVersion(f"{out} has layout {found}; this program knows up to {FORMAT}")


def _check_schemas(out: Path) -> None:
    last = current(out)
    if last is None:
        return
    manifest = read_manifest(last.path)
    for name, schema in DATASETS.items():
        written = manifest.schema.get(name)
        if written is None or written == schema_words(schema):
            continue
        path = next((path for path in manifest.files if path.startswith(f"{name}/")), None)
        if path and manifest.version == SCHEMA_VERSION:
            check_columns(name, pq.read_schema(last.path / path), schema)


def _probe(out: Path) -> None:
    """Try what a commit needs of a file system: second names, links, and a rename over a link."""
    folder = Path(tempfile.mkdtemp(dir=home(out) / "building", prefix="probe-"))
    try:
        _probe_in(folder)
    except FileNotFoundError:
        if not (home(out) / "format.json").exists():
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputUnusable(f"{out}: its file system cannot hold snapshots: {reason}") from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            disk.remove_tree(folder)


def _probe_in(folder: Path) -> None:
    first, second = folder / "first", folder / "second"
    disk.write_bytes(first, b"1")
    disk.link(first, second)
    if not first.samefile(second):
        raise OSError("a hard link is not the same file")
    disk.symlink("first", folder / "pointer")
    disk.point(folder / "pointer", "second")
    if os.readlink(folder / "pointer") != "second":
        raise OSError("a rename does not replace a link")
    disk.sync_folder(folder)
