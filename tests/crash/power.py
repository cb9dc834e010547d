"""A model of what a disk may hold after the power fails, fed with the calls of a real commit.

A folder's entries are certain as of its last flush; of the changes since then any may be there or
not. A file's content is whole if it was flushed after its last write; if not, it may be anything.
That is less than most file systems promise, so that what holds here holds there.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Call = tuple[str, tuple[str, ...]]
Chooser = Callable[[str], bool]
"""Decides of one change that was not flushed whether the disk has it."""


@dataclass
class Node:
    """A file (or link, with its text in `says`) or a folder.

    Attributes:
        written, flushed: how many writes it had, and how many of them are certain.
        entries: what a folder holds now; `certain`: as of its last flush.
        loose: changes since then, in order: (name, node or None for gone).
    """

    folder: bool = False
    says: str = ""
    written: int = 0
    flushed: int = 0
    entries: dict[str, "Node"] = field(default_factory=dict)
    certain: dict[str, "Node"] = field(default_factory=dict)
    loose: list[tuple[str, "Node | None"]] = field(default_factory=list)

    def put(self, name: str, node: "Node | None") -> None:
        if node is None:
            self.entries.pop(name, None)
        else:
            self.entries[name] = node
        self.loose.append((name, node))

    def flush(self) -> None:
        self.certain, self.loose = dict(self.entries), []
        self.flushed = self.written

    def after_failure(self, choose: Chooser) -> dict[str, "Node"]:
        """The entries that the disk has after the power failed."""
        found = dict(self.certain)
        for name, node in self.loose:
            if not choose(name):
                continue
            if node is None:
                found.pop(name, None)
            else:
                found[name] = node
        return found


class Disk:
    """The disk below one folder of the real one, whose path is `root`."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.top = Node(folder=True)

    def load(self, paths: Iterable[tuple[str, str]]) -> None:
        """Put there what lies there before the calls: (path, link text, "/" for a folder)."""
        for path, says in sorted(paths):
            parent, name = self._parent(path)
            parent.entries[name] = Node(folder=says == "/", says="" if says == "/" else says)
        for _, node in walk(self.top):
            node.flush()
        self.top.flush()

    def _find(self, path: str) -> Node:
        node = self.top
        for name in self._parts(path):
            node = node.entries[name]
        return node

    def _parts(self, path: str) -> list[str]:
        inside = posixpath.relpath(path, self.root)
        return [] if inside == "." else inside.split("/")

    def _parent(self, path: str) -> tuple[Node, str]:
        return self._find(posixpath.dirname(path)), posixpath.basename(path)

    def play(self, call: Call) -> None:
        """Do what one call of the store does."""
        operation, paths = call
        getattr(self, f"_{operation}")(*paths)

    def _mkdir(self, path: str) -> None:
        parent, name = self._parent(path)
        if name not in parent.entries:
            parent.put(name, Node(folder=True))

    def _write_new(self, path: str) -> None:
        parent, name = self._parent(path)
        parent.put(name, Node(written=1))

    def _write_rows(self, path: str) -> None:
        parent, name = self._parent(path)
        if name not in parent.entries:
            parent.put(name, Node())
        parent.entries[name].written += 1

    _write_footer = _write_rows

    def _make_read_only(self, path: str) -> None:
        """Permissions are not what this model is about."""

    def _link(self, source: str, target: str) -> None:
        parent, name = self._parent(target)
        parent.put(name, self._find(source))

    def _symlink(self, text: str, path: str) -> None:
        parent, name = self._parent(path)
        parent.put(name, Node(says=text))

    def _rename(self, source: str, target: str) -> None:
        node = self._find(source)
        old, name = self._parent(source)
        new, fresh = self._parent(target)
        old.put(name, None)
        new.put(fresh, node)

    def _remove_file(self, path: str) -> None:
        parent, name = self._parent(path)
        parent.put(name, None)

    _remove_folder = _remove_file

    def _sync_file(self, path: str) -> None:
        self._find(path).flush()

    _sync_folder = _sync_file

    def _sync_file_system(self, _: str) -> None:
        self.top.flush()
        for _, node in walk(self.top):
            node.flush()


def walk(top: Node) -> Iterator[tuple[str, Node]]:
    """Every node below one, by its path as it is now."""
    for name, node in top.entries.items():
        yield name, node
        for path, below in walk(node):
            yield f"{name}/{path}", below


def failed(top: Node, choose: Chooser, below: str = "") -> Iterator[tuple[str, str, bool]]:
    """What a disk holds after the power failed: (path, link text or "/", whether it is whole)."""
    for name, node in sorted(top.after_failure(lambda name: choose(f"{below}{name}")).items()):
        path = f"{below}{name}"
        yield path, "/" if node.folder else node.says, node.flushed == node.written
        if node.folder:
            yield from failed(node, choose, f"{path}/")
