"""Every change that the store makes to a file system goes through one of these functions.

So there is one list of places where a process can be killed, a disk can be full or the power can
fail, and the tests visit each of them. `journal` is where they listen.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

__all__ = [
    "Journal",
    "exchange",
    "link",
    "listen",
    "make_folder",
    "make_read_only",
    "remove_tree",
    "rename",
    "symlink",
    "sync_file",
    "sync_folder",
    "sync_folders",
    "write_bytes",
    "wrote",
]

Journal = Callable[[str, tuple[Path, ...]], None]
"""Is told each operation and its paths just before it happens."""

MANY_FOLDERS = 64
"""From so many folders on, one flush of the file system is cheaper than one flush for each."""

_journal: list[Journal] = []


@contextlib.contextmanager
def listen(journal: Journal) -> Iterator[None]:
    """Tell `journal` each operation of this process for as long as the context lasts."""
    _journal.append(journal)
    try:
        yield
    finally:
        _journal.remove(journal)


def wrote(path: Path) -> None:
    """Announce that a library is about to write the file at `path`."""
    _tell("write", path)


def _tell(operation: str, *paths: Path) -> None:
    for journal in _journal:
        journal(operation, paths)


def make_folder(folder: Path) -> None:
    """Make `folder` and its parents where they are missing."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    _tell("mkdir", folder)
    with contextlib.suppress(FileExistsError):
        folder.mkdir()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a new file and flush it to the disk."""
    _tell("write", path)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        _tell("fsync", path)
        os.fsync(file.fileno())


def make_read_only(path: Path) -> None:
    """Take away everybody's permission to write, as far as the operating system obeys."""
    _tell("chmod", path)
    path.chmod(0o444)


def link(source: Path, target: Path) -> None:
    """Give the file at `source` a second name; copy it where it has as many names as it can."""
    _tell("link", source, target)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno != errno.EMLINK:
            raise
        shutil.copyfile(source, target)
        make_read_only(target)
        sync_file(target)


def symlink(text: str, path: Path) -> None:
    """Make a symbolic link at `path` that says `text`."""
    _tell("symlink", path)
    path.symlink_to(text)


def rename(source: Path, target: Path) -> None:
    """Rename `source`; it takes the place of `target` in one step."""
    _tell("rename", source, target)
    source.replace(target)


def exchange(text: str, path: Path) -> None:
    """Make the symbolic link at `path` say `text`, in one step."""
    fresh = path.with_name(path.name + ".new")
    if fresh.is_symlink():
        _tell("unlink", fresh)
        fresh.unlink()
    symlink(text, fresh)
    rename(fresh, path)


def remove_tree(path: Path) -> None:
    """Remove a file, a link, or a folder with everything in it; what is gone already is fine."""
    if path.is_symlink() or not path.is_dir():
        _tell("unlink", path)
        path.unlink(missing_ok=True)
        return
    for child in sorted(path.iterdir()):
        remove_tree(child)
    _tell("rmdir", path)
    path.rmdir()


def sync_file(path: Path) -> None:
    """Flush a file's content to the disk."""
    _tell("fsync", path)
    _flush(path)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk."""
    _tell("fsync", folder)
    _flush(folder)


def sync_folders(folders: Iterable[Path]) -> None:
    """Flush the entries of many folders of one file system."""
    chosen = sorted(folders)
    if len(chosen) >= MANY_FOLDERS and _flush_file_system(chosen[0]):
        return
    for folder in chosen:
        sync_folder(folder)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_file_system(folder: Path) -> bool:
    """Flush everything on the file system of `folder`; False where the system has no such call.

    Linux only: syncfs(2) waits until all is written, and since 5.8 reports what failed.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if not sys.platform.startswith("linux") or call is None:
        return False
    _tell("syncfs", folder)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if call(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
    return True
