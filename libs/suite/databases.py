"""Creates one database per service, with three roles each: the owner, the role of the application, and a role that only
reads."""

import secrets
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from common.database.urls import url_with

SERVICES = ("procedures", "online_services", "population_lookup", "reporting")


@dataclass(frozen=True)
class DatabaseUrls:
    """The DATABASE_URL of a service for each of its roles."""

    owner: str
    app: str
    read: str


async def create_databases(server_url: str, folder: Path) -> dict[str, DatabaseUrls]:
    """Creates the roles and databases that do not exist yet, and keeps the passwords in private files. `migrate` grants
    the privileges."""
    server = await asyncpg.connect(server_url)
    try:
        return {name: await _create_database(server, server_url, folder, name) for name in SERVICES}
    finally:
        await server.close()


async def _create_database(server: asyncpg.Connection, server_url: str, folder: Path, name: str) -> DatabaseUrls:
    urls = [
        await _create_role(server, server_url, folder, name, role) for role in (name, f"{name}_app", f"{name}_read")
    ]
    if not await server.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
        await server.execute(f"CREATE DATABASE {name} OWNER {name}")
        await server.execute(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")
    return DatabaseUrls(*urls)


async def _create_role(server: asyncpg.Connection, server_url: str, folder: Path, database: str, role: str) -> str:
    password = _password(folder / f"{role}.password")
    quoted = await server.fetchval("SELECT quote_literal($1)", password)
    exists = await server.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role)
    await server.execute(f"{'ALTER' if exists else 'CREATE'} ROLE {role} LOGIN PASSWORD {quoted}")
    return url_with(server_url, username=role, password=password, database=database)


def _password(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text()
