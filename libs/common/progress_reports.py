"""What long work says of itself: sentences about what is done, and how far it has come."""

from collections.abc import Callable

Report = Callable[[str], None]

ReportProgress = Callable[[str, int, int], None]
"""What is under way, how much of it is done, and how much there is; called often."""


def nothing(*_: object) -> None:
    """For work that nobody watches."""
