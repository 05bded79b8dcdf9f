"""Records as agencies entered them, with what became of each version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.records.domain.record_kinds import RecordKind
from reporting.records.domain.records import RecordKey
from reporting.records.domain.refusals import RecordNotFound
from reporting.records.storage.repository import only_last, versions_with_approvals
from reporting.shared.domain.approvals import EntryState
from reporting.shared.queries.entry_states import in_state
from reporting.tables import record_version


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """None selects all; `state` is that of the last version."""

    kind: RecordKind | None = None
    agency: str | None = None
    state: EntryState | None = None


async def records_entered(
    read: AsyncConnection, filter: RecordFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """The last version of each, in the order of kinds and codes, starting after the key `after`."""
    statement = versions_with_approvals()
    if filter.kind is not None:
        statement = statement.where(record_version.c.kind == filter.kind.value)
    if after:
        statement = statement.where(tuple_(record_version.c.kind, record_version.c.code) > after)
    last = only_last(statement).subquery()
    selected = select(last).order_by(last.c.kind, last.c.code).limit(limit)
    if filter.agency is not None:
        selected = selected.where(last.c.agency_code == filter.agency)
    if filter.state is not None:
        selected = selected.where(in_state(last.c.outcome, filter.state))
    rows: Sequence[Row[Any]] = (await read.execute(selected)).all()
    return rows


async def versions_of_record(read: AsyncConnection, key: RecordKey) -> Sequence[Row[Any]]:
    """From the first to the last. Raises `RecordNotFound`."""
    columns = record_version.c
    statement = (
        versions_with_approvals()
        .where(columns.kind == key.kind.value, columns.code == key.code)
        .order_by(columns.number)
    )
    rows: Sequence[Row[Any]] = (await read.execute(statement)).all()
    if not rows:
        raise RecordNotFound(str(key))
    return rows


async def last_versions(read: AsyncConnection, keys: Sequence[RecordKey]) -> Sequence[Row[Any]]:
    """In the order of the keys, which all exist."""
    pairs = [(key.kind.value, key.code) for key in keys]
    statement = versions_with_approvals().where(tuple_(record_version.c.kind, record_version.c.code).in_(pairs))
    rows = {(row.kind, row.code): row for row in (await read.execute(only_last(statement))).all()}
    return [rows[pair] for pair in pairs]
