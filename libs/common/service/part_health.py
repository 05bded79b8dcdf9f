"""Which parts of this process have failed and wait for their next start."""

from collections.abc import Mapping


class PartHealth:
    def __init__(self) -> None:
        self._failures: dict[str, str] = {}

    def failed(self, part: str, cause: str) -> None:
        self._failures[part] = cause

    def recovered(self, part: str) -> None:
        self._failures.pop(part, None)

    @property
    def failures(self) -> Mapping[str, str]:
        """The cause of the last failure of each part that has not recovered."""
        return self._failures
