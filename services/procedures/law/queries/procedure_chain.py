"""Why the law of one procedure is what it is: the Decisions that made it so, what was annulled and corrected of them,
and what each act
opened, ended and cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Row, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import DECISION, EFFECTIVE
from procedures.law.queries.procedure_by_code import require_known
from procedures.shared.queries.rows import rows_of
from procedures.tables import (
    decision,
    decision_item,
    legal_document,
    period,
    procedure,
    rectification,
    rectification_item,
    rectification_procedure,
)

ITEM = (
    decision_item.c.number.label("item_number"),
    *(
        decision_item.c[name]
        for name in ("kind", "procedure_code", "successor_code", "online_level", "changed_parts", "published_as")
    ),
    *(decision_item.c[name] for name in ("ministry_publication_code", "ministry_publication_decision_number")),
)


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
    """`act` is the item with its Decision, and with the rectification about it where that is what was done. `cancelled`
    are those closed
    spans whose version shall not be law at all."""

    act: Row[Any]
    opened: Sequence[Span]
    closed: Sequence[Span]
    cancelled: Sequence[Span]


async def procedure_chain(read: AsyncConnection, code: str) -> list[Link]:
    """In the order in which this system came to know them, whatever the order in which they take effect. Raises
    `ProcedureNotFound`."""
    await require_known(read, code)
    return await links_of(read, code)


async def links_of(read: AsyncConnection, code: str) -> list[Link]:
    """The same of a code that is known."""
    spans = await _spans(read, code)
    acts = [*await _acts(read, code), *await _rectifications(read, code)]
    return [_link(act, spans) for act in sorted(acts, key=lambda act: (act.recorded_at, act.decision_id))]


async def _acts(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    item = decision_item
    cited = (legal_document.c.decision_id == item.c.decision_id) & (
        legal_document.c.number == item.c.legal_document_number
    )
    statement = (
        select(
            *DECISION,
            *ITEM,
            decision.c.published_on,
            decision.c.recorded_at,
            decision.c.back_entered,
            item.c.effective_on,
            literal("publication").label("act"),
            legal_document.c.number.label("document_number"),
            legal_document.c.title.label("document_title"),
            legal_document.c.issued_on.label("document_issued_on"),
            legal_document.c.effective_on.label("document_effective_on"),
            legal_document.c.provincial.label("document_provincial"),
        )
        .select_from(item.join(decision, decision.c.id == item.c.decision_id).outerjoin(legal_document, cited))
        .where(
            or_(item.c.procedure_code == code, item.c.successor_code == code),
            decision.c.status == Status.PUBLISHED.value,
        )
    )
    return await rows_of(read, statement)


async def _rectifications(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    act, said, item = rectification, rectification_item, decision_item
    of_act = (said.c.act_id == rectification_procedure.c.act_id) & (
        said.c.item_number == rectification_procedure.c.item_number
    )
    about = (item.c.decision_id == said.c.decision_id) & (item.c.number == said.c.item_number)
    from_day = func.coalesce(act.c.effective_from, said.c.effective_on, item.c.effective_on, type_=Date)
    statement = (
        select(
            *DECISION,
            *ITEM,
            decision.c.published_on,
            act.c.recorded_at,
            decision.c.back_entered,
            from_day.label("effective_on"),
            act.c.kind.label("act"),
            said.c.previous_effective_on,
            said.c.corrected_parts,
            *(column.label(f"instrument_{column.name}") for column in act.c),
        )
        .select_from(
            rectification_procedure.join(procedure, procedure.c.id == rectification_procedure.c.procedure_id)
            .join(act, act.c.id == rectification_procedure.c.act_id)
            .join(said, of_act)
            .join(item, about)
            .join(decision, decision.c.id == item.c.decision_id)
        )
        .where(procedure.c.code == code)
    )
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
