"""What is refused about internal processes, and about groups of procedures that are handled together (liên thông).

Refusal
├── DuplicateProcessCode, StepWithoutAgency, InterAgencyProcessOfOneAgency, ProcessExceedsTimeLimit
└── ProcedureGroupNotFound, DuplicateProcedureGroupCode, ProcedureGroupTooSmall, UnknownProcedureInGroup,
ProcedureGroupValidityReversed
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from common.errors import Refusal
from procedures.shared.domain.exact_numbers import as_text


class Given(NamedTuple):
    """What the law gives for a procedure: a time limit, where it stands, and how many working hours it is; None: that
    cannot be said."""

    channel: str
    case: str | None
    amount: Decimal
    unit: str
    hours: Decimal | None


class DuplicateProcessCode(Refusal):
    """One Decision approves an internal process once."""

    status, type, title = 409, "duplicate-process-code", "Two processes have one code"

    def __init__(self, code: str) -> None:
        super().__init__(f"two processes have the code {code}", process=code)


class StepWithoutAgency(Refusal):
    """Each step of an inter-agency process says which agency takes it."""

    status, type, title = 409, "step-without-agency", "A step of an inter-agency process names no agency"

    def __init__(self, process: str, step: int, name: str) -> None:
        super().__init__(f"step {step} of the process {process}, {name!r}, names no agency", process=process, step=step)


class InterAgencyProcessOfOneAgency(Refusal):
    """A process that stays within one agency is an internal one."""

    status, type, title = (
        409,
        "inter-agency-process-of-one-agency",
        "An inter-agency process names fewer than two agencies",
    )

    def __init__(self, process: str, agencies: Sequence[str]) -> None:
        named = ", ".join(agencies) or "none"
        super().__init__(
            f"the process {process} is said to be inter-agency and names {named}",
            process=process,
            agencies=list(agencies),
        )


class ProcessExceedsTimeLimit(Refusal):
    """The steps of an internal process take no longer than the law gives the whole procedure."""

    status, type, title = 409, "process-exceeds-time-limit", "The process takes longer than the procedure's time limit"

    def __init__(self, process: str, hours: int, procedure: str, version: int, limit: Given) -> None:
        place = limit.channel if limit.case is None else f"{limit.channel}, {limit.case}"
        super().__init__(
            f"the steps of {process} take {hours} working hours;"
            f" version {version} of {procedure} gives {as_text(limit.amount)} {limit.unit} ({place}),"
            f" which is {limit.hours and as_text(limit.hours)} working hours",
            process=process,
            hours=hours,
            procedure=procedure,
            version=version,
            channel=limit.channel,
            case=limit.case,
            limit={"amount": as_text(limit.amount), "unit": limit.unit, "hours": limit.hours and as_text(limit.hours)},
        )


class ProcedureGroupNotFound(Refusal):
    """No published Decision ever made a group of this code."""

    status, type, title = 404, "procedure-group-not-found", "There is no such group of procedures"

    def __init__(self, code: str) -> None:
        super().__init__(f"no group of procedures has the code {code}", group=code)


class DuplicateProcedureGroupCode(Refusal):
    """One Decision says once what a group is."""

    status, type, title = 409, "duplicate-procedure-group-code", "Two groups have one code"

    def __init__(self, code: str) -> None:
        super().__init__(f"two groups have the code {code}", group=code)


class ProcedureGroupTooSmall(Refusal):
    """A group joins at least two procedures."""

    status, type, title = 409, "procedure-group-too-small", "The group joins fewer than two procedures"

    def __init__(self, code: str) -> None:
        super().__init__(f"the group {code} joins fewer than two procedures", group=code)


class UnknownProcedureInGroup(Refusal):
    """A group joins procedures that this or an earlier Decision introduced."""

    status, type, title = 409, "unknown-procedure-in-group", "The group joins a procedure that is not known"

    def __init__(self, code: str, procedures: Sequence[str]) -> None:
        detail = f"the group {code} joins what no Decision has introduced: {', '.join(procedures)}"
        super().__init__(detail, group=code, procedures=list(procedures))


class ProcedureGroupValidityReversed(Refusal):
    """A group ends after it begins."""

    status, type, title = 409, "procedure-group-validity-reversed", "The group would end before it begins"

    def __init__(self, code: str, valid_from: date, valid_to: date) -> None:
        detail = f"{code} would be valid from {valid_from} and no longer from {valid_to} on"
        super().__init__(detail, group=code, valid_from=valid_from, valid_to=valid_to)
