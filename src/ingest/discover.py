"""List what lies in RAW: every entry comes out as a raw file or with a reason."""

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.article import Quarantined, RawFile
from ingest.errors import RawFolderMissing, StoreFailed
from ingest.objects import Address, address_of, open_bucket
from ingest.rawfiles import RawFiles, lay_out

__all__ = ["Listing", "Refused", "as_stored", "list_raw", "printable_path", "wait_for_young_files"]

_SURROGATE = re.compile(r"[\udc80-\udcff]")
_LOOKS_ESCAPED = re.compile(r"\\x(?=5c|[89a-f][0-9a-f])")
_LONGEST_WAIT = 2.0
"""Seconds a run is ready to wait for files that are about to be old enough."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that cannot be read as a file, with the size and time that identify its state."""

    file: RawFile
    quarantined: Quarantined


@dataclass(frozen=True, slots=True)
class Listing:
    """All entries of RAW, in the order of their source paths."""

    files: RawFiles
    refused: tuple[Refused, ...]


def printable_path(path: str) -> str:
    r"""Write a path as valid Unicode: bytes that are not UTF-8 stand as `\xNN`, reversibly.

    A backslash that is printed so in the name, and would be read as such a byte, stands as `\x5c`:
    no two names are written alike.

    >>> print(printable_path("caf\udce9.txt"), printable_path(r"caf\xe9.txt"))
    caf\xe9.txt caf\x5cxe9.txt
    """
    if "\\x" in path:
        path = _LOOKS_ESCAPED.sub(r"\\x5cx", path)
    if path.isascii():
        return path
    return _SURROGATE.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", path)


def as_stored(name: str) -> str:
    r"""Write a name as the datasets have it, copied from them or given by a shell.

    >>> print(as_stored("caf\udce9.txt"), as_stored(r"caf\xe9.txt"))
    caf\xe9.txt caf\xe9.txt
    """
    return printable_path(name) if _SURROGATE.search(name) else name


def list_raw(raw: Path) -> Listing:
    """List RAW and everything below it, following no links.

    Raises:
        RawFolderMissing: RAW is not a folder, or cannot be listed.
        StoreFailed: RAW is object storage, and does not answer.
    """
    if address := address_of(raw):
        return _list_objects(address)
    if not raw.is_dir():
        raise RawFolderMissing(f"no folder of raw files at {raw}")
    root = os.path.realpath(raw)
    try:
        os.scandir(root).close()
    except OSError as error:
        raise RawFolderMissing(f"cannot list {raw}: {error.strerror}") from None
    refused: list[Refused] = []
    files = lay_out(os.path.join(root, ""), _walk(root, refused))
    refused.sort(key=lambda entry: entry.file.source_path)
    return Listing(files, tuple(refused))


def _list_objects(raw: Address) -> Listing:
    """List the objects below a prefix; empty ones whose key ends with a slash stand for folders."""
    prefix = raw.key("")
    try:
        found = list(open_bucket(raw.bucket).list(prefix))
    except (FileNotFoundError, PermissionError) as error:
        raise RawFolderMissing(f"cannot list {raw}: {error.strerror}") from None
    except OSError as error:
        raise StoreFailed(f"cannot list {raw}: {error.strerror}") from None
    if prefix and not found:
        raise RawFolderMissing(f"no raw files at {raw}: there is no object below it")
    names = ((one.key.removeprefix(prefix), one) for one in found)
    files = (
        (name, name, one.size, one.mtime_ns)
        for name, one in names
        if one.size or not one.key.endswith("/")
    )
    return Listing(lay_out(f"s3://{raw.bucket}/{prefix}", files), ())


def _walk(root: str, refused: list[Refused]) -> Iterator[tuple[str, str, int, int]]:
    """Yield the files below a folder; folders to visit wait on a stack, not on ours."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(os.path.join(root, folder) if folder else root))
        except OSError as error:
            path = printable_path(folder) + "/"
            file = RawFile(path, os.path.join(root, folder), 0, 0)
            refused.append(_refuse(file, _reason_of(error), str(error.strerror)))
            continue
        above = f"{folder}/" if folder else ""
        while entries:
            entry = entries.pop()  # which holds on to what the system says of it: a kilobyte
            relative = above + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(relative)
                    continue
                found = _look_at(root, relative, entry)
            except OSError as error:
                file = RawFile(printable_path(relative), entry.path, 0, 0)
                found = _refuse(file, _reason_of(error), str(error.strerror))
            if isinstance(found, Refused):
                refused.append(found)
            else:
                yield found.source_path, relative, found.size, found.mtime_ns


def _look_at(root: str, relative: str, entry: "os.DirEntry[str]") -> RawFile | Refused:
    state = entry.stat(follow_symlinks=False)
    file = RawFile(printable_path(relative), entry.path, state.st_size, state.st_mtime_ns)
    if stat.S_ISREG(state.st_mode):
        return file
    if stat.S_ISLNK(state.st_mode):
        return _refuse(file, *_judge_link(root, entry.path))
    return _refuse(file, "not_a_file", _kind_of(state.st_mode))


def _judge_link(root: str, path: str) -> tuple[str, str]:
    """Say what is wrong with a symbolic link; none is followed."""
    aim = printable_path(os.readlink(path))
    try:
        target = os.path.realpath(path, strict=True)
    except OSError as error:
        return "link_broken", f"points to {aim}: {error.strerror}"
    if os.path.commonpath([root, target]) != root:
        return "link_outside", f"points to {aim}"
    return "link", f"points to {aim}"


def _kind_of(mode: int) -> str:
    kinds = {stat.S_IFIFO: "FIFO", stat.S_IFSOCK: "socket", stat.S_IFCHR: "character device"}
    return kinds.get(stat.S_IFMT(mode), "special file")


def _reason_of(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no_permission"
    return "vanished" if isinstance(error, FileNotFoundError) else "io_error"


def _refuse(file: RawFile, reason: str, detail: str) -> Refused:
    row = Quarantined(file.source_path, -1, "unknown", "", "discover", reason, detail)
    return Refused(file, row)


def wait_for_young_files(files: RawFiles, settle_seconds: float) -> tuple[RawFiles, int]:
    """Set aside files that may still be written to.

    A file younger than `settle_seconds` waits for the next run, and so does one whose size or
    time changed meanwhile. When a short sleep makes all of them old enough, the run takes it.
    A modification time in the future says nothing about age; such a file counts as settled.

    Returns:
        The files that can be taken, and how many wait.
    """
    border = int(settle_seconds * 1e9)
    ages = time.time_ns() - files.times
    young = np.flatnonzero((ages >= 0) & (ages < border))
    if not young.size:
        return files, 0
    missing = (border - int(ages[young].min())) / 1e9
    if missing <= _LONGEST_WAIT:
        time.sleep(missing)
        changed = [_has_changed(file) for file in files.pick(young)]
        young = young[np.array(changed, np.bool_)]
    return files.pick(np.delete(np.arange(len(files)), young)), len(young)


def _has_changed(file: RawFile) -> bool:
    try:
        state = os.lstat(file.os_path)
    except OSError:
        return False  # the reader will find that it vanished, and say so
    return (state.st_size, state.st_mtime_ns) != (file.size, file.mtime_ns)
