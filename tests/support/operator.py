"""`python -m <service> …` as an operator types it: a process of its own, and what it said.

It is forked from one that has loaded what every command needs: the tests type about a hundred, and a cold start takes
longer than most of what
they do.
That they start cold, and load no more than they need, is for
`integration/common/operations/test_cold_start.py` and `architecture/test_command_imports.py`.
"""

import asyncio
import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

from common import operations as processes
from suite.databases import SERVICES

WITHIN = 60.0  # seconds
forks = multiprocessing.get_context("forkserver")
COMMANDS = [
    f"common.operations.{module.name}" for module in iter_modules(processes.__path__) if module.name != "api_command"
]
"""All but those that answer requests."""
OF_THE_ASKER = "pytest", __name__
"""A fork loads the main module of who asked for it, and this one."""
forks.set_forkserver_preload([*OF_THE_ASKER, *COMMANDS, *(f"{service}.app" for service in SERVICES)])


class CommandResult(NamedTuple):
    code: int
    out: str
    err: str


async def run_command(service: str, *arguments: str, **settings: str) -> CommandResult:
    """With these settings and none of our own environment's, but for where Python and its modules are."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "HOME") if name in os.environ}
    return await asyncio.to_thread(run_forked, service, arguments, {**kept, **settings})


def run_forked(service: str, arguments: Sequence[str], environment: Mapping[str, str]) -> CommandResult:
    with tempfile.TemporaryDirectory() as folder:
        process = forks.Process(target=_command, args=(service, arguments, environment, Path(folder)))
        process.start()
        process.join(WITHIN)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"{service} {' '.join(arguments)} takes longer than {WITHIN:.0f} s")
        return CommandResult(process.exitcode, *(Path(folder, name).read_text() for name in ("out", "err")))


def _command(service: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for stream, name in ((sys.stdout, "out"), (sys.stderr, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT), stream.fileno())
    sys.argv = [service, *arguments]
    runpy.run_module(service, run_name="__main__", alter_sys=True)


def is_one_sentence(said: str) -> bool:
    return said.count("\n") == 1 and "Traceback" not in said
