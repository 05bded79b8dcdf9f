"""Keeps the processes of a stack running: one that ends is started again, unless it ends again and again."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from typing import Protocol

from suite.stack import CannotRun
from suite.supervised_process import SupervisedProcess

MOST_DEATHS = 5
WITHIN = 60.0
"""Seconds. What dies more often is broken, and only hides it by being started again."""
FIRST_WAIT = 0.5
"""Seconds before a process is started again; after each further death within a minute twice as many."""


class Restartable(Protocol):
    """The part of `Stack` that restarts need."""

    def supervised(self) -> Mapping[str, SupervisedProcess]: ...

    def start_again(self, name: str) -> None: ...


class Restarts:
    def __init__(
        self, stack: Restartable, report: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stack = stack
        self._report = report
        self._clock = clock
        self._deaths: dict[str, deque[float]] = defaultdict(deque)
        self._waiting: dict[str, tuple[SupervisedProcess, float]] = {}

    def look(self) -> None:
        """Starts what has ended, each after its wait.

        Raises `CannotRun` at the fifth death of one process within a minute.
        """
        for name, process in self._stack.supervised().items():
            if process.running:
                continue
            ended, due = self._waiting.get(name, (None, 0.0))
            if ended is not process:
                due = self._clock() + self._wait_after_death(name, process)
                self._waiting[name] = process, due
            if self._clock() >= due:
                self._stack.start_again(name)

    def _wait_after_death(self, name: str, process: SupervisedProcess) -> float:
        deaths = self._deaths[name]
        deaths.append(self._clock())
        while deaths[0] <= self._clock() - WITHIN:
            deaths.popleft()
        if len(deaths) >= MOST_DEATHS:
            raise CannotRun(
                f"{name} ended {MOST_DEATHS} times within {WITHIN:.0f} s and is not started again:"
                f" {process.log_tail(3)}"
            )
        wait = FIRST_WAIT * 2.0 ** (len(deaths) - 1)
        self._report(f"{name} ended by itself and is started again in {wait:g} s; its log is {process.log}")
        return wait
