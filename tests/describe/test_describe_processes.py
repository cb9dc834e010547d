"""Other processes, other caches, other hash seeds: the same bytes."""

import hashlib
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from ingest import describe
from ingest.settings import Settings

TEXTS = [
    "The mayor said the council would discuss the new budget on Monday, and not before. " * 3,
    "Der Rat der Stadt hat am Montag über den neuen Haushalt beraten, ohne Ergebnis. " * 3,
    "市议会星期一讨论了新的预算，但没有作出决定。" * 5,
    "นายกเทศมนตรีกล่าวว่าสภาจะหารือเรื่องงบประมาณใหม่ในวันจันทร์",
    "",
    "x",
]
PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
from test_describe_processes import digest
print(digest())
"""


def digest() -> str:
    """Hash every column's bytes."""
    found = describe.describe(pa.array(TEXTS, pa.large_string()), Settings())
    sink = pa.BufferOutputStream()
    table = pa.table(found)
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return hashlib.sha256(sink.getvalue().to_pybytes()).hexdigest()


def in_a_fresh_process(**environment: str) -> str:
    program = PROGRAM.format(folder=str(Path(__file__).parent))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seeds_do_not_matter(seed: str) -> None:
    assert in_a_fresh_process(PYTHONHASHSEED=seed) == digest()


def test_tables_built_in_memory_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert in_a_fresh_process(XDG_CACHE_HOME=str(tmp_path / "file")) == digest()


def test_forked_workers_give_the_same() -> None:
    describe.warm()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert set(pool.starmap(digest, [()] * 4)) == {digest()}
