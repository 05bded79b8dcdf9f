"""The result of a check, and the exit code by which a script or a cron job recognises it."""

from enum import IntEnum


class CheckState(IntEnum):
    """The value is the exit code: 0 for a check that passed, 1 for one that failed, 2 for one that could not run."""

    OK = 0
    FAILED = 1
    UNKNOWN = 2

    @property
    def label(self) -> str:
        """Failures are in capital letters, so that they stand out between the lines of what passed."""
        return ("ok", "FAILED", "unknown")[self]


def worst_of(states: list[CheckState]) -> CheckState:
    """A failure takes precedence over a check that could not run."""
    if CheckState.FAILED in states:
        return CheckState.FAILED
    return max(states, default=CheckState.OK)


class PrerequisiteMissing(Exception):
    """A command cannot run because something that it needs is missing; the message names it in one sentence."""
