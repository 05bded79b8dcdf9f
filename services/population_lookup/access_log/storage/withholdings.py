"""Accesses that are withheld from the citizens whom they concern."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.access_log.domain.oversight import Withholding
from population_lookup.shared.domain.refusals import AccessNotFound
from population_lookup.tables import access_log, withheld_access


async def replace_withholding(connection: AsyncConnection, lookup_id: UUID, withholding: Withholding) -> bool:
    """Returns whether this changes anything. Raises `AccessNotFound`."""
    exists = select(access_log.c.sequence).where(access_log.c.lookup_id == lookup_id)
    if (await connection.execute(exists)).one_or_none() is None:
        raise AccessNotFound(str(lookup_id))
    values = {"withheld_until": withholding.until, "ground": withholding.ground}
    statement = insert(withheld_access).values(lookup_id=lookup_id, **values)
    changed = statement.on_conflict_do_update(
        index_elements=["lookup_id"],
        set_=values,
        where=(withheld_access.c.withheld_until != withholding.until)
        | (withheld_access.c.ground != withholding.ground),
    )
    return (await connection.execute(changed)).rowcount > 0
