"""Internal processes compared with the time limits of the law; groups of procedures that are handled together."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel
from sqlalchemy import Row

from common.http.number_fields import Exact
from procedures.processes.domain.process_limits import Fit, Incomparable
from procedures.processes.queries.processes_in_force import ProcessInForce
from procedures.shared.api.responses import DecisionRefOut, Named

NOTES = {
    Incomparable.NOT_IN_FORCE: "no version of the procedure is in force",
    Incomparable.NO_LIMIT: "the procedure has no time limit for this channel and case",
    Incomparable.OTHER_UNIT: "the unit of a time limit of the procedure cannot be converted to working hours",
    Incomparable.OTHER_KIND: "a time limit of the procedure is no single length of time",
    Incomparable.NO_STEPS: "the process states no steps",
}


OF_PROCESS = ("code", "name", "inter_agency", "channel", "case", "separate_signer", "hours")


class LimitOut(BaseModel):
    """`hours` are working hours; null where the unit cannot be converted to them."""

    channel: str
    case: str | None
    amount: Exact
    unit: str
    hours: Exact | None


class FitOut(BaseModel):
    """The sum of the steps compared with the time limit of a `version`. `fits` is null where the comparison was not
    possible, and `note` says why. A process that takes longer than the limit cannot be published."""

    process_code: str
    hours: int
    version: int | None
    limit: LimitOut | None
    fits: bool | None
    incomparable: str | None
    note: str | None

    @classmethod
    def of(cls, fit: Fit) -> Self:
        limit = None if fit.limit is None else LimitOut(**fit.limit._asdict())
        return cls._of_comparison(
            fit.process.code, fit.process.hours, fit.version, limit, fit.incomparable, fit.exceeds_limit
        )

    @classmethod
    def of_row(cls, row: Any) -> Self:
        limit = None
        if row["limit_unit"] is not None:
            limit = LimitOut(**{name: row[f"limit_{name}"] for name in LimitOut.model_fields})
        incomparable = row["incomparable"] and Incomparable(row["incomparable"])
        return cls._of_comparison(row["process_code"], row["hours"], row["version"], limit, incomparable)

    @classmethod
    def _of_comparison(
        cls,
        code: str,
        hours: int,
        version: int | None,
        limit: LimitOut | None,
        incomparable: Incomparable | None,
        exceeds_limit: bool = False,
    ) -> Self:
        return cls(
            process_code=code,
            hours=hours,
            version=version,
            limit=limit,
            fits=False if exceeds_limit else True if incomparable is None else None,
            incomparable=incomparable,
            note=incomparable and NOTES[incomparable],
        )


class ProcessStepOut(BaseModel):
    """`hours` are working hours."""

    number: int
    name: str
    role: str
    hours: int
    agency_code: str | None
    agency_name: str | None


class ProcessOut(BaseModel):
    """`limit` is null while the Decision is a draft, and for Decisions published before processes were compared."""

    code: str
    procedure_code: str
    name: str
    inter_agency: bool
    agency_code: str
    channel: str | None
    case: str | None
    separate_signer: bool
    steps: list[ProcessStepOut]
    limit: FitOut | None


class MemberOut(BaseModel):
    """`name` and `in_force` are those of the requested day: a group keeps a member that is repealed."""

    procedure_code: str
    name: str
    in_force: bool


class ProcessInForceOut(BaseModel):
    """A process in force on the requested day: its Decision approved it from `valid_from` on, and no later Decision
    approved another one for the same dossiers by that day. `annulled_from` is the day from which the entire Decision is
    annulled, if it is. `limit` compares the process with the law of that day, which may have changed since the
    approval: where `fits` is false, the province must approve another process."""

    code: str
    name: str
    procedure: MemberOut
    inter_agency: bool
    agency: Named
    channel: str | None
    case: str | None
    separate_signer: bool
    steps: list[ProcessStepOut]
    hours: int
    valid_from: date
    annulled_from: date | None
    decision: DecisionRefOut
    limit: FitOut

    @classmethod
    def of(cls, process_in_force: ProcessInForce) -> Self:
        row, fit = process_in_force.row, process_in_force.fit
        process = fit.process
        return cls(
            **{name: getattr(process, name) for name in OF_PROCESS},
            procedure=MemberOut(
                procedure_code=row.procedure_code, name=row.procedure_name, in_force=fit.version is not None
            ),
            agency=Named(code=process.agency_code, name=row.agency_name),
            steps=[ProcessStepOut(number=number, **asdict(step)) for number, step in enumerate(process.steps, 1)],
            valid_from=row.valid_from,
            annulled_from=row.annulled_from,
            decision=DecisionRefOut.of_row(row),
            limit=FitOut.of(fit),
        )


class ListedGroupOut(BaseModel):
    code: str
    name: str
    lead_agency_code: str
    members: list[str]
    valid_from: date
    valid_to: date | None


class GroupOut(BaseModel):
    """A group as this Decision defined it for `[valid_from, valid_to)`. If the entire Decision is annulled, the
    definition applies only until before `annulled_from`. `members` are in the order in which they are handled."""

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
                MemberOut(procedure_code=member.procedure_code, name=member.name, in_force=member.in_force)
                for member in members
                if (member.decision_id, member.group_code) == (row.decision_id, row.code)
            ],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            annulled_from=row.annulled_from,
            decision=DecisionRefOut.of_row(row),
        )


class GroupHistory(BaseModel):
    """All definitions of the group, the earliest first; for the same days, the later definition applies."""

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
    """All recorded working hours. Limits in a unit that is not listed, or not yet valid, cannot be compared."""

    items: list[WorkingHoursOut]
