"""The chain of one procedure: every publication, annulment and correction that concerns it, with the periods that each
of them opened, closed and cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Row, Text, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.item_effects import EFFECTS
from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import DECISION, EFFECTIVE, codes_of
from procedures.law.queries.procedure_by_code import require_procedure
from procedures.law.queries.replaced_and_replacing import ListReplacements, list_replacements
from procedures.shared.queries.rows import rows_of
from procedures.tables import (
    decision,
    decision_item,
    designation,
    legal_document,
    period,
    procedure,
    rectification,
    rectification_item,
    rectification_procedure,
    version,
)

CODES = ("procedure_code", "successor_code")
ITEM = (
    decision_item.c.number.label("item_number"),
    *(decision_item.c[name] for name in ("kind", "online_level", "changed_parts", "published_as")),
    *(func.current_code(decision_item.c[name], type_=Text).label(name) for name in CODES),
    *(decision_item.c[name] for name in ("ministry_publication_code", "ministry_publication_decision_number")),
    decision_item.c.predecessor_unrecorded,
    decision_item.c.designation,
    *(decision_item.c[name] for name in ("list", "section", "list_number")),
)


@dataclass(frozen=True, slots=True)
class KnownPeriod:
    """A period in which a version is in force, as this system knew it from `known_from` to `known_to`."""

    version: int
    effective_from: date
    effective_to: date | None
    under_review: bool
    known_from: datetime
    known_to: datetime | None


@dataclass(frozen=True, slots=True)
class ChainLink:
    """`act` is the item with its Decision, and with its rectification if the act is an annulment or a correction.
    `cancelled` are the closed periods whose version will not be in force at any time. `replaces_lists_of` and
    `lists_replaced_by` are the relations of the Decision that was published."""

    act: Row[Any]
    opened: Sequence[KnownPeriod]
    closed: Sequence[KnownPeriod]
    cancelled: Sequence[KnownPeriod]
    replaces_lists_of: Sequence[Row[Any]] = ()
    lists_replaced_by: Sequence[Row[Any]] = ()


async def procedure_chain(read: AsyncConnection, code: str) -> list[ChainLink]:
    """Returns the links in the order in which this system recorded them, not in that of their effective dates. Raises
    `ProcedureNotFound`."""
    await require_procedure(read, code)
    return await links_of(read, code)


async def links_of(read: AsyncConnection, code: str) -> list[ChainLink]:
    """Returns the links of a code that is known to exist."""
    periods = await _periods(read, code)
    acts = [*await _publications(read, code), *await _rectifications(read, code)]
    replacements = await list_replacements(read, {act.decision_id for act in acts})
    in_order = sorted(acts, key=lambda act: (act.recorded_at, act.decision_id, act.item_number))
    return [_with_replacements(_link(act, periods), replacements) for act in in_order]


def _with_replacements(link: ChainLink, replacements: ListReplacements) -> ChainLink:
    """The publication of a Decision shows whose lists it replaces, and which Decisions replace its own."""
    if link.act.act != "publication":
        return link
    id = link.act.decision_id
    return replace(
        link,
        replaces_lists_of=replacements.replaces.get(id, ()),
        lists_replaced_by=replacements.replaced_by.get(id, ()),
    )


async def _publications(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    item, codes = decision_item, codes_of(code)
    cited = (legal_document.c.decision_id == item.c.decision_id) & (
        legal_document.c.canonical_number == item.c.legal_document_canonical_number
    )
    of_item = (version.c.decision_id == item.c.decision_id) & (version.c.item_number == item.c.number)
    made = (version.c.procedure_id == procedure.c.id) & version.c.correction_id.is_(None) & of_item
    statement = (
        select(
            *DECISION,
            *ITEM,
            decision.c.published_on,
            decision.c.recorded_at,
            decision.c.back_entered,
            item.c.effective_on,
            literal("publication").label("act"),
            version.c.computed_parts,
            designation.c.name.label("designation_name"),
            legal_document.c.number.label("document_number"),
            legal_document.c.title.label("document_title"),
            legal_document.c.issued_on.label("document_issued_on"),
            legal_document.c.effective_on.label("document_effective_on"),
            legal_document.c.provincial.label("document_provincial"),
            legal_document.c.ministry_decision.label("document_ministry_decision"),
        )
        .select_from(
            item.join(decision, decision.c.id == item.c.decision_id)
            .outerjoin(legal_document, cited)
            .outerjoin(designation, designation.c.code == item.c.designation)
            .outerjoin(procedure, procedure.c.code == code)
            .outerjoin(version, made)
        )
        .where(
            or_(item.c.procedure_code.in_(codes), item.c.successor_code.in_(codes)),
            decision.c.status == Status.PUBLISHED.value,
        )
    )
    return await rows_of(read, statement)


async def _rectifications(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    rectified, item = rectification_item, decision_item
    of_procedure = (rectified.c.rectification_id == rectification_procedure.c.rectification_id) & (
        rectified.c.item_number == rectification_procedure.c.item_number
    )
    of_item = (item.c.decision_id == rectified.c.decision_id) & (item.c.number == rectified.c.item_number)
    effective_on = func.coalesce(
        rectification.c.effective_from, rectified.c.effective_on, item.c.effective_on, type_=Date
    )
    statement = (
        select(
            *DECISION,
            *ITEM,
            decision.c.published_on,
            rectification.c.recorded_at,
            decision.c.back_entered,
            effective_on.label("effective_on"),
            rectification.c.kind.label("act"),
            rectified.c.previous_effective_on,
            rectified.c.corrected_parts,
            *(column.label(f"instrument_{column.name}") for column in rectification.c),
        )
        .select_from(
            rectification_procedure.join(procedure, procedure.c.id == rectification_procedure.c.procedure_id)
            .join(rectification, rectification.c.id == rectification_procedure.c.rectification_id)
            .join(rectified, of_procedure)
            .join(item, of_item)
            .join(decision, decision.c.id == item.c.decision_id)
        )
        .where(procedure.c.code == code)
    )
    return await rows_of(read, statement)


async def _periods(read: AsyncConnection, code: str) -> list[KnownPeriod]:
    known = (func.lower(period.c.known).label("known_from"), func.upper(period.c.known).label("known_to"))
    statement = (
        select(period.c.version, *EFFECTIVE, period.c.under_review, *known)
        .join(procedure, procedure.c.id == period.c.procedure_id)
        .where(procedure.c.code == code)
        .order_by(func.lower(period.c.in_force), period.c.id)
    )
    return [KnownPeriod(*row) for row in await read.execute(statement)]


def _link(act: Row[Any], periods: Sequence[KnownPeriod]) -> ChainLink:
    """An act opens and closes all its periods at the moment when it is recorded; that moment identifies them. Beside it
    the same Decision may designate the procedure, which opens none."""
    if not EFFECTS[act.kind].changes_periods:
        return ChainLink(act, (), (), ())
    moment = act.recorded_at
    opened = [period for period in periods if period.known_from == moment]
    closed = [period for period in periods if period.known_to == moment]
    known_versions = {
        period.version
        for period in periods
        if period.known_from <= moment and (period.known_to is None or period.known_to > moment)
    }
    return ChainLink(act, opened, closed, [period for period in closed if period.version not in known_versions])
