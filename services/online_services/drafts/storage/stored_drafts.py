"""Loads, saves and deletes drafts, and records which officers read them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.dossiers.domain.filing import FiledPaper
from online_services.drafts.domain.draft import Draft, DraftedApplicant, DraftedFiling
from online_services.tables import dossier_draft, dossier_draft_reading

column = dossier_draft.c
HOLD_OWNER = text("SELECT pg_advisory_xact_lock(hashtextextended(:owner, 10))")


class Drafts:
    """A draft that was not changed since `oldest_kept` is none any more."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, id: UUID, owner: str, oldest_kept: datetime) -> Draft | None:
        """It stays locked until the end of the transaction."""
        return await self._read(_own(owner, oldest_kept).where(column.id == id).with_for_update())

    async def read(self, id: UUID, owner: str, oldest_kept: datetime) -> Draft | None:
        return await self._read(_own(owner, oldest_kept).where(column.id == id))

    async def _read(self, statement: Select[Any]) -> Draft | None:
        row = (await self._connection.execute(statement)).one_or_none()
        return None if row is None else _draft(row)

    async def of(self, owner: str, oldest_kept: datetime) -> list[Draft]:
        """The draft that was changed last comes first."""
        statement = _own(owner, oldest_kept).order_by(column.changed_at.desc(), column.id)
        return [_draft(row) for row in await self._connection.execute(statement)]

    async def count(self, owner: str, oldest_kept: datetime) -> int:
        """Until the end of the transaction no other one counts the drafts of the owner to keep one more."""
        await self._connection.execute(HOLD_OWNER, {"owner": owner})
        statement = select(func.count()).select_from(_own(owner, oldest_kept).subquery())
        return int(await self._connection.scalar(statement) or 0)

    async def add(self, draft: Draft) -> None:
        await self._connection.execute(insert(dossier_draft).values(_row(draft)))

    async def save(self, draft: Draft) -> None:
        await self._connection.execute(update(dossier_draft).where(column.id == draft.id).values(_row(draft)))

    async def delete(self, id: UUID) -> None:
        await self._connection.execute(delete(dossier_draft).where(column.id == id))

    async def delete_untouched(self, oldest_kept: datetime, limit: int) -> int:
        """Returns how many. What another transaction has locked is left for the next time."""
        untouched = (
            select(column.id)
            .where(column.changed_at < oldest_kept)
            .order_by(column.changed_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        deleted = await self._connection.execute(delete(dossier_draft).where(column.id.in_(untouched)))
        return deleted.rowcount

    async def record_reading(
        self, draft: Draft, reader: str, reader_name: str, agency: str, reason: str, at: datetime
    ) -> None:
        await self._connection.execute(
            insert(dossier_draft_reading).values(
                draft_id=draft.id,
                personal_id=draft.filing.applicant.personal_id,
                reader=reader,
                reader_name=reader_name,
                agency_code=agency,
                reason=reason,
                read_at=at,
            )
        )

    async def readings_about(self, personal_id: str, limit: int) -> Sequence[Row[Any]]:
        """The latest first."""
        table = dossier_draft_reading
        statement = select(table).where(table.c.personal_id == personal_id).order_by(table.c.id.desc()).limit(limit)
        return (await self._connection.execute(statement)).all()


def _own(owner: str, oldest_kept: datetime) -> Select[Any]:
    return select(dossier_draft).where(column.owner == owner, column.changed_at >= oldest_kept)


def _draft(row: Row[Any]) -> Draft:
    applicant = DraftedApplicant(
        row.personal_id,
        row.full_name,
        row.phone,
        row.delegate_personal_id,
        row.delegation_ground,
        tuple(row.delegation_extent),
    )
    papers = [FiledPaper(paper["name"], paper["digitisation"]) for paper in row.papers]
    filing = DraftedFiling(
        row.channel, row.for_case, row.receiving_agency, row.deciding_agency, applicant, papers, row.form_data
    )
    return Draft(
        row.id,
        row.owner,
        row.agency_code,
        row.procedure_code,
        row.version,
        row.form_id,
        row.revision,
        row.created_at,
        row.changed_at,
        filing,
    )


def _row(draft: Draft) -> dict[str, Any]:
    filing, applicant = draft.filing, draft.filing.applicant
    return {
        "id": draft.id,
        "owner": draft.owner,
        "agency_code": draft.agency,
        "procedure_code": draft.procedure_code,
        "version": draft.version,
        "form_id": draft.form_id,
        "revision": draft.revision,
        "created_at": draft.created_at,
        "changed_at": draft.changed_at,
        "channel": filing.channel,
        "for_case": filing.for_case,
        "receiving_agency": filing.receiving_agency,
        "deciding_agency": filing.deciding_agency,
        "personal_id": applicant.personal_id,
        "full_name": applicant.full_name,
        "phone": applicant.phone,
        "delegate_personal_id": applicant.delegate_personal_id,
        "delegation_ground": applicant.delegation_ground,
        "delegation_extent": list(applicant.delegation_extent),
        "papers": [{"name": paper.name, "digitisation": paper.digitisation} for paper in filing.papers],
        "form_data": None if filing.form_data is None else dict(filing.form_data),
    }
