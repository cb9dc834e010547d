"""Raw files for the readers: those of this machine as they lie, objects fetched ahead of them.

A reader always opens a regular file. What lies in object storage is copied to the run's staging
folder first, a few objects ahead, and removed when it has been read.
"""

import contextlib
import errno
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

from ingest.article import Quarantined, RawArticle, RawFile
from ingest.objects import Bucket, address_of, open_bucket
from ingest.readers import read_file
from ingest.run import Run, Shard

__all__ = ["reader_of"]

Read = Callable[[int], Iterator[RawArticle | Quarantined]]
"""Reads the file at a position of the shard."""
Beat = Callable[[int], None]
"""Says that work on the file at a position goes on."""

_AT_ONCE = 8
"""Objects that are fetched at the same time, so that a far store costs its latency once for all."""
_AHEAD_BYTES = 64 << 20
_BYTES_A_SECOND = 1 << 20
"""An object that comes more slowly than this, beyond the time that any file has, is given up."""
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


@contextlib.contextmanager
def reader_of(run: Run, shard: Shard, beat: Beat) -> Iterator[Read]:
    """Hand out the function that reads the files of a shard, in their order.

    Args:
        run: where RAW and the staging folder are.
        shard: the files.
        beat: called while a file is waited for.
    """
    address = address_of(run.raw)
    if address is None:
        files = shard.files
        yield lambda position: read_file(files[position], run.settings)
        return
    folder = run.staging / "fetched" / f"{shard.index:06d}"
    shutil.rmtree(folder, ignore_errors=True)  # what a dead worker had fetched
    folder.mkdir(parents=True)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        try:
            ahead = _Ahead(run, shard, open_bucket(address.bucket), threads)
            yield lambda position: ahead.read(position, beat)
        finally:
            threads.shutdown(cancel_futures=True)
            shutil.rmtree(folder, ignore_errors=True)


class _Ahead:
    """Fetches the objects of a shard a little before they are read."""

    def __init__(self, run: Run, shard: Shard, bucket: Bucket, threads: ThreadPoolExecutor) -> None:
        self._settings = run.settings
        self._files = shard.files
        self._folder = run.staging / "fetched" / f"{shard.index:06d}"
        self._bucket = bucket
        self._threads = threads
        self._coming: dict[int, Future[None]] = {}
        self._most = min(_AHEAD_BYTES, run.settings.max_file_bytes)

    def read(self, position: int, beat: Beat) -> Iterator[RawArticle | Quarantined]:
        """Read one object, as `read_file` reads a file."""
        file = self._files[position]
        limit = self._settings.max_file_bytes
        if file.size > limit:
            yield _refused(file, "too_large", f"{file.size} bytes; the limit is {limit}")
            return
        self._fetch_from(position)
        local = self._path(position)
        try:
            self._wait(position, beat)
            yield from read_file(file._replace(os_path=str(local)), self._settings)
        except _Changed as error:
            yield _refused(file, "changed", str(error))
        except OSError as error:
            if error.errno in _NO_SPACE:
                raise
            reason = "no_permission" if isinstance(error, PermissionError) else "io_error"
            reason = "vanished" if isinstance(error, FileNotFoundError) else reason
            yield _refused(file, reason, error.strerror or type(error).__name__)
        finally:
            local.unlink(missing_ok=True)

    def _fetch_from(self, position: int) -> None:
        """Ask for this object and for those behind it, as far as they are few and small."""
        last, size = position, 0
        while last < len(self._files) and last < position + 2 * _AT_ONCE:
            size += self._files[last].size
            if last > position and size > self._most:
                break
            if last not in self._coming:
                self._coming[last] = self._threads.submit(self._fetch, last)
            last += 1

    def _wait(self, position: int, beat: Beat) -> None:
        coming = self._coming.pop(position)
        while True:
            beat(position)
            try:
                return coming.result(timeout=1)
            except NotYet:
                if coming.done():
                    raise

    def _fetch(self, number: int) -> None:
        file = self._files[number]
        seconds = self._settings.reader_seconds + file.size / _BYTES_A_SECOND
        key = file.os_path.removeprefix(f"s3://{self._bucket.name}/")
        written = self._bucket.fetch(key, self._path(number), seconds)
        size = self._path(number).stat().st_size
        if (size, written) != (file.size, file.mtime_ns // 1_000_000_000):
            raise _Changed(f"{file.size} bytes when listed, {size} now")

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:06d}"


class _Changed(Exception):
    """An object is not the one that was listed."""


def _refused(file: RawFile, reason: str, detail: str) -> Quarantined:
    return Quarantined(file.source_path, -1, "unknown", "", "read", reason, detail)
