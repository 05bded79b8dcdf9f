"""The rights of each database role: the owner may do everything, the application what its service needs, the read-only
role may only read.

The roles are named after the owner of the database: where `procedures` owns it, the service runs as `procedures_app`,
and analysts read as `procedures_read`. What the application may do with a table follows from the table: an operation
that its triggers refuse to everybody is not granted either. So nobody with the password of the application can change
what was recorded, even with the triggers off.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from common.migrations.heads import VERSIONS
from common.projection.tables import PROJECTED
from common.projection.views import PUBLISHED
from common.service.definition import Service

quoted = postgresql.dialect().identifier_preparer.quote_identifier  # type: ignore[no-untyped-call]  # the dialect's constructor
APP, READ = "app", "read"
SCHEMAS = ("public", PROJECTED, PUBLISHED)
OPERATIONS = {"INSERT": 4, "UPDATE": 16, "DELETE": 8}
"""Operations with their bits in `pg_trigger.tgtype`. Through a view nobody may write: all bits are set."""
CLOSED = frozenset({"idempotent_response"})
"""Tables that no read-only role may see: they hold whole responses."""

TABLES = text("""
SELECT n.nspname AS schema, c.relname AS name,
    CASE WHEN c.relkind IN ('v', 'm') THEN -1 ELSE coalesce(bit_or(t.tgtype::integer), 0) END AS refused
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_trigger t
    ON t.tgrelid = c.oid AND t.tgfoid = to_regproc('refuse_change') AND t.tgqual IS NULL AND t.tgattr = ''
WHERE n.nspname = ANY (:schemas) AND c.relkind IN ('r', 'p', 'v', 'm')
    AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
    )
GROUP BY 1, 2, c.relkind ORDER BY 1, 2
""")
DATABASE = text(
    "SELECT current_database() AS name, pg_get_userbyid(datdba) AS owner FROM pg_database"
    " WHERE datname = current_database()"
)
NEW_ROLE = """\
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {literal}) THEN
    CREATE ROLE {named} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;{more}
END IF; END $$"""
READ_ONLY = """
    ALTER ROLE {named} SET default_transaction_read_only = on;"""


class NotTheOwner(Exception):
    """Only the owner of the database or a superuser can grant rights in it. For anybody else PostgreSQL reports success
    and does nothing."""


async def new_roles(connection: AsyncConnection) -> list[str]:
    """Returns the statements that create missing roles, for somebody who may create roles. Whoever runs them sets the
    passwords."""
    _, owner = await _database(connection)
    statements = []
    for role, more in ((f"{owner}_{APP}", ""), (f"{owner}_{READ}", READ_ONLY)):
        named, literal = quoted(role), "'" + role.replace("'", "''") + "'"
        statements.append(NEW_ROLE.format(named=named, literal=literal, more=more.format(named=named)))
    return statements


async def grants(connection: AsyncConnection, service: Service, *, only_present: bool = False) -> list[str]:
    """Returns the statements that give each role exactly its rights, whatever it had. Without roles there are none."""
    database, owner = await _database(connection)
    roles = {f"{owner}_{kind}": kind for kind in (APP, READ)}
    if only_present:
        names = await connection.scalars(
            text("SELECT rolname FROM pg_roles WHERE rolname = ANY (:names)"), {"names": list(roles)}
        )
        present = set(names)
        roles = {role: kind for role, kind in roles.items() if role in present}
    if not roles:
        return []
    schemas = [
        name
        for name in SCHEMAS
        if await connection.scalar(text("SELECT to_regnamespace(:name) IS NOT NULL"), {"name": name})
    ]
    tables = (await connection.execute(TABLES, {"schemas": schemas})).all()
    database, named, everywhere = quoted(database), ", ".join(map(quoted, roles)), ", ".join(schemas)
    statements = [
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {named}",
        f"GRANT CONNECT ON DATABASE {database} TO {named}",
        f"REVOKE ALL ON SCHEMA {everywhere} FROM PUBLIC, {named}",
        f"GRANT USAGE ON SCHEMA {everywhere} TO {named}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {everywhere} FROM PUBLIC, {named}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {everywhere} FROM PUBLIC, {named}",
    ]
    return statements + [
        f"GRANT {', '.join(rights)} ON {table.schema}.{quoted(table.name)} TO {quoted(role)}"
        for role, kind in roles.items()
        for table in tables
        if (rights := rights_of(kind, service, table.name, table.refused))
    ]


def rights_of(kind: str, service: Service, table: str, refused: int) -> list[str]:
    if kind == READ:
        return [] if table in CLOSED | service.closed_tables else ["SELECT"]
    return ["SELECT", *(act for act, bit in OPERATIONS.items() if table != VERSIONS and not refused & bit)]


async def grant(connection: AsyncConnection, service: Service) -> None:
    """Grants the rights. It is called after tables were created, in the same transaction, as the owner. Raises
    `NotTheOwner`."""
    await execute_grants(connection, await grants(connection, service, only_present=True))


async def execute_grants(connection: AsyncConnection, statements: Sequence[str]) -> None:
    _, owner = await _database(connection)
    if statements and not await connection.scalar(text("SELECT pg_has_role(:owner, 'USAGE')"), {"owner": owner}):
        raise NotTheOwner(f"this database role may not do it, {owner} may")
    for statement in statements:
        await connection.exec_driver_sql(statement)


async def _database(connection: AsyncConnection) -> tuple[str, str]:
    row = (await connection.execute(DATABASE)).one()
    return row.name, row.owner
