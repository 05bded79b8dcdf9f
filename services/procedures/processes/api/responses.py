"""Internal processes and whether they fit into the law's time limits; groups of procedures that are handled
together."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.processes.domain.process_limits import Fit, Incomparable
from procedures.processes.queries.processes_in_force import ProcessInForce
from procedures.shared.api.number_fields import Exact
from procedures.shared.api.responses import DecisionRefOut, Named

NOTES = {
    Incomparable.NOT_IN_FORCE: "no version of the procedure is in force",
    Incomparable.NO_LIMIT: "the procedure gives no time limit for this channel and case",
    Incomparable.OTHER_UNIT: "a time limit of the procedure is in a unit that is no number of working hours",
    Incomparable.NO_STEPS: "the process states no steps",
}


class LimitOut(BaseModel):
    """`hours` are working hours; null where the unit is no number of them."""

    channel: str
    case: str | None
    amount: Exact
    unit: str
    hours: Exact | None


class FitOut(BaseModel):
    """The sum of the steps beside the time limit of a `version`. `fits` is null where they could not be compared, and
    `note` says why; what
    takes longer than the limit is never published."""

    process_code: str
    hours: int
    version: int | None
    limit: LimitOut | None
    fits: bool | None
    incomparable: str | None
    note: str | None

    @classmethod
    def of(cls, found: Fit) -> Self:
        limit = None if found.limit is None else LimitOut(**found.limit._asdict())
        return cls._made(found.process.code, found.process.hours, found.version, limit, found.incomparable, found.over)

    @classmethod
    def of_row(cls, row: Any) -> Self:
        limit = None
        if row["limit_unit"] is not None:
            limit = LimitOut(**{name: row[f"limit_{name}"] for name in LimitOut.model_fields})
        why = row["incomparable"] and Incomparable(row["incomparable"])
        return cls._made(row["process_code"], row["hours"], row["version"], limit, why)

    @classmethod
    def _made(
        cls,
        code: str,
        hours: int,
        version: int | None,
        limit: LimitOut | None,
        why: Incomparable | None,
        over: bool = False,
    ) -> Self:
        fits, note = False if over else True if why is None else None, why and NOTES[why]
        return cls(process_code=code, hours=hours, version=version, limit=limit, fits=fits, incomparable=why, note=note)


class ProcessStepOut(BaseModel):
    """`hours` are working hours."""

    number: int
    name: str
    role: str
    hours: int
    agency_code: str | None
    agency_name: str | None


class ProcessOut(BaseModel):
    """`limit` is null while the Decision is a draft, and of Decisions that were published before processes were
    judged."""

    code: str
    procedure_code: str
    name: str
    inter_agency: bool
    agency_code: str
    channel: str | None
    case: str | None
    steps: list[ProcessStepOut]
    limit: FitOut | None


class MemberOut(BaseModel):
    """`name` and `in_force` as of the day that was asked for: a group outlives what is repealed of it."""

    procedure_code: str
    name: str
    in_force: bool


class ProcessInForceOut(BaseModel):
    """A process that stands on the day that was asked for: what its Decision approved from `valid_from` on, and no
    later one for the same
    dossiers yet. `annulled_from`, where it is known, is the day from which the Decision is annulled as a whole. `limit`
    compares it with the
    law of that day, which may have changed since it was approved: where `fits` is false, the province owes another
    process."""

    code: str
    name: str
    procedure: MemberOut
    inter_agency: bool
    agency: Named
    channel: str | None
    case: str | None
    steps: list[ProcessStepOut]
    hours: int
    valid_from: date
    annulled_from: date | None
    decision: DecisionRefOut
    limit: FitOut

    @classmethod
    def of(cls, one: ProcessInForce) -> Self:
        row, process = one.row, one.fit.process
        return cls(
            **{name: getattr(process, name) for name in ("code", "name", "inter_agency", "channel", "case", "hours")},
            procedure=MemberOut(
                procedure_code=row.procedure_code, name=row.procedure_name, in_force=one.fit.version is not None
            ),
            agency=Named(code=process.agency_code, name=row.agency_name),
            steps=[ProcessStepOut(number=number, **asdict(step)) for number, step in enumerate(process.steps, 1)],
            valid_from=row.valid_from,
            annulled_from=row.annulled_from,
            decision=DecisionRefOut.of_row(row),
            limit=FitOut.of(one.fit),
        )


class ListedGroupOut(BaseModel):
    code: str
    name: str
    lead_agency_code: str
    members: list[str]
    valid_from: date
    valid_to: date | None


class GroupOut(BaseModel):
    """In `[valid_from, valid_to)` the group is what this Decision made it, but no longer than to before
    `annulled_from`, where the Decision was
    annulled as a whole. `members` in the order in which they are handled."""

    code: str
    name: str
    lead_agency: Named
    members: list[MemberOut]
    valid_from: date
    valid_to: date | None
    annulled_from: date | None
    decision: DecisionRefOut

    @classmethod
    def of_row(cls, row: Row[Any], members: Sequence[Row[Any]]) -> Self:
        return cls(
            code=row.code,
            name=row.name,
            lead_agency=Named(code=row.lead_agency_code, name=row.lead_agency_name),
            members=[
                MemberOut(procedure_code=one.procedure_code, name=one.name, in_force=one.in_force)
                for one in members
                if (one.decision_id, one.group_code) == (row.decision_id, row.code)
            ],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            annulled_from=row.annulled_from,
            decision=DecisionRefOut.of_row(row),
        )


class GroupHistory(BaseModel):
    """Everything that Decisions said of the group, the earliest first; what a later one says of the same days holds."""

    code: str
    items: list[GroupOut]


class WorkingHoursOut(BaseModel):
    unit: str
    hours: Exact
    valid_from: date
    legal_basis: str
    recorded_by: str
    recorded_at: datetime


class AllWorkingHours(BaseModel):
    """Of a unit that is not here, or not yet, it is not known how many working hours it has."""

    items: list[WorkingHoursOut]
