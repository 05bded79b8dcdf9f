"""A second schema like `projected`, filled beside it and put in its place by renaming."""

from collections.abc import Sequence

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.projection.tables import PROJECTED

SCHEMA = "projected_shadow"
FORMER = "projected_former"


async def create(connection: AsyncConnection, tables: Sequence[Table]) -> None:
    """Bare tables: keys and indexes come after the rows, which is faster."""
    await connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
    await connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
    for table in tables:
        like = (
            f'CREATE TABLE {SCHEMA}."{table.name}" (LIKE {PROJECTED}."{table.name}" INCLUDING DEFAULTS'
            " INCLUDING COMMENTS)"
        )
        await connection.execute(text(like))
        await _copy_comment(connection, table)


async def _copy_comment(connection: AsyncConnection, table: Table) -> None:
    """LIKE copies the comments of columns, not that of the table."""
    comment = text(
        "SELECT format('COMMENT ON TABLE %s IS %L', CAST(:made AS text), obj_description(CAST(:live AS regclass),"
        " 'pg_class'))"
    )
    places = {"made": f'{SCHEMA}."{table.name}"', "live": f'{PROJECTED}."{table.name}"'}
    await connection.exec_driver_sql(await connection.scalar(comment, places))


async def add_constraints_and_indexes(connection: AsyncConnection, tables: Sequence[Table]) -> None:
    """The same constraints and indexes as the live tables have."""
    for table in tables:
        live = {"table": f'{PROJECTED}."{table.name}"'}
        constraints = await connection.execute(
            text(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = CAST(:table AS regclass)"
                " AND contype IN ('p', 'u', 'c', 'x')"
            ),
            live,
        )
        for name, definition in constraints.all():
            await connection.execute(text(f'ALTER TABLE {SCHEMA}."{table.name}" ADD CONSTRAINT "{name}" {definition}'))
        indexes = await connection.execute(
            text(
                "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = CAST(:table AS regclass)"
                " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
            ),
            live,
        )
        for definition in indexes.scalars().all():
            await connection.execute(text(definition.replace(f" ON {PROJECTED}.", f" ON {SCHEMA}.", 1)))


async def swap(connection: AsyncConnection) -> None:
    """Whoever reads meanwhile waits for the commit and then sees the new tables."""
    await connection.execute(text(f"DROP SCHEMA IF EXISTS {FORMER} CASCADE"))
    await connection.execute(text(f"ALTER SCHEMA {PROJECTED} RENAME TO {FORMER}"))
    await connection.execute(text(f"ALTER SCHEMA {SCHEMA} RENAME TO {PROJECTED}"))
    await connection.execute(text(f"DROP SCHEMA {FORMER} CASCADE"))
