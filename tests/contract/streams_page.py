"""The parts of docs/streams.md, for the tests that compare it with the code."""

import json
import re
from pathlib import Path
from typing import Any

from tests.contract.stream_vectors import FILE

ROOT = Path(__file__).parents[2]
PAGE_FILE = ROOT / "docs" / "streams.md"
PAGE = PAGE_FILE.read_text()
FOLLOW, CHECK_HEAD = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
VECTORS: dict[str, Any] = json.loads(FILE.read_text())


def table(heading: str) -> list[list[str]]:
    """Returns the cells of the table whose first column has this heading."""
    (rows,) = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows.splitlines()]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)
