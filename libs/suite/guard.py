"""Runs one command and ends it when whoever started us is gone, however that happened: `python -m suite.guard [--user
UID:GID] -- COMMAND`.

Our standard input is a pipe whose other end the parent holds. A killed parent cannot clean up after itself, but its
pipe closes.
A byte that comes through it is the number of a signal for the command itself.
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

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(
            number, request_stop
        )  # before the command is there, which would inherit that a shell's `&` ignores SIGINT
    child = subprocess.Popen(  # noqa: S603 - the command is ours
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
        child.send_signal(signal.SIGCONT)  # a paused process would not hear the first
        try:
            child.wait(STOP_WAIT)
        except subprocess.TimeoutExpired:
            child.kill()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
