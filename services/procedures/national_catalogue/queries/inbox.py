"""Which changes of the national catalogue no provincial Decision has followed yet, and nobody has dismissed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Text, cast, exists, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.contents import Content
from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import in_force_on
from procedures.national_catalogue.domain.records import NationalRecord
from procedures.national_catalogue.storage.repository import NationalCatalogue
from procedures.shared.queries.rows import rows_of
from procedures.tables import (
    decision,
    item_national_record,
    national_change,
    national_dismissal,
    national_record,
    national_snapshot,
    procedure,
    rectification_item,
)

change, snapshot = national_change.c, national_snapshot.c
BASE = 8
"""Characters of a code without a suffix: a province's own variants follow the national procedure."""
OURS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """`here`: the codes that are in force today, the national one or the province's variants of it."""

    row: Row[Any]
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    row: Row[Any]
    now: NationalRecord | None
    was: NationalRecord | None
    law: Content | None


async def inbox(
    read: AsyncConnection, today: date, everything: bool, after: tuple[Any, ...], limit: int
) -> list[InboxEntry]:
    """The oldest first, from behind `after` (day, id). Without `everything` only what the province, or a level below
    it, handles or
    handled, and what is law here."""
    statement = _open().order_by(snapshot.day, change.id).limit(limit)
    if after:
        statement = statement.where(tuple_(snapshot.day, change.id) > after)
    if not everything:
        statement = statement.where(or_(_ours(), _known_here()))
    rows = await rows_of(read, statement)
    here = await _in_force(read, today, {row.code[:BASE] for row in rows})
    return [InboxEntry(row, tuple(code for code in here if code[:BASE] == row.code[:BASE])) for row in rows]


async def change_by_id(read: AsyncConnection, id: UUID, today: date) -> Detail:
    """Raises `NationalChangeNotFound`."""
    catalogue = NationalCatalogue(read)
    row, now, was = await catalogue.change(id)
    return Detail(row, now, was, await catalogue.law_on(row.code, today))


def _open() -> Select[Any]:
    name = (
        select(national_record.c.name)
        .where(national_record.c.code == change.code)
        .order_by(national_record.c.snapshot_id.desc())
    )
    return (
        select(
            change.id,
            change.code,
            change.kind,
            change.parts,
            change.snapshot_id,
            snapshot.source,
            snapshot.day,
            name.limit(1).scalar_subquery().label("name"),
        )
        .join_from(national_change, national_snapshot, snapshot.id == change.snapshot_id)
        .where(~exists().where(national_dismissal.c.change_id == change.id), ~_followed())
    )


def _followed() -> ColumnElement[bool]:
    """A published item that was not annulled points to the change's snapshot, or to a later one of its source."""
    pointed = national_snapshot.alias()
    annulled = exists().where(
        rectification_item.c.decision_id == item_national_record.c.decision_id,
        rectification_item.c.item_number == item_national_record.c.item_number,
        rectification_item.c.kind == "annulment",
    )
    return exists(
        select(item_national_record.c.code)
        .join(decision, decision.c.id == item_national_record.c.decision_id)
        .join(pointed, pointed.c.id == item_national_record.c.snapshot_id)
        .where(
            item_national_record.c.code == change.code,
            decision.c.status == Status.PUBLISHED.value,
            ~annulled,
            pointed.c.source == snapshot.source,
            tuple_(pointed.c.day, pointed.c.recorded_at) >= tuple_(snapshot.day, snapshot.recorded_at),
        )
        .correlate(national_change, national_snapshot)
    )


def _ours() -> ColumnElement[bool]:
    """A record that names no level may be ours."""
    levels = national_record.c.levels
    concerns = or_(levels.overlap(cast(OURS, ARRAY(Text))), func.cardinality(levels) == 0)
    return exists().where(national_record.c.code == change.code, concerns)


def _known_here() -> ColumnElement[bool]:
    return exists().where(
        or_(procedure.c.code == change.code, procedure.c.code.startswith(func.left(change.code, BASE) + "."))
    )


async def _in_force(read: AsyncConnection, today: date, bases: set[str]) -> Sequence[str]:
    found = in_force_on(today, None).where(func.left(procedure.c.code, BASE).in_(bases)).order_by(procedure.c.code)
    return [row.code for row in await rows_of(read, found)]
