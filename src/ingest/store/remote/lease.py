"""The lease: one writer at a time, across machines, as long as all of them behave.

It spares a second run its work. What keeps two writers from harming each other is the conditional
put of `current`; the lease may be lost, or late, and nothing goes wrong.
"""

import contextlib
import json
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from ingest.errors import StoreBusy
from ingest.objects import Outdated
from ingest.store.remote.place import Place

__all__ = ["holding", "read_lease"]

NAME = "lease"
HELD_SECONDS = 60.0
"""A lease that was not renewed for so long is over; it is renewed three times as often."""
_PAUSE_SECONDS = 1.0


class _Lease:
    """A lease that this process holds, or wants."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._key = place.key(NAME)
        self._tag: str | None = None
        self._signed = {
            "token": secrets.token_hex(8),
            "work": f"{socket.gethostname()}:{place.work}",
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }

    def take(self) -> dict[str, Any] | None:
        """Take or renew it; if it is somebody else's, return what they signed."""
        try:
            self._tag = self._put(self._tag)
        except Outdated:
            there = _read(self._place)
            if there is None:
                return {}  # it was let go this moment: ask again
            signed, tag = there
            if not self._is_over(signed):
                return signed
            with contextlib.suppress(Outdated):
                self._tag = self._put(tag)
                return None
            return signed
        return None

    def _put(self, tag: str | None) -> str:
        until = time.time() + HELD_SECONDS
        content = json.dumps({**self._signed, "until": until, "write": secrets.token_hex(4)})
        return self._place.bucket.put_if(self._key, content.encode(), tag)

    def _is_over(self, signed: dict[str, Any]) -> bool:
        """Whether nobody holds it: it has run out, or its holder had the folder that we lock."""
        mine = signed.get("work") == self._signed["work"]
        return mine or float(signed.get("until", 0)) < time.time()

    def keep(self, done: threading.Event) -> None:
        """Renew it until `done`; who took it over meanwhile keeps it."""
        while not done.wait(HELD_SECONDS / 3):
            try:
                if self.take() is not None:
                    logging.getLogger("ingest").warning("%s: another run took over", self._place)
                    return
            except OSError as error:
                logging.getLogger("ingest").warning("the lease was not renewed: %s", error)

    def let_go(self) -> None:
        """Remove it, if it is still ours; else it runs out."""
        with contextlib.suppress(OSError):
            there = _read(self._place)
            if there is not None and there[0].get("token") == self._signed["token"]:
                self._place.bucket.remove([self._key])


@contextlib.contextmanager
def holding(place: Place, wait_seconds: float) -> Iterator[None]:
    """Hold the lease of a place; the folder of this machine is locked already.

    Raises:
        StoreBusy: another run holds it still; says which.
        OSError: the object store does not answer.
    """
    lease = _Lease(place)
    deadline = time.monotonic() + wait_seconds
    while (signed := lease.take()) is not None:
        if signed and time.monotonic() >= deadline:
            raise StoreBusy(f"{place} is being written by {_spoken(signed)}")
        time.sleep(_PAUSE_SECONDS if signed else 0)
    done = threading.Event()
    keeper = threading.Thread(target=lease.keep, args=(done,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()
        lease.let_go()


def read_lease(place: Place) -> str | None:
    """Say who is writing; None if nobody is."""
    there = _read(place)
    if there is None or float(there[0].get("until", 0)) < time.time():
        return None
    return _spoken(there[0])


def _read(place: Place) -> tuple[dict[str, Any], str] | None:
    try:
        content, tag = place.bucket.get(place.key(NAME))
        signed = json.loads(content)
    except FileNotFoundError:
        return None
    except ValueError:
        return {}, tag
    return signed, tag


def _spoken(signed: dict[str, Any]) -> str:
    who = (signed.get("pid", "?"), signed.get("host", "?"), signed.get("since", "?"))
    return "process {} on {} since {}".format(*who)
