"""Writes the access log to a file."""

import asyncio
import os
from pathlib import Path
from typing import BinaryIO

from common.service.definition import Runtime
from population_lookup.access_log.formats.exported_lines import render_line
from population_lookup.access_log.storage.repository import lines_of_snapshot

OWNER_ALONE = 0o600
"""The log names citizens: only who exports it may read the file."""


async def export_lines(runtime: Runtime, file: Path) -> int:
    """Returns how many lines there are. The log is one snapshot: look-ups go on meanwhile. A file that was not written
    to its end is removed. Raises `FileExistsError`: a file that is there stays as it is."""
    opened = await asyncio.to_thread(new_private_file, file)
    try:
        with opened:
            return await _write(runtime, opened)
    except BaseException:
        await asyncio.to_thread(file.unlink, missing_ok=True)
        raise


async def _write(runtime: Runtime, opened: BinaryIO) -> int:
    written = 0
    async for lines in lines_of_snapshot(runtime.engine):
        opened.write(b"".join(render_line(line) for line in lines))
        written += len(lines)
    return written


def new_private_file(file: Path) -> BinaryIO:
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "wb")
