"""Where the shipped raw articles lie, and how tests name the rows of a dataset."""

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "raw"

Rows = list[dict[str, Any]]
