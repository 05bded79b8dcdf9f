"""The whole suite as real processes, for tests that call, stop and kill them."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from suite.stack import Stack
from tests.support.operator import run_forked
from tests.support.postgres import new_cluster
from tests.support.scratch_folders import scratch_folder

RESIDENTS = 60


@dataclass
class ConfiguredStack(Stack):
    """A stack with additional environment variables; its commands are forked, not started cold."""

    more: Mapping[str, str] = field(default_factory=dict)

    def environment(self, service: str, command: str) -> dict[str, str]:
        return {**super().environment(service, command), **self.more}

    def run(self, service: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        result = run_forked(service, arguments, {**os.environ, **self.environment(service, arguments[0])})
        return subprocess.CompletedProcess(arguments, result.code, result.out, result.err)

    def _run_all(self, commands: Sequence[tuple[str, ...]]) -> None:
        with ThreadPoolExecutor(len(commands)) as threads:
            for result in threads.map(lambda command: self.run(*command), commands):
                assert result.returncode == 0, result.stdout + result.stderr


@contextmanager
def running_stack(bus: str, split: bool, kind: Callable[..., Stack] = Stack) -> Iterator[Stack]:
    """A stack with its own PostgreSQL and Kafka, since the tests stop them."""
    with scratch_folder() as folder:
        stack = kind(folder, bus, residents=RESIDENTS, split=split)
        folder.mkdir(mode=0o711)
        new_cluster(folder / "postgresql")
        try:
            with pytest.MonkeyPatch.context() as environment, ThreadPoolExecutor(1) as thread:
                for name in ("DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS"):
                    environment.delenv(name, raising=False)
                thread.submit(stack.start).result()  # it runs an event loop, and this thread already has one
            yield stack
        finally:
            stack.stop()


def kill_each_in_turn(stack: Stack) -> None:
    for name in stack.process_names():
        stack.processes[name].crash()
        time.sleep(0.2)
        stack.start_process(name)


def restart_postgresql(stack: Stack, by: signal.Signals = signal.SIGQUIT) -> None:
    """Crashes PostgreSQL, without a checkpoint, and starts it again on the same port, where it recovers what was
    committed from its write-ahead log."""
    cluster = stack.cluster
    assert cluster is not None
    assert cluster.server is not None
    port = cluster.port
    cluster.server.crash(by)
    cluster.start(preferred_port=port)
    assert cluster.port == port


def processes_of(folder: Path) -> dict[int, str]:
    """The command lines, by process id, of processes that have the folder's name in their arguments, environment or
    working directory."""
    running = [
        process
        for process in Path("/proc").iterdir()
        if process.name.isdigit() and folder.name in _description(process)
    ]
    return {int(process.name): _read(process, "cmdline").replace("\0", " ") for process in running}


def _description(process: Path) -> str:
    text = _read(process, "cmdline") + _read(process, "environ")
    with contextlib.suppress(OSError):
        text += str((process / "cwd").readlink())
    return text


def _read(process: Path, part: str) -> str:
    """A file of /proc; empty if the process has ended or belongs to another user."""
    with contextlib.suppress(OSError):
        return (process / part).read_text(errors="replace")
    return ""
