"""A process that never outlives us, with its output in a file."""

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

FORMER_WAIT = 30.0  # seconds; a guard needs 20 at most


class StillRuns(Exception):
    """What was started here before has not ended."""


class Guarded:
    """Started behind `suite.guard` in a session of its own, so that Ctrl-C reaches only us and we stop things in
    order."""

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
            _after_the_former(name, output)
            self.process = subprocess.Popen(  # noqa: S603 - the command is ours
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
        """A signal to the command itself, past its guard: a crash, a pause, a waking."""
        if self.process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # it has ended already
                os.write(self.process.stdin.fileno(), bytes([number]))

    def crash(self, by: signal.Signals = signal.SIGKILL) -> None:
        """Until it is gone, without a chance to say goodbye."""
        self.send(by)
        self.process.wait()
        self.stop()

    def stop(self) -> None:
        self.request_stop()
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()

    def last_words(self, lines: int = 5) -> str:
        """The end of the log, for the sentence that says why it died."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _after_the_former(name: str, log: IO[bytes]) -> None:
    """Holds the log until command and guard have ended; waits for those of a copy that was killed a moment ago and are
    ending now."""
    deadline = time.monotonic() + FORMER_WAIT
    while True:
        with contextlib.suppress(OSError):
            return fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if time.monotonic() > deadline:
            raise StillRuns(f"{name} of another copy still runs and writes to {log.name}")
        time.sleep(0.05)
