"""Requests to one bucket: list, read, write, write if unchanged, remove.

Each request is tried again after what may pass (lost connections, time-outs, 5xx, throttling), with
growing pauses, and a bounded number of times. What remains is an `OSError`, as a file system raises
it, so that the callers know one kind of failure only.
"""

import contextlib
import errno
import functools
import os
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ingest.errors import UsageError
from ingest.objects.failures import Outdated, as_os_errors, extra_missing

__all__ = ["Bucket", "Found", "Outdated", "open_bucket"]

T = TypeVar("T")
ATTEMPTS = 5
"""How often a request is made before its failure is believed."""
CONNECT_SECONDS = 5
ANSWER_SECONDS = 20
"""A server that says nothing for so long is asked again."""
BLOCK = 1 << 16
_MOST_REMOVED = 1000
"""Keys that one request may remove, by the protocol."""
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """An object in a list.

    Attributes:
        key: its full name in the bucket.
        size: bytes.
        mtime_ns: when it was written, nanoseconds since 1970.
    """

    key: str
    size: int
    mtime_ns: int


@functools.lru_cache(maxsize=2)
def _client(process: int) -> Any:  # noqa: ARG001  # connections must not be shared by a fork
    try:
        import boto3
        from botocore.config import Config
    except ImportError:
        raise UsageError(extra_missing()) from None
    retries = {"mode": "standard", "total_max_attempts": ATTEMPTS}
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        retries=None if "AWS_MAX_ATTEMPTS" in os.environ else retries,
        max_pool_connections=32,
    )
    return boto3.session.Session().client("s3", config=config)


def open_bucket(name: str) -> "Bucket":
    """Get ready to talk to a bucket; nothing is asked yet.

    Raises:
        UsageError: the extra is not installed, or the settings of the client cannot be used.
    """
    with _LOCK, _as_usage_error(name):
        return Bucket(name, _client(os.getpid()))


@contextlib.contextmanager
def _as_usage_error(name: str) -> Iterator[None]:
    try:
        yield
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001  # of many kinds: profiles, regions, endpoints
        reason = str(error).splitlines()[0]
        raise UsageError(f"s3://{name}: {reason}") from None


class Bucket:
    """One bucket; may be used from many threads, but not across a fork."""

    def __init__(self, name: str, client: Any) -> None:
        """Keep the client, which `open_bucket` makes."""
        self.name = name
        self._client = client

    def list(self, prefix: str) -> Iterator[Found]:
        """List all objects whose keys begin with `prefix`, in the order of their keys."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=prefix
        )
        with as_os_errors(f"s3://{self.name}/{prefix}"):
            for page in pages:
                for one in page.get("Contents", ()):
                    seconds = one["LastModified"].timestamp()
                    yield Found(one["Key"], one["Size"], round(seconds * 1e3) * 1_000_000)

    def get(self, key: str) -> tuple[bytes, str]:
        """Read a small object whole; with the tag of this version of it.

        Raises:
            FileNotFoundError: there is none.
        """

        def once() -> tuple[bytes, str]:
            answer = self._client.get_object(Bucket=self.name, Key=key)
            return answer["Body"].read(), answer["ETag"]

        return self._repeat(key, once)

    def fetch(self, key: str, target: Path, seconds: float) -> int:
        """Copy an object to a file.

        Args:
            key: which.
            target: the file; replaced if it is there.
            seconds: how long it may take in all.

        Returns:
            When the object was written, in whole seconds since 1970.

        Raises:
            TimeoutError: it came too slowly.
        """
        deadline = time.monotonic() + seconds

        def once() -> int:
            answer = self._client.get_object(Bucket=self.name, Key=key)
            with target.open("wb") as file:
                for block in answer["Body"].iter_chunks(BLOCK):
                    file.write(block)
                    if time.monotonic() > deadline:
                        answer["Body"].close()
                        raise TimeoutError(errno.ETIMEDOUT, f"not whole after {seconds:.0f} s")
            return int(answer["LastModified"].timestamp())

        return self._repeat(key, once)

    def put(self, key: str, content: bytes, kind: str = "application/octet-stream") -> str:
        """Write an object; return the tag of this version of it."""
        with as_os_errors(f"s3://{self.name}/{key}"):
            answer = self._client.put_object(
                Bucket=self.name, Key=key, Body=content, ContentType=kind
            )
        return str(answer["ETag"])

    def put_if(self, key: str, content: bytes, tag: str | None) -> str:
        """Write an object if it still is the version `tag`, or if there is none (None).

        `content` must be unlike that of everybody else: when an answer was lost, it tells whether
        the request had arrived.

        Returns:
            The tag of the new version.

        Raises:
            Outdated: it is another version; nothing was changed.
            OSError: the store failed; nothing was changed.
        """
        condition = {"IfNoneMatch": "*"} if tag is None else {"IfMatch": tag}

        def once() -> str:
            answer = self._client.put_object(Bucket=self.name, Key=key, Body=content, **condition)
            return str(answer["ETag"])

        try:
            return self._repeat(key, once)
        except (Outdated, OSError):
            with contextlib.suppress(FileNotFoundError):
                there, found = self.get(key)
                if there == content:
                    return found
            raise

    def upload(self, key: str, source: Path) -> None:
        """Write a file of any size as an object; in parts where it is large."""
        with as_os_errors(f"s3://{self.name}/{key}"):
            self._client.upload_file(str(source), self.name, key)

    def remove(self, keys: Iterable[str]) -> None:
        """Remove objects; those that are gone already are fine."""
        listed = list(keys)
        for start in range(0, len(listed), _MOST_REMOVED):
            chosen = [{"Key": key} for key in listed[start : start + _MOST_REMOVED]]
            with as_os_errors(f"s3://{self.name}"):
                answer = self._client.delete_objects(
                    Bucket=self.name, Delete={"Objects": chosen, "Quiet": True}
                )
            if failed := answer.get("Errors"):
                raise OSError(errno.EIO, f"{failed[0]['Key']} was not removed: {failed[0]['Code']}")

    def _repeat(self, key: str, once: Callable[[], T]) -> T:
        """Repeat what the client does not repeat itself: an answer that breaks off half way."""
        for attempt in range(ATTEMPTS):
            try:
                with as_os_errors(f"s3://{self.name}/{key}"):
                    return once()
            except ConnectionError:
                if attempt == ATTEMPTS - 1:
                    raise
                time.sleep(random.uniform(0.1, 0.3) * 2**attempt)
        raise AssertionError
