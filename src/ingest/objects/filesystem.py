"""Object storage as Arrow reads it: columns and row groups, when they are asked for."""

import functools
import os
from typing import Any

__all__ = ["file_system"]

_ATTEMPTS = 5
_CONNECT_SECONDS = 5
_ANSWER_SECONDS = 20


def file_system() -> Any:
    """Open a pyarrow file system by the usual AWS_* variables and files."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return _open(endpoint, region)


@functools.lru_cache(maxsize=4)
def _open(endpoint: str, region: str | None) -> Any:
    from pyarrow import fs

    scheme, _, host = endpoint.rpartition("://")
    retries = fs.AwsStandardS3RetryStrategy(max_attempts=_ATTEMPTS)
    return fs.S3FileSystem(
        endpoint_override=host.rstrip("/") or None,
        scheme=scheme or "https",
        region=region,
        connect_timeout=_CONNECT_SECONDS,
        request_timeout=_ANSWER_SECONDS,
        retry_strategy=retries,
    )
