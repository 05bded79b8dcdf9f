"""What is law while the Decisions are drawn one after the other, so that each finds something that it may lawfully
change."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from suite.dataset.catalogue import Procedure
from suite.dataset.draws import chance
from suite.dataset.issuing_agencies import Agency
from suite.dataset.plans import PlannedDecision


class LawSoFar:
    """The first and the last day of each procedure, and from when each of its contents holds."""

    def __init__(self) -> None:
        self.known: dict[str, Procedure] = {}
        self.begins: dict[str, date] = {}
        self.recorded: dict[str, date] = {}
        self.ends: dict[str, date] = {}
        self.revisions: Counter[str] = Counter()
        self._touched: list[str] = []
        self._contents: dict[str, dict[date, dict[str, Any]]] = defaultdict(dict)

    def introduce(self, procedure: Procedure, decision: PlannedDecision, *, opening: bool = False) -> None:
        self.known[procedure.code] = procedure
        self.begins[procedure.code] = decision.effective_on
        self.recorded[procedure.code] = max(decision.signed_on, decision.effective_on)
        self.revise(procedure, opening=opening)

    def revise(self, procedure: Procedure, *, opening: bool = False) -> int:
        """Counts one more content of the procedure, and answers which that is."""
        self.revisions[procedure.code] += 1
        if not opening:
            self._touched.append(procedure.code)
        return self.revisions[procedure.code]

    def write(self, procedure: Procedure, on: date, content: dict[str, Any]) -> None:
        """It holds until the next one that was written, before or after it; on the same day the later one holds."""
        self._contents[procedure.code][on] = content

    def content_on(self, procedure: Procedure, on: date) -> dict[str, Any]:
        of_procedure = self._contents[procedure.code]
        return of_procedure[max(begins for begins in of_procedure if begins <= on)]

    def end(self, procedure: Procedure, on: date) -> None:
        self.ends[procedure.code] = on

    def lasting(self, agency: Agency) -> Iterator[Procedure]:
        """Those that no Decision ended."""
        return (one for one in self.known.values() if one.agency == agency and one.code not in self.ends)

    def untouched(self, decision: PlannedDecision) -> list[Procedure]:
        """What the Decision may be about and none was before it, field by field: one Decision is mostly about a field
        or two."""
        touched = set(self._touched)
        free = (one for one in self._open_to(decision) if one.code not in touched)
        number = decision.number
        return sorted(
            free, key=lambda one: (chance("field", one.subject.field.code, number), chance("item", one.code, number))
        )

    def touched(self, decision: PlannedDecision) -> list[Procedure]:
        """What earlier Decisions were about, the latest first."""
        open_to = {one.code: one for one in self._open_to(decision)}
        return [open_to[code] for code in dict.fromkeys(reversed(self._touched)) if code in open_to]

    def _open_to(self, decision: PlannedDecision) -> Iterator[Procedure]:
        return (
            one
            for one in self.lasting(decision.agency)
            if one.subject.topic == decision.topic and self.begins[one.code] <= decision.effective_on
        )
