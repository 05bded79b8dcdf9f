"""Which processes are started again, and when a stack gives up."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from suite.restarts import Restarts
from suite.stack import CannotRun


@dataclass
class Process:
    running: bool = True
    log: Path = Path("reporting.log")

    def log_tail(self, lines: int) -> str:
        return f"the last {lines} lines"


@dataclass
class StackOfTwo:
    processes: dict[str, Process] = field(default_factory=lambda: {"procedures": Process(), "reporting": Process()})
    started: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.restarts = Restarts(self, self.printed.append, lambda: self.seconds)  # type: ignore[arg-type]  # no processes

    def supervised(self) -> dict[str, Process]:
        return self.processes

    def start_again(self, name: str) -> None:
        self.started.append(name)
        self.processes[name] = Process()

    def dies(self, name: str) -> None:
        self.processes[name].running = False
        self.restarts.look()

    def goes_on(self, seconds: float) -> None:
        self.seconds += seconds
        self.restarts.look()


def test_what_ends_is_started_again_after_its_wait_and_only_that() -> None:
    stack = StackOfTwo()
    stack.dies("reporting")
    assert stack.started == []
    stack.goes_on(0.4)
    assert stack.started == []
    stack.goes_on(0.1)
    assert stack.started == ["reporting"]
    assert stack.printed == [
        "reporting ended by itself and is started again in 0.5 s; its log is reporting.log",
    ]


def test_each_wait_is_twice_the_one_before() -> None:
    stack = StackOfTwo()
    for wait in (0.5, 1.0, 2.0, 4.0):
        stack.dies("reporting")
        stack.goes_on(wait - 0.1)
        before = len(stack.started)
        stack.goes_on(0.1)
        assert len(stack.started) == before + 1


def test_the_fifth_death_within_a_minute_ends_the_stack() -> None:
    stack = StackOfTwo()
    for _ in range(4):
        stack.dies("reporting")
        stack.goes_on(5)
    with pytest.raises(CannotRun, match="reporting ended 5 times within 60 s and is not started again: the last 3"):
        stack.dies("reporting")


def test_deaths_of_the_last_minute_and_of_one_process_are_counted() -> None:
    stack = StackOfTwo()
    for _ in range(12):
        stack.dies("reporting")
        stack.goes_on(8)
        stack.goes_on(8)
    for _ in range(4):
        stack.dies("procedures")
        stack.goes_on(4)
    assert stack.started.count("procedures") == 4
