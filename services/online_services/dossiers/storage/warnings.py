"""The warnings of dossiers: kept with each act that moves the clock, and emitted once each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.clock.domain.deadline_warnings import DeadlineWarning
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.storage.rows import rows_of_warnings
from online_services.tables import dossier, dossier_warning, dossier_without_warnings

column = dossier_warning.c

PAPERS = text("""
    SELECT dossier_id, digitisation FROM dossier_paper WHERE dossier_id = ANY(CAST(:ids AS uuid[]))
""")


class Warnings:
    """The dossier is locked by its row, also while its warnings are emitted."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def drop(self, id: UUID) -> None:
        """Takes away what was not emitted yet."""
        unsent = (column.dossier_id == id) & column.emitted_at.is_(None)
        await self._connection.execute(delete(dossier_warning).where(unsent))

    async def add(self, dossier: Dossier, warnings: Sequence[DeadlineWarning]) -> None:
        """One that the dossier has is not added again."""
        if rows := rows_of_warnings(dossier, warnings):
            await self._connection.execute(insert(dossier_warning).on_conflict_do_nothing(), rows)

    async def without_warnings(self, limit: int) -> list[UUID]:
        """Returns dossiers that are to be judged, and takes them from the list. Those that another process judges now
        are left to it."""
        listed = select(dossier_without_warnings.c.dossier_id).limit(limit).with_for_update(skip_locked=True)
        taken = delete(dossier_without_warnings).where(dossier_without_warnings.c.dossier_id.in_(listed))
        ids = await self._connection.scalars(taken.returning(dossier_without_warnings.c.dossier_id))
        return sorted(ids)

    async def due(self, now: datetime, limit: int) -> Sequence[Row[Any]]:
        """Returns warnings whose moment has come, the earliest first, each with its dossier. The dossiers are locked;
        those that an act, or another process, holds now are left for the next time."""
        statement = (
            select(dossier, column.kind, column.threshold, column.warn_at, column.clock_from.label("warned_from"))
            .join(dossier_warning, column.dossier_id == dossier.c.id)
            .where(column.emitted_at.is_(None), column.warn_at <= now)
            .order_by(column.warn_at, dossier.c.id, column.kind, column.threshold)
            .limit(limit)
            .with_for_update(of=dossier, skip_locked=True)
        )
        return (await self._connection.execute(statement)).all()

    async def papers_of(self, ids: Sequence[Any]) -> dict[Any, list[int]]:
        """Returns the states of digitisation of the papers of each dossier."""
        found: dict[Any, list[int]] = {id: [] for id in ids}
        for row in await self._connection.execute(PAPERS, {"ids": list(found)}):
            found[row.dossier_id].append(row.digitisation)
        return found

    async def mark_emitted(self, rows: Sequence[Row[Any]], at: datetime) -> None:
        key = tuple_(column.dossier_id, column.clock_from, column.kind, column.threshold)
        emitted = [(row.id, row.warned_from, row.kind, row.threshold) for row in rows]
        await self._connection.execute(update(dossier_warning).where(key.in_(emitted)).values(emitted_at=at))

    async def oldest(self) -> datetime | None:
        """The moment of the earliest warning that is not emitted."""
        moment: datetime | None = await self._connection.scalar(
            select(func.min(column.warn_at)).where(column.emitted_at.is_(None))
        )
        return moment
