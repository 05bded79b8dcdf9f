"""One database and one role per service on a server."""

import secrets
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

SERVICES = ("procedures", "online_services", "population_lookup", "reporting")


async def make_databases(server_url: str, folder: Path) -> dict[str, str]:
    """Each service's DATABASE_URL; roles and databases are made where absent, passwords kept in a private file."""
    server = await asyncpg.connect(server_url)
    try:
        return {name: await _make(server, server_url, folder, name) for name in SERVICES}
    finally:
        await server.close()


async def _make(server: asyncpg.Connection, server_url: str, folder: Path, name: str) -> str:
    password = _password(folder / f"{name}.password")
    quoted = await server.fetchval("SELECT quote_literal($1)", password)
    exists = await server.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name)
    await server.execute(f"{'ALTER' if exists else 'CREATE'} ROLE {name} LOGIN PASSWORD {quoted}")
    if not await server.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
        await server.execute(f"CREATE DATABASE {name} OWNER {name}")
        await server.execute(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")
    return make_url(server_url).set(username=name, password=password, database=name).render_as_string(hide_password=False)


def _password(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text()
