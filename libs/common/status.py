"""What `status` shows: sections of lines, each with a verdict; a table for people, the same as JSON for programs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from common.verdict import Verdict, of_all


@dataclass(frozen=True)
class StatusLine:
    """`facts` are the cells, by column; `why` says what is wrong, or what could not be looked at."""

    facts: dict[str, Any]
    verdict: Verdict = Verdict.WELL
    why: str = ""


@dataclass(frozen=True)
class Section:
    name: str
    lines: Sequence[StatusLine] = field(default_factory=tuple)

    @property
    def verdict(self) -> Verdict:
        return of_all([line.verdict for line in self.lines])

    def as_json(self) -> list[dict[str, Any]]:
        return [{**line.facts, "verdict": line.verdict.name.lower(), "why": line.why} for line in self.lines]
