"""Review rounds, proposals with their contents before and after, and results."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from common.http.number_fields import Exact
from procedures.law.api.difference_responses import PartOut
from procedures.law.domain.difference import difference
from procedures.reviews.domain.proposals import EnactedChange
from procedures.reviews.domain.simplification import SimplificationResult, TargetResult
from procedures.reviews.queries.round_proposals import FiledProposal
from procedures.shared.api.responses import DecisionRefOut


class TargetOut(BaseModel):
    """At least `minimum_percent` per cent of what the measure measures must be cut."""

    number: int
    measure: str
    minimum_percent: Exact
    legal_basis: str


class ReviewRoundOut(BaseModel):
    id: UUID
    name: str
    starts_on: date
    ends_on: date
    legal_basis: str
    targets: list[TargetOut]
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any], targets: Sequence[Row[Any]]) -> Self:
        own = [
            TargetOut.model_validate(target, from_attributes=True) for target in targets if target.round_id == row.id
        ]
        columns = {name: getattr(row, name) for name in cls.model_fields if name != "targets"}
        return cls(**columns, targets=own)


class RecordedResultOut(BaseModel):
    """A result that an officer has recorded: of the `procedures` in force on the first day this many were `gone` on
    `compared_on`. `GET …/results?on=…&known_on=…` with this day and with `recorded_at` has all of it."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    compared_on: date
    ground: str
    procedures: int
    gone: int
    recorded_by: str
    recorded_at: datetime


class AdoptionOut(BaseModel):
    """The published Decision that realised the proposal, and the version in which it did; null for a repeal."""

    decision: DecisionRefOut
    version: int | None

    @classmethod
    def of(cls, change: EnactedChange) -> Self:
        return cls(
            decision=DecisionRefOut.model_validate(change.decision, from_attributes=True), version=change.version
        )


class WithdrawalOut(BaseModel):
    withdrawn_by: str
    withdrawn_at: datetime
    reason: str


class ProposalOut(BaseModel):
    """`parts` are the parts in which the proposed content differs from version `before`, line by line; there are none
    for a repeal. `state` is proposed, adopted or withdrawn."""

    number: int
    procedure_code: str
    name: str
    agency_code: str
    action: str
    before: int
    parts: list[PartOut]
    reason: str
    state: str
    adopted_by: AdoptionOut | None
    withdrawn: WithdrawalOut | None
    revision: int
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def of(cls, filed: FiledProposal) -> Self:
        row, proposal = filed.row, filed.proposal
        withdrawn = None
        if row.withdrawn_at is not None:
            withdrawn = WithdrawalOut(
                withdrawn_by=row.withdrawn_by, withdrawn_at=row.withdrawn_at, reason=row.withdrawn_reason
            )
        return cls(
            number=row.number,
            procedure_code=proposal.procedure_code,
            name=filed.before.name,
            agency_code=proposal.agency_code,
            action=proposal.action,
            before=proposal.before,
            parts=[]
            if proposal.after is None
            else [PartOut.of(part) for part in difference(filed.before, proposal.after)],
            reason=proposal.reason,
            state=filed.state,
            adopted_by=None if filed.adopted is None or withdrawn is not None else AdoptionOut.of(filed.adopted),
            withdrawn=withdrawn,
            revision=row.revision,
            recorded_by=row.recorded_by,
            recorded_at=row.recorded_at,
        )


class ShareOut(BaseModel):
    """`numerator` of `denominator` was cut, in a `unit` of time where time is measured; a negative cut is an increase.
    `percent` is rounded down to hundredths, and null where nothing could be compared. `not_comparable` counts time
    limits or papers that are in neither number, or procedures that could not be assessed."""

    unit: str | None
    numerator: Exact
    denominator: Exact
    percent: Exact | None
    not_comparable: int


class TargetResultOut(BaseModel):
    """`met` is computed from the exact numbers, over all units; null where nothing could be compared."""

    target: int
    measure: str
    minimum_percent: Exact
    met: bool | None
    shares: list[ShareOut]

    @classmethod
    def of(cls, result: TargetResult) -> Self:
        shares = [
            ShareOut(
                unit=share.unit,
                numerator=share.cut,
                denominator=share.base,
                percent=share.percent,
                not_comparable=share.not_comparable,
            )
            for share in result.shares
        ]
        target = result.target
        return cls(
            target=target.number,
            measure=target.measure,
            minimum_percent=target.minimum_percent,
            met=result.met,
            shares=shares,
        )


class SimplificationResultOut(BaseModel):
    """Of the `procedures` in force on the first day, this many are `gone` on the later one: neither they nor a
    successor are in force."""

    procedures: int
    gone: int
    targets: list[TargetResultOut]

    @classmethod
    def of(cls, result: SimplificationResult) -> Self:
        return cls(
            procedures=result.procedures,
            gone=result.gone,
            targets=[TargetResultOut.of(target) for target in result.targets],
        )


class GroupResultOut(BaseModel):
    """`key` is the code of a procedure, an agency or a level."""

    key: str
    name: str
    procedures: int
    gone: int
    targets: list[TargetResultOut]

    @classmethod
    def named(cls, result: SimplificationResult, name: str) -> Self:
        return cls(key=result.key, name=name, **dict(SimplificationResultOut.of(result)))


class ResultsOut(BaseModel):
    """Compares the law of `before_on` with that of `after_on`. In `total` each procedure counts once; in the groups it
    counts for each agency that handles it and for each level, so the groups do not add up to the total. `next` is null
    on the last page."""

    round: UUID
    group_by: str
    before_on: date
    after_on: date
    known_on: datetime | None
    total: SimplificationResultOut
    items: list[GroupResultOut]
    next: str | None
