"""A migrated database of a service with its roles made as an operator makes them: an owner, an application, and one that only looks."""

import secrets
from dataclasses import dataclass

from sqlalchemy.engine import make_url

from common.database.connections import connect
from tests.support.operator import typed
from tests.support.postgres import Postgres


@dataclass(frozen=True)
class Roles:
    """The address of one database, as each of those who may enter it."""

    superuser: str
    owner: str
    app: str
    read: str


async def with_roles(postgres: Postgres, service: str) -> Roles:
    owner = f"owner_{secrets.token_hex(4)}"
    superuser = await postgres.create_database()
    database = make_url(superuser).database or ""
    urls = [
        make_url(superuser).set(username=role, password=secrets.token_hex(8)) for role in (owner, f"{owner}_app", f"{owner}_read")
    ]
    server = await connect(superuser)
    await server.execute(f"CREATE ROLE {owner} LOGIN")
    await server.execute(f'ALTER DATABASE "{database}" OWNER TO {owner}')
    for url in urls[:1]:
        await server.execute(f"ALTER ROLE {url.username} PASSWORD '{url.password}'")
    made = Roles(superuser, *(url.render_as_string(hide_password=False) for url in urls))
    for command, address in ((["roles", "--apply"], superuser), (["migrate"], made.owner)):
        said = await typed(service, *command, DATABASE_URL=address)
        assert said.code == 0, said.err
    for url in urls[1:]:
        await server.execute(f"ALTER ROLE {url.username} PASSWORD '{url.password}'")
    await server.close()
    return made
