"""An agency may publish a procedure before the national portal gives it a code, under a provisional one
(`0.000123.H60`). A later act states its code, once; the old one leads to the procedure for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from procedures.law.domain.periods import Period
from procedures.law.domain.timeline import Timeline
from procedures.recoding.domain.refusals import CodeNotProvisional, CodeProvisional, RecodedNotInForce
from procedures.shared.domain.procedure_codes import ProcedureCode, is_provisional


@dataclass(frozen=True, slots=True)
class CodeDocument:
    """The document that states the code, such as the ministry's notice."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of a Decision that names the procedure by its provisional code."""

    decision_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class ListedProcess:
    """An internal process of a Decision, of a procedure that is named by its provisional code."""

    decision_id: UUID
    process_code: str


@dataclass(frozen=True, slots=True)
class Recoding:
    """The act, and what it concerns."""

    former_code: ProcedureCode
    code: ProcedureCode
    document: CodeDocument
    recorded_at: datetime
    items: Sequence[ListedItem] = ()
    processes: Sequence[ListedProcess] = ()


def check_codes(former: ProcedureCode, code: ProcedureCode) -> None:
    """Raises `CodeNotProvisional` and `CodeProvisional`."""
    if not is_provisional(former):
        raise CodeNotProvisional(former)
    if is_provisional(code):
        raise CodeProvisional(code)


def period_in_force(timeline: Timeline, today: date) -> Period:
    """Raises `RecodedNotInForce`."""
    if (period := timeline.in_force_on(today)) is None:
        raise RecodedNotInForce(timeline.code, today)
    return period
