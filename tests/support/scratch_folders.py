"""Temporary folders of tests: in memory if there is room, since writing the files of a test's database to a disk takes
longer than the test."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from suite.folders_and_ports import home

MEMORY = Path("/dev/shm")  # noqa: S108 - we use a folder of our own in it, which nobody else may write
SPACE_NEEDED = 8_000_000_000  # bytes: one and a half times the most that four test files at once use


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yields the path of a folder that is removed afterwards. The caller creates it, with the permissions it needs."""
    folder = process_folder() / secrets.token_hex(4)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def process_folder() -> Path:
    """The folder of this process. Folders of processes that have ended are removed."""
    root = MEMORY / f"congbo-{os.getuid()}" if has_space() else home() / "tests"
    root.mkdir(mode=0o711, exist_ok=True)
    for folder in root.iterdir():
        if folder.name.isdigit() and not Path("/proc", folder.name).exists():
            shutil.rmtree(folder, ignore_errors=True)
    own = root / str(os.getpid())
    own.mkdir(mode=0o711, exist_ok=True)
    return own


def has_space() -> bool:
    with contextlib.suppress(OSError):
        return MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > SPACE_NEEDED and available() > SPACE_NEEDED
    return False


def available() -> int:
    """Bytes of available memory."""
    (line,) = (line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemAvailable:"))
    return int(line.split()[1]) * 1024
