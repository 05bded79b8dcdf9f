"""Clients, the timestamps that they have used, and what they call procedures."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.clients.domain.clients import Client
from population_lookup.tables import client, client_alias, used_timestamp

ALIASES = """
    SELECT account, stated_code, procedure_code FROM client_alias
    JOIN unnest($1::text[], $2::text[]) AS stated (account, stated_code) USING (account, stated_code)
"""


async def client_named(connection: AsyncConnection, name: str) -> Client | None:
    row = (await connection.execute(select(client).where(client.c.name == name))).one_or_none()
    return None if row is None else Client(row.name, row.agency_code, row.secret_file, row.sees_sensitive_fields)


async def all_clients(connection: AsyncConnection) -> list[Client]:
    rows = await connection.execute(select(client).order_by(client.c.name))
    return [Client(row.name, row.agency_code, row.secret_file, row.sees_sensitive_fields) for row in rows]


async def put_client(connection: AsyncConnection, added: Client) -> None:
    values = {
        "agency_code": added.agency_code,
        "secret_file": added.secret_file,
        "sees_sensitive_fields": added.sees_sensitive_fields,
    }
    statement = insert(client).values(name=added.name, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))


async def remove_client(connection: AsyncConnection, name: str) -> bool:
    return (await connection.execute(delete(client).where(client.c.name == name))).rowcount > 0


async def claim_timestamp(
    connection: AsyncConnection, name: str, timestamp: str, body_digest: bytes, now: datetime, kept: timedelta
) -> bool:
    """Returns whether this is the first use of the timestamp by the client with this body. What is older than `kept`
    is forgotten: such a timestamp is not accepted any more."""
    await connection.execute(delete(used_timestamp).where(used_timestamp.c.used_at < now - kept))
    used = insert(used_timestamp).values(name=name, timestamp=timestamp, body_digest=body_digest, used_at=now)
    return (await connection.execute(used.on_conflict_do_nothing())).rowcount > 0


async def put_alias(connection: AsyncConnection, account: str, stated_code: str, procedure_code: str) -> None:
    statement = insert(client_alias).values(account=account, stated_code=stated_code, procedure_code=procedure_code)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["account", "stated_code"], set_={"procedure_code": procedure_code}
        )
    )


async def aliases_of(connection: AsyncConnection, stated: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Returns, by account and stated code, the procedure that the code stands for."""
    if not stated:
        return {}
    accounts, codes = zip(*stated, strict=True)
    rows = await (await driver_of(connection)).fetch(ALIASES, list(accounts), list(codes))
    return {(row["account"], row["stated_code"]): row["procedure_code"] for row in rows}
