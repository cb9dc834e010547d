"""What object storage refuses, in the words of a file system."""

import contextlib
import errno
from collections.abc import Iterator
from typing import Any

__all__ = ["Outdated", "as_os_errors", "extra_missing"]

_BY_STATUS = {401: errno.EACCES, 403: errno.EACCES, 404: errno.ENOENT}
_PASSING = {"IncompleteReadError", "ResponseStreamingError", "ReadTimeoutError", "ProtocolError"}
"""Errors of a body that broke off; the request may be made again."""


class Outdated(Exception):
    """An object is not the version that it was expected to be; somebody else was first."""


@contextlib.contextmanager
def as_os_errors(place: str) -> Iterator[None]:
    """Turn the client's errors into those of a file system.

    Raises:
        Outdated: a condition of the request does not hold.
        ConnectionError: the answer broke off.
        OSError: everything else.
    """
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import (
        BotoCoreError,
        ClientError,
        HTTPClientError,
        NoCredentialsError,
    )
    from urllib3.exceptions import HTTPError

    try:
        yield
    except ClientError as error:
        raise _of_answer(error, place) from None
    except (HTTPClientError, HTTPError) as error:
        reason = f"{place}: {_line(error)}"
        if type(error).__name__ in _PASSING:
            raise ConnectionError(errno.ECONNRESET, reason) from None
        raise OSError(errno.EIO, reason) from None
    except NoCredentialsError as error:
        raise PermissionError(errno.EACCES, f"{place}: {_line(error)}") from None
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(errno.EIO, f"{place}: {_line(error)}") from None


def _of_answer(error: Any, place: str) -> Exception:
    """Read the server's answer."""
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    said = error.response.get("Error", {})
    code = said.get("Code", "") or str(status)
    if status == 412 or code == "PreconditionFailed":
        return Outdated(place)
    if status == 409 and code == "ConditionalRequestConflict":
        return ConnectionResetError(errno.ECONNRESET, f"{place}: {code}")
    message = said.get("Message", "")
    reason = f"{place}: {code}{': ' if message else ''}{message}"
    return OSError(_BY_STATUS.get(status, errno.EIO), reason)


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def extra_missing() -> str:
    """Say how object storage is made available."""
    return "object storage needs the extra: pip install 'article-ingest[s3]'"
