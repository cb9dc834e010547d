"""Object storage: addresses that begin with `s3://`, and the few requests this program makes.

Needs the extra `s3`. Endpoint, region and credentials come from the usual AWS_* variables and
files.
"""

from ingest.objects.address import Address, absolute, address_of, named
from ingest.objects.bucket import Bucket, Found, Outdated, open_bucket
from ingest.objects.filesystem import file_system

__all__ = [
    "Address",
    "Bucket",
    "Found",
    "Outdated",
    "absolute",
    "address_of",
    "file_system",
    "named",
    "open_bucket",
]
