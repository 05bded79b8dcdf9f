"""A child process that ends with its parent, with its output in a file."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

PREVIOUS_WAIT = 30.0  # seconds; a guard needs 20 at most


class PreviousProcessRuns(Exception):
    """The process that was started before with the same log has not ended."""


class SupervisedProcess:
    """Runs a command under `suite.guard` in a session of its own, so that Ctrl-C reaches only the parent, which stops
    its processes in order."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        env: Mapping[str, str] | None = None,
        user: tuple[int, int] | None = None,
    ) -> None:
        self.name = name
        self.log = log
        as_user = [] if user is None else ["--user", f"{user[0]}:{user[1]}"]
        with log.open("ab") as output:
            _lock_log(name, output)
            self.process = subprocess.Popen(  # noqa: S603 - only the suite passes commands
                [sys.executable, "-m", "suite.guard", *as_user, "--", *command],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env={**os.environ, **(env or {})},
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def request_stop(self) -> None:
        if self.running:
            self.process.send_signal(signal.SIGTERM)

    def send(self, number: signal.Signals) -> None:
        """Sends a signal to the command itself instead of its guard, to crash, pause or resume it."""
        if self.process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # the command has ended already
                os.write(self.process.stdin.fileno(), bytes([number]))

    def crash(self, by: signal.Signals = signal.SIGKILL) -> None:
        """Ends the command without a chance to clean up, and waits until it has ended."""
        self.send(by)
        self.process.wait()
        self.stop()

    def stop(self) -> None:
        self.request_stop()
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()

    def log_tail(self, lines: int = 5) -> str:
        """Returns the last lines of the log, for the message that says why the process ended."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _lock_log(name: str, log: IO[bytes]) -> None:
    """Locks the log until command and guard have ended. Waits for the processes of a copy that was killed a moment ago
    and are still ending."""
    deadline = time.monotonic() + PREVIOUS_WAIT
    while True:
        with contextlib.suppress(OSError):
            return fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if time.monotonic() > deadline:
            raise PreviousProcessRuns(f"{name} of another copy still runs and writes to {log.name}")
        time.sleep(0.05)
