"""Why the law of one procedure is what it is: the Decisions that made it so, and what each of them opened, ended and cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.domain.decision import Status
from procedures.queries.law import DECISION, EFFECTIVE, rows_of
from procedures.queries.procedure_by_code import require_known
from procedures.storage.tables import decision, decision_item, legal_document, period, procedure


@dataclass(frozen=True, slots=True)
class Span:
    """A version's time in force, as it was held true from `known_from` to `known_to`."""

    version: int
    effective_from: date
    effective_to: date | None
    under_review: bool
    known_from: datetime
    known_to: datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """`act` is the item with its Decision. `cancelled` are those closed spans whose version shall not be law at all."""

    act: Row[Any]
    opened: Sequence[Span]
    closed: Sequence[Span]
    cancelled: Sequence[Span]


async def procedure_chain(read: AsyncConnection, code: str) -> list[Link]:
    """In the order in which this system came to know them, whatever the order in which they take effect. Raises `UnknownProcedure`."""
    await require_known(read, code)
    spans = await _spans(read, code)
    return [_link(act, spans) for act in await _acts(read, code)]


async def _acts(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    item = decision_item
    cited = (legal_document.c.decision_id == item.c.decision_id) & (legal_document.c.number == item.c.legal_document)
    statement = (
        select(
            *DECISION, decision.c.published_on, decision.c.recorded_at, decision.c.back_entry,
            item.c.number.label("item_number"), item.c.kind, item.c.procedure_code, item.c.successor_code, item.c.effective_on, item.c.level,
            item.c.changed_parts,
            legal_document.c.number.label("document_number"), legal_document.c.title.label("document_title"),
            legal_document.c.issued_on.label("document_issued_on"), legal_document.c.effective_on.label("document_effective_on"),
            legal_document.c.provincial.label("document_provincial"), item.c.published_as, item.c.national_code, item.c.national_decision,
        )
        .select_from(item.join(decision, decision.c.id == item.c.decision_id).outerjoin(legal_document, cited))
        .where(or_(item.c.procedure_code == code, item.c.successor_code == code), decision.c.status == Status.PUBLISHED.value)
        .order_by(decision.c.recorded_at, decision.c.id)
    )  # fmt: skip
    return await rows_of(read, statement)


async def _spans(read: AsyncConnection, code: str) -> list[Span]:
    known = (func.lower(period.c.known).label("known_from"), func.upper(period.c.known).label("known_to"))
    statement = (
        select(period.c.version, *EFFECTIVE, period.c.under_review, *known)
        .join(procedure, procedure.c.id == period.c.procedure_id)
        .where(procedure.c.code == code)
        .order_by(func.lower(period.c.in_force), period.c.id)
    )
    return [Span(*row) for row in await read.execute(statement)]


def _link(act: Row[Any], spans: Sequence[Span]) -> Link:
    """A publication knows all it changes at one moment, by which the spans that it opened and closed are told."""
    at = act.recorded_at
    opened = [span for span in spans if span.known_from == at]
    closed = [span for span in spans if span.known_to == at]
    held = {span.version for span in spans if span.known_from <= at and (span.known_to is None or span.known_to > at)}
    return Link(act, opened, closed, [span for span in closed if span.version not in held])
