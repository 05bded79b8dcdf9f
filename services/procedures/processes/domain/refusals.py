"""The refusals about internal processes, and about groups of procedures that are handled together (liên thông).

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
from common.exact_numbers import as_text


class LegalLimit(NamedTuple):
    """A time limit of the procedure, with its channel and case. `amount` and `unit` are None if it is no single length.
    `hours` are its working hours; None if it cannot be converted."""

    channel: str
    case: str | None
    amount: Decimal | None
    unit: str | None
    hours: Decimal | None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else as_text(number)


class DuplicateProcessCode(Refusal):
    """A Decision approves an internal process only once."""

    status, type, title = 409, "duplicate-process-code", "Two processes have the same code"

    def __init__(self, code: str) -> None:
        super().__init__(f"two processes have the code {code}", process=code)


class StepWithoutAgency(Refusal):
    """Each step of an inter-agency process names its agency."""

    status, type, title = 409, "step-without-agency", "A step of an inter-agency process names no agency"

    def __init__(self, process: str, step: int, name: str) -> None:
        super().__init__(f"step {step} of the process {process}, {name!r}, names no agency", process=process, step=step)


class InterAgencyProcessOfOneAgency(Refusal):
    """An inter-agency process involves at least two agencies; otherwise it is an internal process."""

    status, type, title = (
        409,
        "inter-agency-process-of-one-agency",
        "An inter-agency process names fewer than two agencies",
    )

    def __init__(self, process: str, agencies: Sequence[str]) -> None:
        named = ", ".join(agencies) or "none"
        super().__init__(
            f"the process {process} is inter-agency, but its steps name {named}",
            process=process,
            agencies=list(agencies),
        )


class ProcessExceedsTimeLimit(Refusal):
    """The steps of an internal process must not take longer than the time limit of the procedure."""

    status, type, title = 409, "process-exceeds-time-limit", "The process takes longer than the procedure's time limit"

    def __init__(self, process: str, hours: int, procedure: str, version: int, limit: LegalLimit) -> None:
        scope = limit.channel if limit.case is None else f"{limit.channel}, {limit.case}"
        super().__init__(
            f"the steps of {process} take {hours} working hours;"
            f" version {version} of {procedure} allows {_text(limit.amount)} {limit.unit} ({scope}),"
            f" which is {_text(limit.hours)} working hours",
            process=process,
            hours=hours,
            procedure=procedure,
            version=version,
            channel=limit.channel,
            case=limit.case,
            limit={"amount": _text(limit.amount), "unit": limit.unit, "hours": _text(limit.hours)},
        )


class ProcedureGroupNotFound(Refusal):
    """No published Decision ever defined a group with this code."""

    status, type, title = 404, "procedure-group-not-found", "There is no such group of procedures"

    def __init__(self, code: str) -> None:
        super().__init__(f"no group of procedures has the code {code}", group=code)


class DuplicateProcedureGroupCode(Refusal):
    """A Decision defines a group only once."""

    status, type, title = 409, "duplicate-procedure-group-code", "Two groups have the same code"

    def __init__(self, code: str) -> None:
        super().__init__(f"two groups have the code {code}", group=code)


class ProcedureGroupTooSmall(Refusal):
    """A group has at least two procedures."""

    status, type, title = 409, "procedure-group-too-small", "The group has fewer than two procedures"

    def __init__(self, code: str) -> None:
        super().__init__(f"the group {code} has fewer than two procedures", group=code)


class UnknownProcedureInGroup(Refusal):
    """The members of a group are procedures that this or an earlier Decision introduced."""

    status, type, title = 409, "unknown-procedure-in-group", "The group has a procedure that is not known"

    def __init__(self, code: str, procedures: Sequence[str]) -> None:
        detail = f"the group {code} has procedures that no Decision has introduced: {', '.join(procedures)}"
        super().__init__(detail, group=code, procedures=list(procedures))


class ProcedureGroupValidityReversed(Refusal):
    """The end of the validity of a group must be after its beginning."""

    status, type, title = 409, "procedure-group-validity-reversed", "The group would end before it begins"

    def __init__(self, code: str, valid_from: date, valid_to: date) -> None:
        detail = f"{code} would be valid from {valid_from} and no longer from {valid_to} on"
        super().__init__(detail, group=code, valid_from=valid_from, valid_to=valid_to)
