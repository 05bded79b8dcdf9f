"""Who reads the output of a command may close it early, and the disk behind it may be full: neither is a fault of the
database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from common.operations.standard_output import EXIT_INTERRUPTED, EXIT_OUTPUT_CLOSED

PRINTS = """
import sys
from common.operations.standard_output import exit_with
def main():
    for number in range(100_000):
        print("line", number)
    return 0
exit_with(main)
"""
PRINTS_TABLE = """
from rich.console import Console
from common.operations.standard_output import exit_with
def main():
    for number in range(20_000):
        Console(width=200).print("line", number)
    return 0
exit_with(main)
"""
PRINTS_LITTLE = """
from common.operations.standard_output import exit_with
exit_with(lambda: print("line"))
"""
INTERRUPTED = """
import os, signal
from common.operations.standard_output import exit_with
signal.signal(signal.SIGINT, signal.default_int_handler)  # jobs in the background inherit that it is ignored
exit_with(lambda: os.kill(os.getpid(), signal.SIGINT))
"""
EXITS = """
import sys
from common.operations.standard_output import exit_with
exit_with(lambda: sys.exit({code!r}))
"""


def run(program: str, stdout: int) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", program], stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("program", [PRINTS, PRINTS_TABLE, PRINTS_LITTLE], ids=["much", "tables", "less than a buffer"])
def test_a_reader_that_has_closed_the_output_ends_the_command_without_a_word(program: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert run(program, writing) == (EXIT_OUTPUT_CLOSED, "")
    finally:
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the machine has no /dev/full")
@pytest.mark.parametrize("program", [PRINTS, PRINTS_LITTLE], ids=["much", "less than a buffer"])
def test_a_full_disk_is_named(program: str) -> None:
    with Path("/dev/full").open("wb") as full:
        assert run(program, full.fileno()) == (2, "the output cannot be written: No space left on device\n")


def test_ctrl_c_ends_a_command_without_a_traceback() -> None:
    assert run(INTERRUPTED, subprocess.DEVNULL) == (EXIT_INTERRUPTED, "")


@pytest.mark.parametrize(
    ("code", "expected"), [(0, (0, "")), (1, (1, "")), (None, (0, "")), ("a sentence", (1, "a sentence\n"))]
)
def test_other_exits_are_kept(code: object, expected: tuple[int, str]) -> None:
    assert run(EXITS.format(code=code), subprocess.DEVNULL) == expected
