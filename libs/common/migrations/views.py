"""Creates the declared views of a service, and finds those that differ from what the code declares.

Views that are as declared are not touched, so that a migration waits for no analyst who reads them. A view that is no
longer declared is dropped by a numbered migration.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.projection.views import PUBLISHED, View

DECLARED = "declared_view"
"""A temporary view: PostgreSQL rewrites a definition in its own form, so it is compared with one that it has read."""

SHAPE = text("""
SELECT pg_get_viewdef(v.oid) AS definition, obj_description(v.oid, 'pg_class') AS comment,
    array_agg(a.attname::text ORDER BY a.attnum) AS names,
    array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
    array_agg(col_description(v.oid, a.attnum) ORDER BY a.attnum) AS comments
FROM pg_class v JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE v.oid = to_regclass(:name) AND v.relkind = 'v'
GROUP BY v.oid
""")
INSTALLED = text(
    "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(:schema) AND relkind IN ('r', 'v', 'm', 'p')"
)


@dataclass(frozen=True)
class Shape:
    """What a view is: `comments` are those of the columns."""

    definition: str
    comment: str | None
    names: Sequence[str]
    types: Sequence[str]
    comments: Sequence[str | None]


async def create_views(connection: AsyncConnection, views: Sequence[View]) -> None:
    """Creates the views that are missing or differ. It is called by the owner, in a transaction that the caller
    commits."""
    if views:
        await connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {PUBLISHED}"))
    for view in views:
        installed, declared = await _shape(connection, qualified(view)), await _declared_shape(connection, view)
        if installed != declared:
            await _create(connection, view, installed, declared)


async def view_drift(connection: AsyncConnection, views: Sequence[View]) -> list[str]:
    """Returns the names of views that are missing, differ, or are not declared."""
    present = set(await connection.scalars(INSTALLED, {"schema": PUBLISHED}))
    different = [
        view.name
        for view in views
        if view.name not in present
        or await _shape(connection, qualified(view)) != await _declared_shape(connection, view)
    ]
    return different + sorted(present - {view.name for view in views})


def qualified(view: View) -> str:
    return f'{PUBLISHED}."{view.name}"'


async def _shape(connection: AsyncConnection, name: str) -> Shape | None:
    row = (await connection.execute(SHAPE, {"name": name})).one_or_none()
    return None if row is None else Shape(*row)


async def _declared_shape(connection: AsyncConnection, view: View) -> Shape:
    """Raises `ValueError` where the comments are not those of the columns."""
    attempt = await connection.begin_nested()
    try:
        await connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {DECLARED} AS {view.select}")
        shape = await _shape(connection, f"pg_temp.{DECLARED}")
    finally:
        await attempt.rollback()
    if shape is None or list(shape.names) != list(view.columns):
        raise ValueError(f"the view {view.name} has comments for {list(view.columns)}, and selects {shape}")
    return Shape(shape.definition, view.comment, shape.names, shape.types, list(view.columns.values()))


async def _create(connection: AsyncConnection, view: View, installed: Shape | None, declared: Shape) -> None:
    """Replaces a view where PostgreSQL can, since its grants are kept then; else drops it first, which it refuses where
    other views read it."""
    if installed is not None and not _extends(installed, declared):
        await connection.exec_driver_sql(f"DROP VIEW {qualified(view)}")
    await connection.exec_driver_sql(f"CREATE OR REPLACE VIEW {qualified(view)} AS {view.select}")
    await connection.exec_driver_sql(f"COMMENT ON VIEW {qualified(view)} IS {_literal(view.comment)}")
    for column, comment in view.columns.items():
        await connection.exec_driver_sql(f'COMMENT ON COLUMN {qualified(view)}."{column}" IS {_literal(comment)}')


def _extends(installed: Shape, declared: Shape) -> bool:
    """Whether the columns of a view are the same, with more behind them at most."""
    count = len(installed.names)
    return (installed.names, installed.types) == (declared.names[:count], declared.types[:count])


def _literal(comment: str) -> str:
    return "'" + comment.replace("'", "''") + "'"
