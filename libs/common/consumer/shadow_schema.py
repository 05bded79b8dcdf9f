"""A second schema with the tables of `projected`, which is filled and then takes its place by renaming."""

from collections.abc import Sequence

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.dependent_views import dependent_views, lock_with_views, move_to_new_tables
from common.projection.tables import PROJECTED

SCHEMA = "projected_shadow"
FORMER = "projected_former"


async def create(connection: AsyncConnection, tables: Sequence[Table]) -> None:
    """Creates the tables without keys and indexes, which are added after the rows, since that is faster."""
    await connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
    await connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
    for table in tables:
        statement = (
            f'CREATE TABLE {SCHEMA}."{table.name}" (LIKE {PROJECTED}."{table.name}" INCLUDING DEFAULTS'
            " INCLUDING COMMENTS)"
        )
        await connection.execute(text(statement))
        await _copy_comment(connection, table)


async def _copy_comment(connection: AsyncConnection, table: Table) -> None:
    """LIKE copies the comments of columns, but not that of the table."""
    comment = text(
        "SELECT format('COMMENT ON TABLE %s IS %L', CAST(:made AS text), obj_description(CAST(:live AS regclass),"
        " 'pg_class'))"
    )
    params = {"made": f'{SCHEMA}."{table.name}"', "live": f'{PROJECTED}."{table.name}"'}
    await connection.exec_driver_sql(await connection.scalar(comment, params))


async def add_constraints_and_indexes(connection: AsyncConnection, tables: Sequence[Table]) -> None:
    """Adds the constraints and indexes that the live tables have."""
    for table in tables:
        params = {"table": f'{PROJECTED}."{table.name}"'}
        constraints = await connection.execute(
            text(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = CAST(:table AS regclass)"
                " AND contype IN ('p', 'u', 'c', 'x')"
            ),
            params,
        )
        for name, definition in constraints.all():
            await connection.execute(text(f'ALTER TABLE {SCHEMA}."{table.name}" ADD CONSTRAINT "{name}" {definition}'))
        indexes = await connection.execute(
            text(
                "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = CAST(:table AS regclass)"
                " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
            ),
            params,
        )
        for definition in indexes.scalars().all():
            await connection.execute(text(definition.replace(f" ON {PROJECTED}.", f" ON {SCHEMA}.", 1)))


async def hide_live(connection: AsyncConnection) -> None:
    """Gives the new tables the name of the live ones in this transaction, which is rolled back: nobody waits for it,
    and nobody sees it."""
    await connection.execute(text(f"ALTER SCHEMA {PROJECTED} RENAME TO {FORMER}"))
    await connection.execute(text(f"ALTER SCHEMA {SCHEMA} RENAME TO {PROJECTED}"))


async def swap(connection: AsyncConnection) -> None:
    """Readers wait for the commit and then see the new tables, also through views on them, which are kept. Raises
    `ViewNotReplaceable`."""
    await connection.execute(text(f"DROP SCHEMA IF EXISTS {FORMER} CASCADE"))
    views = await dependent_views(connection)
    await lock_with_views(connection, views)
    await connection.execute(text(f"ALTER SCHEMA {PROJECTED} RENAME TO {FORMER}"))
    await connection.execute(text(f"ALTER SCHEMA {SCHEMA} RENAME TO {PROJECTED}"))
    await move_to_new_tables(connection, views, FORMER)
    await connection.execute(text(f"DROP SCHEMA {FORMER} CASCADE"))
