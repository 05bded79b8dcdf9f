"""The stored text of one content, and its hash: followers fetch it once and keep it."""

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.refusals import VersionNotFound
from procedures.law.queries.procedure_by_code import require_procedure
from procedures.tables import procedure, version


async def content_of_version(read: AsyncConnection, code: str, number: int) -> tuple[str, str]:
    """Returns the text and its SHA-256. Raises `ProcedureNotFound`, `ProcedureRecoded` and `VersionNotFound`."""
    statement = (
        select(cast(version.c.content, Text), version.c.content_sha256)
        .join(procedure, procedure.c.id == version.c.procedure_id)
        .where(procedure.c.code == code, version.c.number == number)
    )
    row = (await read.execute(statement)).one_or_none()
    if row is None:
        await require_procedure(read, code)
        raise VersionNotFound(code, number)
    content, content_sha256 = row
    return content, content_sha256
