"""Response bodies."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from common.contracts.impact import FiguresImpact, LookupsImpact, ServicesImpact
from procedures.impact.queries.impact_at_followers import FollowersImpact
from procedures.impact.queries.proposed_changes import ProposedChanges
from procedures.law.domain.changes import Change


class CancelledPeriodOut(BaseModel):
    """A version that would not be in force at any time, though it is decided now. Null is no end."""

    version: int
    effective_from: date
    effective_to: date | None


class ProposedChangeOut(BaseModel):
    """`kind` is that of the item, `for_review` the versions that would have to be looked at again."""

    procedure_code: str
    kind: str
    effective_on: date
    cancelled: list[CancelledPeriodOut]
    for_review: list[int]

    @classmethod
    def of(cls, change: Change) -> Self:
        return cls(
            procedure_code=change.code,
            kind=change.kind.value,
            effective_on=change.on,
            cancelled=[
                CancelledPeriodOut(
                    version=period.version,
                    effective_from=period.effective_from,
                    effective_to=None if period.effective_to == date.max else period.effective_to,
                )
                for period in change.cancelled
            ],
            for_review=[period.version for period in change.marked_for_review],
        )


class ImpactOut(BaseModel):
    """What would follow if the Decision were published now, as each service sees it at the positions that it states;
    `Event-Position` is the one of this service. `not_answering` names the followers that did not answer within two
    seconds, or not as agreed: what they would do is not known now."""

    decision_id: UUID
    revision: int
    changes: list[ProposedChangeOut]
    online_services: ServicesImpact | None
    population_lookup: LookupsImpact | None
    reporting: FiguresImpact | None
    not_answering: list[str]

    @classmethod
    def of(cls, proposed: ProposedChanges, followers: FollowersImpact) -> Self:
        return cls(
            decision_id=proposed.decision.id,
            revision=proposed.decision.revision,
            changes=[ProposedChangeOut.of(change) for change in proposed.changes],
            online_services=followers.online_services,
            population_lookup=followers.population_lookup,
            reporting=followers.reporting,
            not_answering=followers.not_answering,
        )
