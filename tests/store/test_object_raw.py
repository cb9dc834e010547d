"""RAW in object storage: what is listed there is read as if it lay in a folder."""

import sys
from pathlib import Path

import pytest

from ingest import pipeline, stages
from ingest.discover import list_raw
from ingest.errors import RawFolderMissing, UsageError
from ingest.settings import load_settings
from object_server import Store, forget_clients
from shipped import SHIPPED
from store_inline import Inline
from test_order import published

pytestmark = pytest.mark.xdist_group("objects")


def without_times(out: Path) -> dict[str, object]:
    """Everything but the times at which the raw files were written."""
    tables: dict[str, object] = dict(published(out))
    tables["files"] = published(out)["files"].drop_columns("mtime_ns")
    return tables


def test_it_lists_objects_as_files(objects: Store) -> None:
    prefix = objects.fresh()
    for name in ("a.txt", "b/c d.txt", "b/ä+%20.txt", "folder/"):
        objects.put(f"{prefix}/{name}", b"" if name.endswith("/") else b"text")
    listing = list_raw(Path(f"s3://news/{prefix}"))
    assert [file.source_path for file in listing.files] == ["a.txt", "b/c d.txt", "b/ä+%20.txt"]
    assert {file.size for file in listing.files} == {4}
    assert not listing.refused


@pytest.mark.parametrize("place", ["s3://news/nothing-here", "s3://no-such-bucket/raw"])
def test_a_place_without_objects_is_refused(objects: Store, place: str) -> None:
    with pytest.raises(RawFolderMissing, match=place):
        list_raw(Path(place))


def test_objects_come_out_as_files_do(
    objects: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings(settle_seconds=0, workers=2)
    address = objects.copy_in(SHIPPED, objects.fresh())
    # A fork server started by an earlier test would not know where this store is.
    monkeypatch.setattr(stages, "Workers", Inline)
    far = pipeline.run(address, tmp_path / "far", settings)
    local = pipeline.run(SHIPPED, tmp_path / "local", settings)
    assert far.counts == local.counts
    assert far.counts.files_taken == len(list(SHIPPED.iterdir()))
    assert without_times(tmp_path / "far") == without_times(tmp_path / "local")
    again = pipeline.run(address, tmp_path / "far", settings)
    assert (again.committed, again.counts.files_unchanged) == (False, again.counts.files_listed)


def test_without_the_extra_it_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_clients()
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(UsageError, match=r"pip install 'article-ingest\[s3\]'"):
        list_raw(Path("s3://news/raw"))
