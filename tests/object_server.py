"""A real object store on loopback for the tests."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "reader-and-writer", "AWS_SECRET_ACCESS_KEY": "on-loopback-only"}
BUCKET = "news"
WEED = shutil.which("weed", path=os.pathsep.join([str(Path(sys.executable).parent), os.defpath]))
PORTS = ("master", "volume", "filer", "s3")


def free_ports(count: int) -> list[int]:
    """Find ports of loopback that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Run SeaweedFS, which serves the S3 protocol, until the context ends; hand out its port."""
    assert WEED is not None
    names = [f"{part}.port{kind}" for part in PORTS for kind in ("", ".grpc")]
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    who = {"accessKey": KEYS["AWS_ACCESS_KEY_ID"], "secretKey": KEYS["AWS_SECRET_ACCESS_KEY"]}
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    identities = [{"name": "tests", "credentials": [who], "actions": actions}]
    (folder / "who.json").write_text(json.dumps({"identities": identities}))
    (folder / "data").mkdir()
    command = [
        *(WEED, "server", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
        *("-filer", "-s3", f"-s3.config={folder / 'who.json'}", "-s3.port.iceberg=0"),
        *(
            "-s3.port.lance=0",
            "-s3.autoCreateBucket=false",
            "-volume.max=0",
            "-master.volumeSizeLimitMB=64",
        ),
        *(f"-{name}={port}" for name, port in ports.items()),
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
    try:
        make_bucket(ports["s3.port"], folder / "log")
        yield ports["s3.port"]
    finally:
        server.kill()  # it takes half a minute to end in order, and nothing of it is kept
        server.wait(20)


def client(port: int) -> Any:
    """Talk to the store as any program does."""
    import boto3
    from botocore.config import Config

    return boto3.session.Session().client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        region_name="us-east-1",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=20),
    )


def make_bucket(port: int, log: Path) -> None:
    """Make the bucket as soon as the server answers, and write into it once."""
    ask = client(port)
    problem: Exception | None = None
    for _ in range(300):
        try:
            ask.create_bucket(Bucket=BUCKET)
            ask.put_object(Bucket=BUCKET, Key="first", Body=b"1")
        except Exception as error:  # noqa: BLE001  # it is starting
            problem = error
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"no object store: {problem}: {log.read_text(errors='replace')[-2000:]}")


@dataclass
class Store:
    """The running store.

    Attributes:
        port: of the S3 protocol.
        ask: a client that goes straight to it.
    """

    port: int
    ask: Any
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1_000_000)))

    def fresh(self) -> str:
        """Name a prefix that nobody has used."""
        return f"test-{next(self.numbers)}"

    def put(self, key: str, content: bytes) -> None:
        self.ask.put_object(Bucket=BUCKET, Key=key, Body=content)

    def get(self, key: str) -> bytes:
        content: bytes = self.ask.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return content

    def keys(self, prefix: str) -> list[str]:
        pages = self.ask.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
        return [one["Key"] for page in pages for one in page.get("Contents", ())]

    def copy_in(self, folder: Path, prefix: str) -> Path:
        """Put all files of a folder below a prefix; return its address."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.put(f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes())
        return Path(f"s3://{BUCKET}/{prefix}")


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A real object store: SeaweedFS on loopback."""
    if WEED is None:
        pytest.skip("the package with the object store has no build for this machine")
    pytest.importorskip("boto3")
    with serving(tmp_path_factory.mktemp("objects")) as port:
        yield Store(port, client(port))


@pytest.fixture
def objects(
    object_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Store]:
    """The store, as the environment of the program names it."""
    use(monkeypatch, object_store.port, tmp_path)
    yield object_store
    forget_clients()


def use(monkeypatch: pytest.MonkeyPatch, port: int, tmp_path: Path) -> None:
    """Point the program to a port of loopback; its cache lies in the test's folder."""
    for name, value in environment(port, tmp_path).items():
        monkeypatch.setenv(name, value)
    forget_clients()


def environment(port: int, tmp_path: Path) -> dict[str, str]:
    """Name what an operator sets."""
    return {
        **KEYS,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "INGEST_CACHE": str(tmp_path / "cache"),
    }


def forget_clients() -> None:
    """Let the next request read the environment again."""
    from ingest.objects import bucket

    bucket._client.cache_clear()
