"""All output of a running suite that others may read: its logs, its responses and the process list."""

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from suite.stack import Stack
from tests.support.examples import is_full_run

WEBHOOK_SECRET = "whsec_bm9ib2R5LW1heS1yZWFkLXRoaXM="
EVERY = 0.02 if is_full_run() else 0.05  # seconds between two readings of the process list
LONGEST = 4_000_000  # bytes; Linux lets arguments and environment together be 2 MB long


@dataclass
class ProcessList:
    """Every command line that has run on this machine, ours or not."""

    command_lines: set[str] = field(default_factory=set)

    def read(self) -> None:
        with os.scandir("/proc") as processes:  # no `Path`s: that takes four times as long
            for process in processes:
                if process.name.isdigit():
                    with contextlib.suppress(OSError):
                        self.command_lines.add(command_line(process.path).replace("\0", " "))


def command_line(process: str) -> str:
    file = os.open(f"{process}/cmdline", os.O_RDONLY)
    try:
        return os.read(file, LONGEST).decode(errors="replace")
    finally:
        os.close(file)


@contextmanager
def watching_processes() -> Iterator[ProcessList]:
    listed, stop = ProcessList(), threading.Event()

    def watch() -> None:
        while not stop.wait(EVERY):
            listed.read()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield listed
    finally:
        stop.set()
        thread.join()


def logs_of(stack: Stack) -> dict[str, str]:
    """The text of each log, by its path below the stack's folder."""
    return {
        str(file.relative_to(stack.folder)): file.read_text(errors="replace") for file in stack.folder.rglob("*.log")
    }


def secrets_of(stack: Stack) -> dict[str, str]:
    """All secrets of the stack: passwords, private keys line by line, the token with which services read feeds."""
    assert stack.cluster is not None
    secrets = {"the superuser's password": (stack.cluster.folder / "password").read_text()}
    for file in stack.private.iterdir():
        lines = [line for line in file.read_text().splitlines() if line and not line.startswith("---")]
        secrets |= {f"{file.name} line {number}": line for number, line in enumerate(lines, 1)}
    return secrets


def spellings(text: str) -> set[str]:
    """The ways in which a text may occur: as it is, in lower and upper case, escaped in JSON or in a URL, and as
    hexadecimal bytes."""
    plain = {text, text.lower(), text.upper(), text.title()}
    return (
        plain
        | {ascii(each)[1:-1] for each in plain}
        | {quote(each) for each in plain}
        | {each.encode().hex() for each in plain}
    )


def leaks(places: Mapping[str, str], hidden: Mapping[str, str]) -> list[str]:
    """The names of the hidden values that occur, and where; the values themselves are not repeated."""
    by_name = {name: spellings(text) for name, text in hidden.items()}
    return [
        f"{place} reveals {name}"
        for place, text in places.items()
        for name, variants in by_name.items()
        if any(variant in text for variant in variants)
    ]
