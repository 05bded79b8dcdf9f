"""A migrated database of a service with the roles that an operator creates: an owner, an application role and a
read-only role."""

import secrets
from dataclasses import dataclass

from common.database.connections import connect
from common.database.urls import database_in, url_with
from tests.support.operator import run_command
from tests.support.postgres import Postgres


@dataclass(frozen=True)
class RoleUrls:
    """The URL of one database, for each role that may connect to it."""

    superuser: str
    owner: str
    app: str
    read: str


async def database_with_roles(postgres: Postgres, service: str) -> RoleUrls:
    owner = f"owner_{secrets.token_hex(4)}"
    superuser = await postgres.create_database()
    database = database_in(superuser)
    passwords = {role: secrets.token_hex(8) for role in (owner, f"{owner}_app", f"{owner}_read")}
    server = await connect(superuser)
    await server.execute(f"CREATE ROLE {owner} LOGIN")
    await server.execute(f'ALTER DATABASE "{database}" OWNER TO {owner}')
    await server.execute(f"ALTER ROLE {owner} PASSWORD '{passwords[owner]}'")
    urls = RoleUrls(
        superuser, *(url_with(superuser, username=role, password=password) for role, password in passwords.items())
    )
    for command, address in ((["roles", "--apply"], superuser), (["migrate"], urls.owner)):
        result = await run_command(service, *command, DATABASE_URL=address)
        assert result.code == 0, result.err
    for role in (f"{owner}_app", f"{owner}_read"):
        await server.execute(f"ALTER ROLE {role} PASSWORD '{passwords[role]}'")
    await server.close()
    return urls
