"""How a long-running job reports: in sentences, and as progress."""

from collections.abc import Callable

Report = Callable[[str], None]

ReportProgress = Callable[[str, int, int], None]
"""Takes the name of the current step, how much of it is done, and how much there is. It is called often."""


def no_report(_: str) -> None:
    """Discards what a job reports to nobody."""


def no_progress(*_: object) -> None:
    """Discards the progress of a job that nobody watches."""
