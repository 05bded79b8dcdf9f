"""The rows of a view in chunks, in the snapshot of the transaction."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import positions
from common.database.connections import driver_of
from common.projection.views import PUBLISHED, View

CHUNK_SIZE = 10_000


async def begin_snapshot(connection: AsyncConnection, views: Sequence[View]) -> list[str]:
    """Begins a transaction that reads all views at one moment. Returns the stream positions of that moment.

    The views are locked before the first query, against a rebuild only: in a snapshot from before it, the tables that
    it fills would be empty.
    """
    await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    names = ", ".join(f'{PUBLISHED}."{view.name}"' for view in views)
    await connection.execute(text(f"LOCK TABLE {names} IN ACCESS SHARE MODE"))
    return [str(position) for position in await positions(connection)]


async def column_types(connection: AsyncConnection, view: View) -> Mapping[str, str]:
    """Returns PostgreSQL's types by column, in the order of the columns."""
    driver = await driver_of(connection)
    statement = await driver.prepare(f'SELECT * FROM {PUBLISHED}."{view.name}"')  # noqa: S608 - our own names
    return {attribute.name: attribute.type.name for attribute in statement.get_attributes()}


async def rows_of_view(connection: AsyncConnection, view: View, expressions: str) -> AsyncGenerator[Sequence[Any]]:
    driver = await driver_of(connection)
    cursor = await driver.cursor(f'SELECT {expressions} FROM {PUBLISHED}."{view.name}"')  # noqa: S608 - our own names
    while rows := await cursor.fetch(CHUNK_SIZE):
        yield rows
