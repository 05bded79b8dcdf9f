"""Starts `python -m suite …` as a process, with a data directory of its own."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from suite.folders_and_ports import home
from tests.support.running_stack import processes_of

READY_WITHIN = 240.0  # seconds; it takes 10 on an idle machine
ENDED_WITHIN = 60.0


@dataclass
class LaunchedCommand:
    """A started command; its output goes to a file."""

    process: subprocess.Popen[bytes]
    output: Path

    @property
    def printed(self) -> str:
        return self.output.read_text()

    def wait_for_output(self, text: str, within: float = READY_WITHIN) -> None:
        deadline = time.monotonic() + within
        while text not in self.printed:
            assert self.process.poll() is None, f"the command ended with {self.process.returncode}: {self.printed}"
            assert time.monotonic() < deadline, f"{text!r} was not printed: {self.printed}"
            time.sleep(0.02)

    def wait_for_exit(self, within: float) -> int:
        return self.process.wait(within)

    def interrupt(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.wait_for_exit(ENDED_WITHIN)


@dataclass
class Launcher:
    """All commands that it starts share one data directory, by whose name their processes are found."""

    home: Path
    launched: list[LaunchedCommand] = field(default_factory=list)

    def suite(self, *arguments: str, **environment: str) -> LaunchedCommand:
        output = self.home / f"output-{len(self.launched)}"
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS")
        }
        with output.open("wb") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "suite", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                env={"DEMO_DOSSIERS": "40", **inherited, "CONGBO_HOME": str(self.home), **environment},
            )
        command = LaunchedCommand(process, output)
        self.launched.append(command)
        return command

    def kill(self, command: str) -> None:
        """Kills one of the processes that the started commands run, not its guard."""
        running = processes_of(self.home)
        (pid,) = [pid for pid, line in running.items() if command in line and "suite.guard" not in line]
        os.kill(pid, signal.SIGKILL)

    def wait_until_all_exited(self) -> None:
        deadline = time.monotonic() + ENDED_WITHIN
        while left := processes_of(self.home):
            assert time.monotonic() < deadline, f"processes left after {ENDED_WITHIN:.0f} s: {list(left.values())}"
            time.sleep(0.1)


@contextmanager
def run_launcher() -> Iterator[Launcher]:
    launcher = Launcher(home() / "tests" / secrets.token_hex(4))
    launcher.home.mkdir(mode=0o711, parents=True)
    try:
        yield launcher
    finally:
        for command in launcher.launched:
            command.process.kill()
            command.process.wait()
        launcher.wait_until_all_exited()
        shutil.rmtree(launcher.home, ignore_errors=True)
