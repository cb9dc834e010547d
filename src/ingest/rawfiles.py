"""Many raw files in columns: a million of them take 0.1 GB, as objects they would take 0.4."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from ingest.article import RawFile

__all__ = ["RawFiles", "lay_out"]

Numbers = npt.NDArray[np.int64]
_AT_ONCE = 10_000


class RawFiles:
    """Raw files in the order of their source paths; goes through them as `RawFile`.

    Attributes:
        paths: their source paths.
        sizes, times: bytes, and nanoseconds since 1970.
    """

    def __init__(
        self,
        base: str,
        paths: Sequence[str],
        numbers: tuple[Numbers, Numbers],
        odd: Mapping[str, str],
    ) -> None:
        """Lay files out.

        Args:
            base: what stands before the path in the name to open.
            paths: source paths, sorted.
            numbers: sizes and times.
            odd: the paths as the operating system knows them, where they are written otherwise.
        """
        self.paths = paths
        self.sizes, self.times = numbers
        self._base, self._odd = base, odd

    def __len__(self) -> int:
        """Count them."""
        return len(self.paths)

    def __iter__(self) -> Iterator[RawFile]:
        """Go through them."""
        for first in range(0, len(self), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            columns = (self.paths[part], self.sizes[part].tolist(), self.times[part].tolist())
            for path, size, mtime_ns in zip(*columns, strict=True):
                yield RawFile(path, self._base + self._odd.get(path, path), size, mtime_ns)

    def pick(self, places: npt.NDArray[np.int64]) -> "RawFiles":
        """Keep some of them."""
        if len(places) == len(self):
            return self
        paths = [self.paths[place] for place in places.tolist()]
        return RawFiles(self._base, paths, (self.sizes[places], self.times[places]), self._odd)

    def where(self, choose: Callable[[RawFile], bool]) -> "RawFiles":
        """Keep those that are chosen."""
        chosen = np.fromiter(map(choose, self), np.bool_, len(self))
        return self.pick(np.flatnonzero(chosen))


def lay_out(base: str, files: Iterable[tuple[str, str, int, int]]) -> RawFiles:
    """Sort files by source path, and lay them out in columns.

    Args:
        base: what stands before the path in the name to open.
        files: source path, path as the operating system knows it, bytes, and time of each.

    >>> files = lay_out("/raw/", [("b", "b", 1, 9), ("a", "A", 2, 8)])
    >>> [(file.source_path, file.os_path, file.size) for file in files]
    [('a', '/raw/A', 2), ('b', '/raw/b', 1)]
    """
    paths: list[str] = []
    odd: dict[str, str] = {}
    sizes, times = array("q"), array("q")
    for path, real, size, mtime_ns in files:
        paths.append(path)
        sizes.append(size)
        times.append(mtime_ns)
        if real != path:
            odd[path] = real
    order = np.array(sorted(range(len(paths)), key=paths.__getitem__), np.int64)
    numbers = (np.array(sizes, np.int64)[order], np.array(times, np.int64)[order])
    return RawFiles(base, [paths[place] for place in order.tolist()], numbers, odd)
