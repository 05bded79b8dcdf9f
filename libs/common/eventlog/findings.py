"""The result of one verification: printed line by line; the exit code says whether all data is intact."""

from dataclasses import dataclass, field
from typing import Any

from common.check_state import CheckState


@dataclass(frozen=True)
class Finding:
    """`check` names what was verified. A check that could not be completed is not intact; `completed` tells it from
    one that found a difference."""

    intact: bool
    check: str
    detail: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    completed: bool = True

    @property
    def state(self) -> CheckState:
        if not self.completed:
            return CheckState.UNKNOWN
        return CheckState.OK if self.intact else CheckState.FAILED
