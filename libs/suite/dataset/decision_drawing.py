"""Draws the procedures of each planned Decision, in the order in which the Decisions were recorded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from suite.dataset.catalogue import Catalogue, Procedure
from suite.dataset.changed_parts import changed_parts
from suite.dataset.contents import content, working_days
from suite.dataset.decisions import Body, decision_body, item_body
from suite.dataset.draws import take
from suite.dataset.law_state import LawState
from suite.dataset.plans import PlannedDecision, decisions_of
from suite.dataset.processes import process


@dataclass
class DecisionDrawing:
    """Holds the catalogue to draw from, and the state of the law after the Decisions drawn so far. `processes` counts
    the processes of each agency."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    law: LawState = field(default_factory=LawState)
    processes: Counter[str] = field(default_factory=Counter)

    def opening(self) -> Iterator[tuple[PlannedDecision, Body]]:
        """Yields the Decisions of 2022, which introduce the whole opening catalogue."""
        remaining = {code: iter(procedures) for code, procedures in self.catalogue.opening.items()}
        for planned in decisions_of(2022):
            procedures = take(planned.counts["introduce"], remaining[planned.agency.code], planned.full_number)
            for procedure in procedures:
                self.law.introduce(procedure, planned, opening=True)
            yield (
                planned,
                decision_body(planned, [self._introducing_item(planned, procedure) for procedure in procedures]),
            )

    def year(self) -> Iterator[tuple[PlannedDecision, Body]]:
        """Yields the Decisions of 2023."""
        for planned in decisions_of(2023):
            changed: list[Procedure] = []
            items = [*self._introduce(planned, changed), *self._change(planned, changed)]
            yield planned, decision_body(planned, items, list(self._processes(planned, changed)))

    def _introduce(self, planned: PlannedDecision, changed: list[Procedure]) -> Iterator[Body]:
        waiting = self.catalogue.waiting[planned.agency.code]
        for procedure in take(planned.counts["introduce"], waiting, planned.full_number):
            self.law.introduce(procedure, planned)
            changed.append(procedure)
            yield self._introducing_item(planned, procedure)

    def _change(self, planned: PlannedDecision, changed: list[Procedure]) -> Iterator[Body]:
        """Candidates are listed before the first procedure is changed, so that a Decision names each code once."""
        counts, number = planned.counts, planned.full_number
        again = take(counts["again"], self.law.changed(planned), number)
        candidates = iter(self.law.unchanged(planned))
        for procedure in (*again, *take(counts["amend"] - len(again), candidates, number)):
            yield self._revising_item(planned, "amend", procedure, changed)
        for procedure in take(counts["replace"], candidates, number):
            yield self._revising_item(planned, "replace", procedure, changed)
        for procedure in take(counts["succeed"], candidates, number):
            yield self._replacing_item(planned, procedure, changed)
        for procedure in take(counts["repeal"], candidates, number):
            self.law.end(procedure, planned.effective_on)
            yield item_body(planned, "repeal", procedure.code)

    def _introducing_item(self, planned: PlannedDecision, procedure: Procedure) -> Body:
        return item_body(planned, "introduce", procedure.code, content=self._write(planned, procedure, 1))

    def _revising_item(
        self, planned: PlannedDecision, kind: str, procedure: Procedure, changed: list[Procedure]
    ) -> Body:
        revision = self.law.revise(procedure)
        changed.append(procedure)
        before = self.law.content_on(procedure, planned.effective_on)
        after = self._write(planned, procedure, revision)
        return item_body(planned, kind, procedure.code, content=after, changed_parts=changed_parts(before, after))

    def _replacing_item(self, planned: PlannedDecision, procedure: Procedure, changed: list[Procedure]) -> Body:
        successor = self.catalogue.successor(procedure, planned.document)
        self.law.end(procedure, planned.effective_on)
        self.law.introduce(successor, planned)
        changed.append(successor)
        body = self._write(planned, successor, 1)
        return item_body(planned, "replace", procedure.code, successor_code=successor.code, content=body)

    def _write(self, planned: PlannedDecision, procedure: Procedure, revision: int) -> Body:
        body = content(procedure, revision, planned)
        self.law.write(procedure, planned.effective_on, body)
        return body

    def _processes(self, planned: PlannedDecision, changed: list[Procedure]) -> Iterator[Body]:
        """Yields processes for the first procedures to which the Decision gives a content; the inter-agency ones come
        first."""
        inter_agency = planned.counts["inter_agency"]
        for index, procedure in enumerate(changed[: inter_agency + planned.counts["internal"]]):
            short = planned.agency.short
            self.processes[short] += 1
            days = working_days(procedure, self.law.revisions[procedure.code])
            yield process(procedure, f"QT.{short}.{self.processes[short]:04d}", days, index < inter_agency)
