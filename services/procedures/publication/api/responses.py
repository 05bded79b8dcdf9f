"""What publishing a Decision did."""

from typing import Self

from procedures.decisions.api.decision_responses import DecisionOut, ItemOut, shown
from procedures.law.domain.changes import Change
from procedures.law.domain.periods import Periods
from procedures.processes.api.responses import FitOut
from procedures.publication.commands.publish_decision import Published
from procedures.shared.api.responses import PeriodOut


class Concerned(PeriodOut):
    """A period that was decided before, and the item that touched it."""

    procedure_code: str
    item: int


class PublishedOut(DecisionOut):
    """`cancelled` names the periods, decided before, that shall not be law; `under_review` those that another Decision
    now precedes.
    `processes` says of each internal process whether it fits into the procedure's time limit."""

    items: list[ItemOut]
    cancelled: list[Concerned]
    under_review: list[Concerned]
    processes: list[FitOut]

    @classmethod
    def of(cls, published: Published) -> Self:
        decision = published.decision
        return cls.model_validate(
            {
                **shown(decision, published.recorded_at),
                "items": [ItemOut.of(item, decision.signed_on) for item in decision.items],
                "cancelled": [one for change in published.changes for one in _concerned(change, change.cancelled)],
                "under_review": [
                    one for change in published.changes for one in _concerned(change, change.marked_for_review)
                ],
                "processes": [FitOut.of(one) for one in published.fits],
            }
        )


def _concerned(change: Change, periods: Periods) -> list[Concerned]:
    return [
        Concerned(
            procedure_code=change.code,
            item=change.ground.item,
            version=period.version,
            effective_from=period.effective_from,
            effective_to=period.effective_to,
            under_review=period.under_review,
        )
        for period in periods
    ]
