"""A process that never outlives us, with its output in a file."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class Guarded:
    """Started behind `suite.guard` in a session of its own, so that Ctrl-C reaches only us and we stop things in order."""

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

    def ask_to_stop(self) -> None:
        if self.running:
            self.process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        self.ask_to_stop()
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()

    def last_words(self, lines: int = 5) -> str:
        """The end of the log, for the sentence that says why it died."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
