"""A user's `pip install`: the built wheel, pyproject's own ranges, a fresh environment, a flow."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from shipped import ROOT, SHIPPED

pytestmark = pytest.mark.install
PAGE = """<html><head><title>Ferry returns to the island</title></head><body><article>
<h1>Ferry returns to the island</h1>
<p>The small ferry that islanders had missed all winter tied up at the pier again this morning.</p>
<p>Its new engine is quieter than the gulls, said the woman who sells tickets there.</p>
</article></body></html>"""


def run(*command: object, cwd: Path, **environment: str) -> str:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "INGEST_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


def test_the_wheel_installs_by_its_own_ranges_and_runs_a_flow(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    build = "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))"
    wheels.mkdir()
    run(sys.executable, "-c", build, wheels, cwd=ROOT)
    [wheel] = wheels.glob("article_ingest-*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    home = tmp_path / "prefect"
    out = tmp_path / "out"
    raw = shutil.copytree(SHIPPED, tmp_path / "raw")
    (raw / "page.html").write_text(PAGE, "utf-8")
    given = {"PREFECT_HOME": str(home), "COLUMNS": "200", "INGEST_SETTLE_SECONDS": "0"}
    said = run(python, "-m", "flows", raw, out, cwd=tmp_path, **given)
    assert "Traceback" not in said
    assert "read_parquet" in said
    read = "import ingest, sys; print(ingest.open_dataset(sys.argv[1], 'articles').count_rows())"
    assert int(run(python, "-c", read, out, cwd=tmp_path)) == 9
