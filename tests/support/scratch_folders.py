"""Where tests leave what they throw away: in memory where there is room, since a disk spends longer on the files of a
database made for
one test than the test does."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from suite.folders_and_ports import home

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, which nobody else may write
SPACE_NEEDED = 6_000_000_000  # bytes: what three files of tests at a time take at their most, and half as much again


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A name for a folder, which is gone afterwards. Whoever makes it lets in whom it must."""
    folder = process_folder() / secrets.token_hex(4)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def process_folder() -> Path:
    """This process's own. What a killed one left is swept away."""
    root = MEMORY / f"congbo-{os.getuid()}" if has_space() else home() / "tests"
    root.mkdir(mode=0o711, exist_ok=True)
    for left in root.iterdir():
        if left.name.isdigit() and not Path("/proc", left.name).exists():
            shutil.rmtree(left, ignore_errors=True)
    own = root / str(os.getpid())
    own.mkdir(mode=0o711, exist_ok=True)
    return own


def has_space() -> bool:
    with contextlib.suppress(OSError):
        return MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > SPACE_NEEDED and available() > SPACE_NEEDED
    return False


def available() -> int:
    """Bytes of memory that may be taken."""
    (line,) = (line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemAvailable:"))
    return int(line.split()[1]) * 1024
