"""Runs `python -m <service> …` as an operator does, in a process of its own, and returns its output.

The process is forked from one that has imported what every command needs: the tests run about a hundred commands, and
a cold start takes longer than most of them. That commands also start cold, and import no more than they need, is
tested by `integration/common/operations/test_cold_start.py` and `architecture/test_command_imports.py`.
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

WITHIN = 180.0  # seconds
forks = multiprocessing.get_context("forkserver")
COMMANDS = [
    f"common.operations.{module.name}" for module in iter_modules(processes.__path__) if module.name != "api_command"
]
"""All commands but `api`."""
OF_THE_PARENT = "pytest", __name__
"""A fork imports the main module of its parent, and this one."""
forks.set_forkserver_preload([*OF_THE_PARENT, *COMMANDS, *(f"{service}.app" for service in SERVICES)])


class CommandResult(NamedTuple):
    code: int
    out: str
    err: str


async def run_command(service: str, *arguments: str, **settings: str) -> CommandResult:
    """Runs a command with these settings; of the environment it gets only what Python needs to find its modules."""
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


def is_one_sentence(output: str) -> bool:
    return output.count("\n") == 1 and "Traceback" not in output
