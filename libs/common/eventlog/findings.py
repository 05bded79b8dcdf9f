"""What a verification looked at and what it found: printed line by line; the exit code says whether all is sound."""

from dataclasses import dataclass, field
from typing import Any

from common.verdict import Verdict


@dataclass(frozen=True)
class Finding:
    """What could not be looked at is not sound; `looked` tells it from what differs."""

    sound: bool
    checked: str
    detail: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    looked: bool = True

    @property
    def verdict(self) -> Verdict:
        if not self.looked:
            return Verdict.UNKNOWN
        return Verdict.WELL if self.sound else Verdict.WRONG
