"""The output of `status`: sections of lines, each with a state, as a table for people or as JSON for programs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from common.check_state import CheckState, worst_of


@dataclass(frozen=True)
class StatusLine:
    """`facts` are the cells, by column; `cause` says what is wrong, or why the state could not be determined."""

    facts: dict[str, Any]
    state: CheckState = CheckState.OK
    cause: str = ""


@dataclass(frozen=True)
class Section:
    name: str
    lines: Sequence[StatusLine] = field(default_factory=tuple)

    @property
    def state(self) -> CheckState:
        return worst_of([line.state for line in self.lines])

    def as_json(self) -> list[dict[str, Any]]:
        return [{**line.facts, "state": line.state.name.lower(), "cause": line.cause} for line in self.lines]
