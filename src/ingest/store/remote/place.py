"""Where OUT lies in object storage, and the folder of this machine that stands for it.

The folder has the layout of a local OUT: lock, staging, and of the snapshots the manifests and
those files that a run reads (index, learned lines, corrections). It may be thrown away when no run
is going on. It lies below INGEST_CACHE, by default in the user's cache folder; for a Dask cluster,
INGEST_CACHE is a folder that all workers share.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from ingest.caches import cache_folder
from ingest.errors import UsageError
from ingest.objects import Address, Bucket, address_of, open_bucket

__all__ = ["HOME", "Place", "home", "place_of"]

HOME = ".ingest"


@dataclass(frozen=True)
class Place:
    """OUT in object storage.

    Attributes:
        out: as the caller gave it.
        address: of the datasets.
        work: the folder of this machine that stands for OUT.
    """

    out: Path
    address: Address
    work: Path

    @property
    def bucket(self) -> Bucket:
        """The bucket, ready to be talked to."""
        return open_bucket(self.address.bucket)

    def key(self, relative: str) -> str:
        """Name an object below `.ingest`."""
        return self.address.key(f"{HOME}/{relative}")

    def __str__(self) -> str:
        """Spell it as a person does."""
        return str(self.address)


def place_of(out: Path) -> Place:
    """Read OUT as a place in object storage.

    Raises:
        UsageError: it names no bucket.
    """
    address = address_of(out)
    if address is None or not address.bucket:
        raise UsageError(f"{out} names no bucket: write s3://BUCKET/PREFIX")
    mark = hashlib.sha256(f"{os.environ.get('AWS_ENDPOINT_URL', '')} {address}".encode())
    readable = str(address).removeprefix("s3://").replace("/", "-")[:60]
    return Place(out, address, _cache() / f"{readable}-{mark.hexdigest()[:8]}")


def home(out: Path) -> Path:
    """Name the folder of this machine in which a run works."""
    return place_of(out).work / HOME


def _cache() -> Path:
    """Find the folder for what was fetched and what is being made."""
    if given := os.environ.get("INGEST_CACHE"):
        return Path(given).resolve()
    return cache_folder()
