"""The signed file of a Decision."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.approval_refusals import SignedFileNotFound
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.decisions.queries.visible_decisions import is_visible_to
from procedures.tables import decision, signed_file


async def signed_file_of_decision(read: AsyncConnection, id: UUID, acting: ActingAgency) -> tuple[str, bytes]:
    """The SHA-256 and the bytes. Raises `DecisionNotFound` and `SignedFileNotFound`."""
    statement = (
        select(decision.c.signed_file_sha256, signed_file.c.content)
        .outerjoin(signed_file, signed_file.c.sha256 == decision.c.signed_file_sha256)
        .where(decision.c.id == id, is_visible_to(acting))
    )
    row = (await read.execute(statement)).one_or_none()
    if row is None:
        raise DecisionNotFound(id)
    if row.content is None:
        raise SignedFileNotFound(id, row.signed_file_sha256)
    return row.signed_file_sha256, row.content
