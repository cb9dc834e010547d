"""What a run is and what it works on: plain values that travel to the workers."""

import hashlib
import json
import os
import pickle
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ingest.article import RawFile
from ingest.settings import Settings

__all__ = ["Run", "Shard", "begin_run", "pack_shard", "settings_hash"]


@dataclass(frozen=True, slots=True)
class Run:
    """One execution.

    Attributes:
        run_id: sorts behind all runs before it; unique on one machine.
        started_at: aware UTC; the run's only clock, so that its rows agree.
        raw: folder of raw files.
        out: folder of the datasets.
        staging: folder for what the run makes before it commits.
        kind: "run", or "backfill" for old files, which say nothing of how much comes in a night.
    """

    run_id: str
    started_at: datetime
    raw: Path
    out: Path
    staging: Path
    settings: Settings
    kind: str = "run"

    @property
    def ingest_date(self) -> str:
        """The partition its rows go to, `YYYY-MM-DD` in UTC."""
        return self.started_at.strftime("%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Shard:
    """The raw files that one worker reads at a time.

    Attributes:
        index: 0, 1, 2 … within the run.
        count: how many files.
        packed: the files, compressed: some 20 bytes a file, where objects take 400.
    """

    index: int
    count: int
    packed: bytes

    @property
    def files(self) -> tuple[RawFile, ...]:
        """The files, in the order of their source paths; they are unpacked anew each time."""
        return tuple(RawFile(*columns[:4]) for columns in self._unpack())

    @property
    def known_hashes(self) -> tuple[str, ...]:
        """For each file the raw_hash it had when it was last taken, or ""."""
        return tuple(columns[4] for columns in self._unpack())

    def _unpack(self) -> "zip[tuple[Any, ...]]":
        return zip(*pickle.loads(zlib.decompress(self.packed)), strict=True)


def pack_shard(index: int, files: Sequence[RawFile], hashes: Mapping[str, str]) -> Shard:
    """Make a shard.

    Args:
        index: its number.
        files: at least one, in the order of their source paths.
        hashes: source path -> raw_hash of files that an earlier run took.

    >>> shard = pack_shard(0, [RawFile("a", "/raw/a", 5, 1)], {"a": "7f"})
    >>> shard.files[0].os_path, shard.known_hashes
    ('/raw/a', ('7f',))
    """
    known = [hashes.get(file.source_path, "") for file in files]
    columns = (*zip(*files, strict=True), known)
    return Shard(index, len(files), zlib.compress(pickle.dumps(columns, -1), 1))


def begin_run(
    raw: Path, out: Path, staging_root: Path, settings: Settings, last_run_id: str = ""
) -> Run:
    """Name a run by the current time and this process.

    Args:
        raw: folder of raw files.
        out: folder of the datasets.
        staging_root: folder in which the run makes one of its own.
        settings: see `Settings`.
        last_run_id: the highest id in OUT. A clock that was ahead then, and is set right by now,
            must not make this run look older: the id goes on behind it, `started_at` does not.

    >>> run = begin_run(Path("raw"), Path("out"), Path("out/.ingest/staging"), Settings())
    >>> run.run_id.startswith(run.started_at.strftime("%Y%m%dT%H%M%S"))
    True
    """
    now = datetime.now(UTC)
    time = f"{now:{_TIME}}"
    if last_run_id.partition("Z")[0] >= time:
        last = datetime.strptime(last_run_id.partition("Z")[0], _TIME).replace(tzinfo=UTC)
        time = f"{last + timedelta(microseconds=1):{_TIME}}"
    run_id = f"{time}Z-{os.getpid() & 0xFFFF:04x}"
    return Run(run_id, now, raw, out, staging_root / run_id, settings)


_TIME = "%Y%m%dT%H%M%S%f"


def settings_hash(settings: Settings) -> str:
    """SHA-256 of the settings in a canonical form, in hex."""
    canonical = json.dumps(settings.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
