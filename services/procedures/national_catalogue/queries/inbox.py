"""Changes of the national catalogue that no provincial Decision has followed yet and nobody has dismissed."""

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
NATIONAL_CODE_LENGTH = 8
"""Characters of a code without the suffix of a province's own variant."""
PROVINCIAL_LEVELS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """`codes_in_force` are the codes in force today: the national code or the province's own variants of it."""

    row: Row[Any]
    codes_in_force: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeContext:
    """A change with the record after and before it, and the content that is in force in the province. `completed` is
    the record after it with the parts that only a fuller source states."""

    row: Row[Any]
    after: NationalRecord | None
    before: NationalRecord | None
    completed: NationalRecord | None
    law: Content | None


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """Without `all_levels`, only changes of procedures that the province or a level below it handles or handled, or
    that the province has ever published. `source` is None for all sources."""

    all_levels: bool = False
    source: str | None = None


async def inbox(
    read: AsyncConnection, today: date, criteria: InboxFilter, after: tuple[Any, ...], limit: int
) -> list[InboxEntry]:
    """Changes after the cursor `after` (day, id), oldest first."""
    statement = _open_changes().order_by(snapshot.day, change.id).limit(limit)
    if criteria.source is not None:
        statement = statement.where(snapshot.source == criteria.source)
    if after:
        statement = statement.where(tuple_(snapshot.day, change.id) > after)
    if not criteria.all_levels:
        statement = statement.where(or_(_has_provincial_level(), _was_published_here()))
    rows = await rows_of(read, statement)
    codes = await _codes_in_force(read, today, {_national_code(row.code) for row in rows})
    return [
        InboxEntry(row, tuple(code for code in codes if _national_code(code) == _national_code(row.code)))
        for row in rows
    ]


async def change_by_id(read: AsyncConnection, id: UUID, today: date) -> ChangeContext:
    """Raises `NationalChangeNotFound`."""
    catalogue = NationalCatalogue(read)
    row, after, before = await catalogue.change(id)
    completed = await catalogue.completed_record(row, after)
    return ChangeContext(row, after, before, completed, await catalogue.law_on(row.code, today))


def _national_code(code: str) -> str:
    return code[:NATIONAL_CODE_LENGTH]


def _open_changes() -> Select[Any]:
    named_in = national_snapshot.alias()
    name = (
        select(national_record.c.name)
        .join(named_in, named_in.c.id == national_record.c.snapshot_id)
        .where(national_record.c.code == change.code, named_in.c.source == snapshot.source)
        .order_by(named_in.c.day.desc(), named_in.c.recorded_at.desc())
        .correlate(national_change, national_snapshot)
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
    """Whether an item of a published Decision, not annulled, refers to the snapshot of the change or to a later one of
    the same source."""
    referenced = national_snapshot.alias()
    annulled = exists().where(
        rectification_item.c.decision_id == item_national_record.c.decision_id,
        rectification_item.c.item_number == item_national_record.c.item_number,
        rectification_item.c.kind == "annulment",
    )
    return exists(
        select(item_national_record.c.code)
        .join(decision, decision.c.id == item_national_record.c.decision_id)
        .join(referenced, referenced.c.id == item_national_record.c.snapshot_id)
        .where(
            item_national_record.c.code == change.code,
            decision.c.status == Status.PUBLISHED.value,
            ~annulled,
            referenced.c.source == snapshot.source,
            tuple_(referenced.c.day, referenced.c.recorded_at) >= tuple_(snapshot.day, snapshot.recorded_at),
        )
        .correlate(national_change, national_snapshot)
    )


def _has_provincial_level() -> ColumnElement[bool]:
    """A procedure of which no record names a level may concern the province; a source without levels, such as a list
    export, does not make it so where another source names them."""
    levels, same_code = national_record.c.levels, national_record.c.code == change.code
    is_provincial = exists().where(same_code, levels.overlap(cast(PROVINCIAL_LEVELS, ARRAY(Text))))
    return or_(is_provincial, ~exists().where(same_code, func.cardinality(levels) > 0))


def _was_published_here() -> ColumnElement[bool]:
    return exists().where(
        or_(
            procedure.c.code == change.code,
            procedure.c.code.startswith(func.left(change.code, NATIONAL_CODE_LENGTH) + "."),
        )
    )


async def _codes_in_force(read: AsyncConnection, today: date, national_codes: set[str]) -> Sequence[str]:
    national_code = func.left(procedure.c.code, NATIONAL_CODE_LENGTH)
    statement = in_force_on(today, None).where(national_code.in_(national_codes)).order_by(procedure.c.code)
    return [row.code for row in await rows_of(read, statement)]
