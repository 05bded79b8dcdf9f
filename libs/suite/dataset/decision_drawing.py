"""Draws what each planned Decision is about, in the order in which the Decisions were recorded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from suite.dataset.catalogue import Catalogue, Procedure
from suite.dataset.changed_parts import changed_parts
from suite.dataset.contents import content, working_days
from suite.dataset.decisions import Body, decision_body, item_body
from suite.dataset.draws import take
from suite.dataset.law_so_far import LawSoFar
from suite.dataset.plans import PlannedDecision, decisions_of
from suite.dataset.processes import process


@dataclass
class Drawing:
    """The catalogue to draw from, and how the law stands after what was drawn. `processes` numbers each agency's
    processes."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    law: LawSoFar = field(default_factory=LawSoFar)
    processes: Counter[str] = field(default_factory=Counter)

    def opening(self) -> Iterator[tuple[PlannedDecision, Body]]:
        """The Decisions of 2022, which bring the whole catalogue in."""
        rest = {code: iter(procedures) for code, procedures in self.catalogue.opening.items()}
        for planned in decisions_of(2022):
            procedures = take(planned.counts["introduce"], rest[planned.agency.code], planned.full_number)
            for procedure in procedures:
                self.law.introduce(procedure, planned, opening=True)
            yield planned, decision_body(planned, [self._introduced(planned, procedure) for procedure in procedures])

    def year(self) -> Iterator[tuple[PlannedDecision, Body]]:
        """The Decisions of 2023."""
        for planned in decisions_of(2023):
            made: list[Procedure] = []
            items = [*self._introduce(planned, made), *self._change(planned, made)]
            yield planned, decision_body(planned, items, list(self._processes(planned, made)))

    def _introduce(self, planned: PlannedDecision, made: list[Procedure]) -> Iterator[Body]:
        waiting = self.catalogue.waiting[planned.agency.code]
        for procedure in take(planned.counts["introduce"], waiting, planned.full_number):
            self.law.introduce(procedure, planned)
            made.append(procedure)
            yield self._introduced(planned, procedure)

    def _change(self, planned: PlannedDecision, made: list[Procedure]) -> Iterator[Body]:
        """Chosen all together before the first is changed: no code stands twice in one Decision."""
        counts, named = planned.counts, planned.full_number
        again = take(counts["again"], self.law.touched(planned), named)
        fresh = iter(self.law.untouched(planned))
        for procedure in (*again, *take(counts["amend"] - len(again), fresh, named)):
            yield self._revised(planned, "amend", procedure, made)
        for procedure in take(counts["replace"], fresh, named):
            yield self._revised(planned, "replace", procedure, made)
        for procedure in take(counts["succeed"], fresh, named):
            yield self._succeeded(planned, procedure, made)
        for procedure in take(counts["repeal"], fresh, named):
            self.law.end(procedure, planned.effective_on)
            yield item_body(planned, "repeal", procedure.code)

    def _introduced(self, planned: PlannedDecision, procedure: Procedure) -> Body:
        return item_body(planned, "introduce", procedure.code, content=self._written(planned, procedure, 1))

    def _revised(self, planned: PlannedDecision, kind: str, procedure: Procedure, made: list[Procedure]) -> Body:
        revision = self.law.revise(procedure)
        made.append(procedure)
        before = self.law.content_on(procedure, planned.effective_on)
        written = self._written(planned, procedure, revision)
        return item_body(planned, kind, procedure.code, content=written, changed_parts=changed_parts(before, written))

    def _succeeded(self, planned: PlannedDecision, procedure: Procedure, made: list[Procedure]) -> Body:
        successor = self.catalogue.successor(procedure, planned.document)
        self.law.end(procedure, planned.effective_on)
        self.law.introduce(successor, planned)
        made.append(successor)
        written = self._written(planned, successor, 1)
        return item_body(planned, "replace", procedure.code, successor_code=successor.code, content=written)

    def _written(self, planned: PlannedDecision, procedure: Procedure, revision: int) -> Body:
        written = content(procedure, revision, planned)
        self.law.write(procedure, planned.effective_on, written)
        return written

    def _processes(self, planned: PlannedDecision, made: list[Procedure]) -> Iterator[Body]:
        """For the first of the procedures that the Decision gives a content; the inter-agency ones come first."""
        inter_agency = planned.counts["inter_agency"]
        for place, procedure in enumerate(made[: inter_agency + planned.counts["internal"]]):
            short = planned.agency.short
            self.processes[short] += 1
            days = working_days(procedure, self.law.revisions[procedure.code])
            yield process(procedure, f"QT.{short}.{self.processes[short]:04d}", days, place < inter_agency)
