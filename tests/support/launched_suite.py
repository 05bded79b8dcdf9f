"""`python -m suite …` as a process of its own, with a home of its own."""

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

READY_WITHIN = 90.0  # seconds; it takes 10 on an idle machine
ENDED_WITHIN = 25.0


@dataclass
class LaunchedCommand:
    """What it says goes to a file, as its output on a terminal does."""

    process: subprocess.Popen[bytes]
    output: Path

    @property
    def printed(self) -> str:
        return self.output.read_text()

    def wait_for_output(self, text: str, within: float = READY_WITHIN) -> None:
        deadline = time.monotonic() + within
        while text not in self.printed:
            assert self.process.poll() is None, f"it ended with {self.process.returncode}: {self.printed}"
            assert time.monotonic() < deadline, f"{text!r} was not said: {self.printed}"
            time.sleep(0.02)

    def wait_for_exit(self, within: float) -> int:
        return self.process.wait(within)

    def interrupt(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.wait_for_exit(ENDED_WITHIN)


@dataclass
class Launcher:
    """All that is launched here shares one home, whose name is found in each of its processes."""

    home: Path
    launched: list[LaunchedCommand] = field(default_factory=list)

    def suite(self, *arguments: str, **environment: str) -> LaunchedCommand:
        output = self.home / f"output-{len(self.launched)}"
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS")
        }
        with output.open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "suite", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env={**inherited, "CONGBO_HOME": str(self.home), **environment},
            )
        made = LaunchedCommand(process, output)
        self.launched.append(made)
        return made

    def kill(self, command: str) -> None:
        """One of the processes that were started by what is launched here, not its guard."""
        (pid,) = [pid for pid, said in processes_of(self.home).items() if command in said and "suite.guard" not in said]
        os.kill(pid, signal.SIGKILL)

    def wait_until_all_exited(self) -> None:
        deadline = time.monotonic() + ENDED_WITHIN
        while left := processes_of(self.home):
            assert time.monotonic() < deadline, f"left after {ENDED_WITHIN:.0f} s: {list(left.values())}"
            time.sleep(0.1)


@contextmanager
def run_launcher() -> Iterator[Launcher]:
    made = Launcher(home() / "tests" / secrets.token_hex(4))
    made.home.mkdir(mode=0o711, parents=True)
    try:
        yield made
    finally:
        for one in made.launched:
            one.process.kill()
            one.process.wait()
        made.wait_until_all_exited()
        shutil.rmtree(made.home, ignore_errors=True)
