"""All that a running suite says where others may read it: its logs, what it answers, and the process list."""

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from suite.stack import Stack

WEBHOOK_SECRET = "whsec_bm9ib2R5LW1heS1yZWFkLXRoaXM="
EVERY = 0.02  # seconds between looks at the process list
LONGEST = 4_000_000  # bytes; Linux lets arguments and environment together be 2 MB long


@dataclass
class ProcessList:
    """Every command line that was seen on this machine, ours or not."""

    seen: set[str] = field(default_factory=set)

    def look(self) -> None:
        with os.scandir("/proc") as processes:  # no `Path`s: that takes four times as long
            for process in processes:
                if process.name.isdigit():
                    with contextlib.suppress(OSError):
                        self.seen.add(command_line(process.path).replace("\0", " "))


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
            listed.look()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield listed
    finally:
        stop.set()
        thread.join()


def logs_of(stack: Stack) -> dict[str, str]:
    """By the file's place below the town's folder; the folders with keys and with PostgreSQL's own files are no
    logs."""
    return {
        str(file.relative_to(stack.folder)): file.read_text(errors="replace") for file in stack.folder.rglob("*.log")
    }


def secrets_of(stack: Stack) -> dict[str, str]:
    """What opens something: passwords, private keys line by line, the token that services read feeds with."""
    assert stack.cluster is not None
    found = {"the superuser's password": (stack.cluster.folder / "password").read_text()}
    for file in stack.private.iterdir():
        lines = [line for line in file.read_text().splitlines() if line and not line.startswith("---")]
        found |= {f"{file.name} line {number}": line for number, line in enumerate(lines, 1)}
    return found


def spellings(text: str) -> set[str]:
    """As it may stand in a text: as it is, in small and capital letters, as JSON escapes it, in an address, and as
    hexadecimal bytes."""
    plain = {text, text.lower(), text.upper(), text.title()}
    return (
        plain
        | {ascii(each)[1:-1] for each in plain}
        | {quote(each) for each in plain}
        | {each.encode().hex() for each in plain}
    )


def leaks(places: Mapping[str, str], hidden: Mapping[str, str]) -> list[str]:
    """Which hidden things are told, and where; the things themselves are not told again."""
    ways = {name: spellings(text) for name, text in hidden.items()}
    return [
        f"{place} tells {name}"
        for place, said in places.items()
        for name, each in ways.items()
        if any(way in said for way in each)
    ]
