"""Every change that the store makes to a file system is one of these calls.

So there is one list of places where a process can be killed, a disk can be full or the power can
fail, and the tests visit each of them.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = [
    "PRIMITIVES",
    "link",
    "make_folder",
    "make_read_only",
    "mkdir",
    "point",
    "remove_file",
    "remove_folder",
    "remove_tree",
    "rename",
    "symlink",
    "sync_file",
    "sync_file_system",
    "sync_folder",
    "sync_folders",
    "write_bytes",
    "write_new",
]

Place = str | os.PathLike[str]
"""A path; as text where there are thousands of them, for speed."""

PRIMITIVES = (
    "mkdir",
    "write_new",
    "make_read_only",
    "link",
    "symlink",
    "rename",
    "remove_file",
    "remove_folder",
    "sync_file",
    "sync_folder",
    "sync_file_system",
)
"""The calls that change something themselves; the others are made of them."""

MANY_FOLDERS = 64
"""From so many folders on, one flush of the file system is cheaper than one flush for each."""


def mkdir(folder: Place) -> None:
    """Make one folder; another process may have been first."""
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet."""
    with path.open("xb") as file:
        file.write(content)


def make_read_only(path: Path) -> None:
    """Take away everybody's permission to write, as far as the operating system obeys."""
    path.chmod(0o444)


def link(source: Place, target: Place) -> None:
    """Give the file at `source` a second name; copy it where it has as many names as it can."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno != errno.EMLINK:
            raise
        shutil.copyfile(source, target)
        make_read_only(Path(target))
        sync_file(Path(target))


def symlink(text: str, path: Path) -> None:
    """Make a symbolic link at `path` that says `text`."""
    path.symlink_to(text)


def rename(source: Path, target: Path) -> None:
    """Rename `source`; it takes the place of `target` in one step."""
    source.replace(target)


def remove_file(path: Place) -> None:
    """Remove a file or link; what is gone already is fine."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def remove_folder(folder: Place) -> None:
    """Remove an empty folder."""
    os.rmdir(folder)


def sync_file(path: Path) -> None:
    """Flush a file's content to the disk."""
    _flush(path)


def sync_folder(folder: Place) -> None:
    """Flush a folder's entries to the disk."""
    _flush(folder)


def sync_file_system(folder: Place) -> bool:
    """Flush everything on the file system of `folder`; False where there is no call for that.

    Linux only: syncfs(2) waits until all is written, and since 5.8 reports what failed.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if not sys.platform.startswith("linux") or call is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if call(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), os.fspath(folder))
    finally:
        os.close(descriptor)
    return True


def make_folder(folder: Path) -> None:
    """Make a folder and its parents where they are missing."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    mkdir(folder)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a new file and flush it to the disk."""
    write_new(path, content)
    sync_file(path)


def point(path: Path, text: str) -> None:
    """Make the symbolic link at `path` say `text`, in one step."""
    fresh = path.with_name(path.name + ".new")
    if fresh.is_symlink():
        remove_file(fresh)
    symlink(text, fresh)
    rename(fresh, path)


def remove_tree(path: Place) -> None:
    """Remove a file, a link, or a folder with everything in it."""
    if os.path.islink(path) or not os.path.isdir(path):
        remove_file(path)
        return
    with os.scandir(path) as found:
        children = sorted((entry.path, entry.is_dir(follow_symlinks=False)) for entry in found)
    for child, is_folder in children:
        if is_folder:
            remove_tree(child)
        else:
            remove_file(child)
    remove_folder(path)


def sync_folders(folders: Sequence[Place]) -> None:
    """Flush the entries of many folders of one file system."""
    if len(folders) >= MANY_FOLDERS and sync_file_system(folders[0]):
        return
    for folder in folders:
        sync_folder(folder)


def _flush(path: Place) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
