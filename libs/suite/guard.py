"""Runs one command and ends it when the parent process has ended in whatever way: `python -m suite.guard [--user
UID:GID] -- COMMAND`.

The standard input is a pipe whose other end the parent holds. A killed parent cannot clean up after itself, but its end
of the pipe is closed. A byte that arrives on the pipe is the number of a signal for the command itself.
"""

import os
import select
import signal
import subprocess
import sys
from types import FrameType

STOP_WAIT = 20.0  # PostgreSQL's fast shutdown writes a checkpoint first


def main(arguments: list[str]) -> int:
    options, command = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    user = group = None
    if options[:1] == ["--user"]:
        user, group = (int(part) for part in options[1].split(":"))
    extra: list[int] | None = None if user is None else []
    stop_requested = False

    def request_stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stop_requested
        stop_requested = True

    # The handlers are set before the command starts: else it could inherit an ignored SIGINT, which is how a shell
    # starts background jobs.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, request_stop)
    child = subprocess.Popen(  # noqa: S603 - only the suite passes commands
        command, stdin=subprocess.DEVNULL, user=user, group=group, extra_groups=extra, start_new_session=True
    )
    while child.poll() is None and not stop_requested:
        readable, _, _ = select.select([sys.stdin], [], [], 0.1)
        if readable:
            byte = os.read(sys.stdin.fileno(), 1)
            if not byte:
                break
            child.send_signal(byte[0])
    return end(child)


def end(child: subprocess.Popen[bytes]) -> int:
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        child.send_signal(signal.SIGCONT)  # a paused process handles SIGINT only after it continues
        try:
            child.wait(STOP_WAIT)
        except subprocess.TimeoutExpired:
            child.kill()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
