"""The views on projected tables: a rebuild replaces the tables below them, and keeps the views.

Each view is replaced by itself, on the new tables: it stays the same object, so its grants, its comments and the views
on it stay too, whoever made them. The definition is PostgreSQL's, not the declared one, since a newer version may have
migrated the view already.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import is_transient
from common.errors import Refusal
from common.projection.tables import PROJECTED

LOCK_TRIES, SECONDS_BETWEEN = 60, 0.5
LOCK_TIMEOUT = "500ms"
"""Less than PostgreSQL's `deadlock_timeout`: whoever reads these tables in another order waits, and never fails."""

VIEWS = text("""
SELECT v.oid, n.nspname AS schema, v.relname AS name, v.relkind = 'm' AS materialized,
    pg_has_role(v.relowner, 'USAGE') OR NOT pg_has_role(b.datdba, 'USAGE') AS ours, pg_get_viewdef(v.oid) AS definition,
    array_to_string(v.reloptions, ', ') AS options
FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace JOIN pg_database b ON b.datname = current_database()
WHERE v.oid IN (
    SELECT r.ev_class
    FROM pg_depend d
    JOIN pg_rewrite r ON r.oid = d.objid
    JOIN pg_class t ON t.oid = d.refobjid
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
        AND t.relnamespace = to_regnamespace(:schema) AND t.relkind IN ('r', 'p') AND r.ev_class <> t.oid
)
ORDER BY v.oid
""")
RELATIONS = text(
    "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(:schema) AND relkind IN ('r', 'p') ORDER BY 1"
)


class ViewNotReplaceable(Refusal):
    """A rebuild would have to drop a view that it cannot make anew."""

    status, type, title = 409, "view-not-replaceable", "A view on projected tables cannot be kept"


@dataclass(frozen=True)
class DependentView:
    schema: str
    name: str
    definition: str
    options: str | None

    @property
    def qualified(self) -> str:
        return f'"{self.schema}"."{self.name}"'

    def replacement(self) -> str:
        options = f" WITH ({self.options})" if self.options else ""
        return f"CREATE OR REPLACE VIEW {self.qualified}{options} AS {self.definition}"


async def dependent_views(connection: AsyncConnection) -> list[DependentView]:
    """Returns the views on projected tables, in the order in which they were made. Raises `ViewNotReplaceable`; a role
    that is not the owner's is refused elsewhere, for a better reason."""
    return [_replaceable(row) for row in await connection.execute(VIEWS, {"schema": PROJECTED})]


def _replaceable(row: Any) -> DependentView:
    name = f"{row.schema}.{row.name}"
    if row.materialized:
        raise ViewNotReplaceable(f"{name} is materialized, on projected tables: drop it, rebuild, and create it again")
    if not row.ours:
        raise ViewNotReplaceable(f"{name} belongs to another role: drop it, or give it to the owner of the database")
    return DependentView(row.schema, row.name, row.definition, row.options)


async def lock_with_views(connection: AsyncConnection, views: Sequence[DependentView]) -> None:
    """Locks the views and the projected tables against every reader, until the end of the transaction.

    A reader has locked a view before its tables, so views come first. For half a minute a lock that is not free soon is
    given back and tried again; then the rebuild waits for as long as somebody reads.
    """
    tables = [f'{PROJECTED}."{name}"' for name in await connection.scalars(RELATIONS, {"schema": PROJECTED})]
    relations = ", ".join([*(view.qualified for view in views), *tables])
    if not relations:
        return
    for _ in range(LOCK_TRIES):
        try:
            async with connection.begin_nested():
                await connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
                await connection.execute(text(f"LOCK TABLE {relations} IN ACCESS EXCLUSIVE MODE"))
                await connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
        except DBAPIError as error:
            if not is_transient(error):
                raise
        else:
            return
        await asyncio.sleep(SECONDS_BETWEEN)
    await connection.execute(text(f"LOCK TABLE {relations} IN ACCESS EXCLUSIVE MODE"))


async def move_to_new_tables(connection: AsyncConnection, views: Sequence[DependentView], former: str) -> None:
    """Replaces each view by itself, once the new tables have the name of the former ones."""
    for view in views:
        if view.schema == PROJECTED:
            await connection.execute(text(f'ALTER VIEW {former}."{view.name}" SET SCHEMA {PROJECTED}'))
        await connection.exec_driver_sql(view.replacement())
