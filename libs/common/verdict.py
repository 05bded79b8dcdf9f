"""How a look at something came out, and the exit code by which a script or a cron job knows."""

from enum import IntEnum


class Verdict(IntEnum):
    """The number is the exit code: 0 all is well, 1 something is stopped or differs, 2 it could not be looked at."""

    WELL = 0
    WRONG = 1
    UNKNOWN = 2

    @property
    def mark(self) -> str:
        return ("ok ", "BAD", "???")[self]


def of_all(verdicts: list[Verdict]) -> Verdict:
    """What is known to be wrong goes before what is not known."""
    if Verdict.WRONG in verdicts:
        return Verdict.WRONG
    return max(verdicts, default=Verdict.WELL)


class CannotLook(Exception):
    """What a command needs is not there; the message says what, in one sentence."""
