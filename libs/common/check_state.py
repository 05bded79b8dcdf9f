"""The result of a check, and the exit code by which a script or a cron job recognises it."""

from enum import IntEnum


class CheckState(IntEnum):
    """The value is the exit code: 0 for a check that passed, 1 for one that failed, 2 for one that could not run, 3
    where nothing is broken and people have not done in time what is theirs to do."""

    OK = 0
    FAILED = 1
    UNKNOWN = 2
    OVERDUE = 3

    @property
    def label(self) -> str:
        """Failures are in capital letters, so that they stand out between the lines of what passed."""
        return ("ok", "FAILED", "unknown", "OVERDUE")[self]


WORST_FIRST = (CheckState.FAILED, CheckState.UNKNOWN, CheckState.OVERDUE)


def worst_of(states: list[CheckState]) -> CheckState:
    """A failure takes precedence over a check that could not run, and both over what is overdue."""
    return next((state for state in WORST_FIRST if state in states), CheckState.OK)


class PrerequisiteMissing(Exception):
    """A command cannot run because something that it needs is missing; the message names it in one sentence."""
