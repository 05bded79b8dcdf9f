"""The response to the publication of a Decision."""

from typing import Self

from procedures.decisions.api.decision_responses import DecisionOut, ItemOut, decision_fields
from procedures.law.domain.changes import Change
from procedures.law.domain.periods import Periods
from procedures.processes.api.responses import FitOut
from procedures.publication.commands.publish_decision import PublicationResult
from procedures.shared.api.responses import PeriodOut


class AffectedPeriodOut(PeriodOut):
    """A period that was decided earlier, and the item that affects it."""

    procedure_code: str
    item: int


class PublishedOut(DecisionOut):
    """`cancelled` lists periods that were decided earlier and will not be law; `under_review` lists those that another
    Decision now precedes. `processes` states of each internal process whether it fits into the procedure's time limit.
    """

    items: list[ItemOut]
    cancelled: list[AffectedPeriodOut]
    under_review: list[AffectedPeriodOut]
    processes: list[FitOut]

    @classmethod
    def of(cls, published: PublicationResult) -> Self:
        decision = published.decision
        computed = {change.ground.item: change.computed_parts for change in published.changes}
        return cls.model_validate(
            {
                **decision_fields(decision, published.recorded_at),
                "items": [ItemOut.of(item, decision.signed_on, computed[item.number]) for item in decision.items],
                "cancelled": [period for change in published.changes for period in _affected(change, change.cancelled)],
                "under_review": [
                    period for change in published.changes for period in _affected(change, change.marked_for_review)
                ],
                "processes": [FitOut.of(fit) for fit in published.fits],
            }
        )


def _affected(change: Change, periods: Periods) -> list[AffectedPeriodOut]:
    return [
        AffectedPeriodOut(
            procedure_code=change.code,
            item=change.ground.item,
            version=period.version,
            effective_from=period.effective_from,
            effective_to=period.effective_to,
            under_review=period.under_review,
        )
        for period in periods
    ]
