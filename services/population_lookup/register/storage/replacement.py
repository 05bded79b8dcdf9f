"""The replacement of the whole register by a stream of lines."""

from collections.abc import AsyncIterator, Iterable
from typing import NamedTuple

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.registration import Registration
from population_lookup.register.storage.rows import Block, block_of
from population_lookup.tables import household, kinship, resident


class Changes(NamedTuple):
    """The numbers of removed and added residents; one that changed counts as one of each."""

    removed: int
    added: int


async def replace_residents(connection: AsyncConnection, citizens: Iterable[Citizen]) -> Changes:
    """Makes the register contain exactly these citizens, who belong to no household."""

    async def one_block() -> AsyncIterator[Block]:
        yield block_of(map(Registration, citizens), (), ())

    return await replace_register(connection, one_block())


async def replace_register(connection: AsyncConnection, blocks: AsyncIterator[Block]) -> Changes:
    """Makes the register contain exactly what the blocks hold. Lines of residents are sent as they come; those of the
    other tables are few, and wait."""
    households: list[bytes] = []
    kinships: list[bytes] = []

    async def residents() -> AsyncIterator[bytes]:
        async for block in blocks:
            households.append(block.households)
            kinships.append(block.kinships)
            yield block.residents

    changes = await _replace(connection, resident, residents())
    await _replace(connection, household, _each(households))
    await _replace(connection, kinship, _each(kinships))
    return changes


async def _each(lines: list[bytes]) -> AsyncIterator[bytes]:
    for line in lines:
        yield line


async def _replace(connection: AsyncConnection, table: Table, lines: AsyncIterator[bytes]) -> Changes:
    """A table that is empty takes the lines itself; else they are compared in a temporary one, so that rows that stay
    equal are not touched."""
    if not await _has_rows(connection, table):
        return Changes(removed=0, added=await _copy(connection, table, table.name, lines))
    fresh = f"new_{table.name}"
    await connection.execute(text(f"CREATE TEMPORARY TABLE {fresh} (LIKE {table.name}) ON COMMIT DROP"))
    await _copy(connection, table, fresh, lines)
    await connection.execute(text(f"ANALYZE {fresh}"))
    same_key = " AND ".join(f"n.{column.name} = r.{column.name}" for column in table.primary_key)
    removed = await connection.execute(
        text(
            f"DELETE FROM {table.name} r WHERE NOT EXISTS (SELECT FROM {fresh} n"  # noqa: S608 - our own names
            f" WHERE {same_key} AND n.* IS NOT DISTINCT FROM r.*)"
        )
    )
    added = await connection.execute(
        text(
            f"INSERT INTO {table.name} SELECT n.* FROM {fresh} n"  # noqa: S608 - our own names
            f" WHERE NOT EXISTS (SELECT FROM {table.name} r WHERE {same_key})"
        )
    )
    return Changes(removed=removed.rowcount, added=added.rowcount)


async def _has_rows(connection: AsyncConnection, table: Table) -> bool:
    return bool(await connection.scalar(text(f"SELECT EXISTS (SELECT FROM {table.name})")))  # noqa: S608 - our own name


async def _copy(connection: AsyncConnection, table: Table, into: str, lines: AsyncIterator[bytes]) -> int:
    driver = await driver_of(connection)
    columns = [column.name for column in table.columns]
    status: str = await driver.copy_to_table(into, source=lines, columns=columns, format="text")
    return int(status.rpartition(" ")[2])
