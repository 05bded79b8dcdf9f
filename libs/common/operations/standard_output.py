"""Standard output of a command: who reads it may close it early, as `head` does, and the disk behind it may be full.
Neither is a fault of the database, which is where other errors of the system come from."""

import io
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

from common.check_state import CheckState

EXIT_OUTPUT_CLOSED = 128 + signal.SIGPIPE
EXIT_INTERRUPTED = 128 + signal.SIGINT


class OutputClosed(Exception):
    """The reader of the output has closed it. It is no `OSError`, which libraries would handle by themselves."""


class OutputNotWritten(Exception):
    """The output cannot be written, as on a full disk."""


class StandardOutput(io.TextIOWrapper):
    """Raises `OutputClosed` and `OutputNotWritten`."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as error:
            raise output_error(error) from error

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise output_error(error) from error


def output_error(error: OSError) -> Exception:
    return OutputClosed() if isinstance(error, BrokenPipeError) else OutputNotWritten(error.strerror or str(error))


def exit_with(main: Callable[[], int | str | None]) -> NoReturn:
    """Exits with what `main` returns, or with what its `SystemExit` holds, after all output is written. After Ctrl-C,
    or where the reader has closed the output, it exits as a process that was ended by that signal, and prints
    nothing."""
    output = sys.stdout = _checked(sys.stdout)
    try:
        code = _code_of(main)
        output.flush()
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except OutputClosed:
        code = EXIT_OUTPUT_CLOSED
        _abandon(output)
    except OutputNotWritten as error:
        code = CheckState.UNKNOWN
        _abandon(output)
        print(f"the output cannot be written: {error}", file=sys.stderr)
    sys.exit(code)


def _checked(stream: object) -> StandardOutput:
    if not isinstance(stream, io.TextIOWrapper):
        raise TypeError("standard output is no file")
    stream.flush()
    return StandardOutput(
        stream.detach(), stream.encoding, stream.errors, line_buffering=stream.line_buffering, write_through=False
    )


def _code_of(main: Callable[[], int | str | None]) -> int | str | None:
    try:
        return main()
    except SystemExit as ended:
        return ended.code


def _abandon(output: StandardOutput) -> None:
    """What is still buffered goes nowhere, so that the interpreter does not fail over it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, output.fileno())
    os.close(nowhere)
