"""`python -m <service> …` as an operator types it: a process of its own, and what it said."""

import asyncio
import os
import sys
from typing import NamedTuple


class Said(NamedTuple):
    code: int
    out: str
    err: str


async def typed(service: str, *arguments: str, **settings: str) -> Said:
    """With these settings and none of our own environment's, but for where Python and its modules are."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", service, *arguments, env={**kept, **settings}, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    assert process.returncode is not None
    return Said(process.returncode, out.decode(), err.decode())


def one_sentence(said: str) -> bool:
    return said.count("\n") == 1 and "Traceback" not in said
