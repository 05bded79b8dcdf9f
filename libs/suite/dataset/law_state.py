"""The state of the law while Decisions are drawn one after the other, so that each changes only procedures that it may
lawfully change."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from suite.dataset.catalogue import Procedure
from suite.dataset.draws import chance
from suite.dataset.issuing_agencies import Agency
from suite.dataset.plans import PlannedDecision


class LawState:
    """The first and the last day of each procedure, and its contents by the day from which each applies."""

    def __init__(self) -> None:
        self.procedures: dict[str, Procedure] = {}
        self.begins: dict[str, date] = {}
        self.recorded: dict[str, date] = {}
        self.ends: dict[str, date] = {}
        self.revisions: Counter[str] = Counter()
        self._changed: list[str] = []
        self._contents: dict[str, dict[date, dict[str, Any]]] = defaultdict(dict)

    def introduce(self, procedure: Procedure, decision: PlannedDecision, *, opening: bool = False) -> None:
        self.procedures[procedure.code] = procedure
        self.begins[procedure.code] = decision.effective_on
        self.recorded[procedure.code] = max(decision.signed_on, decision.effective_on)
        self.revise(procedure, opening=opening)

    def revise(self, procedure: Procedure, *, opening: bool = False) -> int:
        """Counts another content of the procedure and returns its number."""
        self.revisions[procedure.code] += 1
        if not opening:
            self._changed.append(procedure.code)
        return self.revisions[procedure.code]

    def write(self, procedure: Procedure, on: date, content: dict[str, Any]) -> None:
        """A content applies until the day of the next one, in whatever order they are written; on one day the last one
        written counts."""
        self._contents[procedure.code][on] = content

    def content_on(self, procedure: Procedure, on: date) -> dict[str, Any]:
        of_procedure = self._contents[procedure.code]
        return of_procedure[max(begins for begins in of_procedure if begins <= on)]

    def end(self, procedure: Procedure, on: date) -> None:
        self.ends[procedure.code] = on

    def lasting(self, agency: Agency) -> Iterator[Procedure]:
        """Yields the procedures of the agency that no Decision ended."""
        return (
            procedure
            for procedure in self.procedures.values()
            if procedure.agency == agency and procedure.code not in self.ends
        )

    def unchanged(self, decision: PlannedDecision) -> list[Procedure]:
        """Returns the procedures that the Decision may change and no earlier one changed, grouped by field, since a
        Decision mostly concerns one field or two."""

        def drawn_order(procedure: Procedure) -> tuple[int, int]:
            field_code, number = procedure.subject.field.code, decision.number
            return chance("field", field_code, number), chance("item", procedure.code, number)

        changed = set(self._changed)
        candidates = (procedure for procedure in self._eligible(decision) if procedure.code not in changed)
        return sorted(candidates, key=drawn_order)

    def changed(self, decision: PlannedDecision) -> list[Procedure]:
        """Returns the procedures that the Decision may change and earlier ones changed, the latest change first."""
        eligible = {procedure.code: procedure for procedure in self._eligible(decision)}
        return [eligible[code] for code in dict.fromkeys(reversed(self._changed)) if code in eligible]

    def _eligible(self, decision: PlannedDecision) -> Iterator[Procedure]:
        return (
            procedure
            for procedure in self.lasting(decision.agency)
            if procedure.subject.topic == decision.topic and self.begins[procedure.code] <= decision.effective_on
        )
