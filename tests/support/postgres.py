"""A real PostgreSQL for tests: the wheel's, or another's by POSTGRES_BIN, or a running one by DATABASE_URL."""

import contextlib
import importlib
import os
import secrets
import shutil
from collections import deque
from collections.abc import Awaitable, Callable
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
"""To verify_streams a password takes longer than most of what tests connect for. All other roles must."""
KEPT = 100  # databases: more than one test, or what several tests share, ever makes


def service_of(name: str) -> Service:
    found = importlib.import_module(f"{name}.app").service
    assert isinstance(found, Service)
    return found


def settings_of(name: str) -> type[ServiceSettings]:
    """The class that a service reads its settings with."""
    found = service_of(name).settings
    assert isinstance(found, type)
    assert issubclass(found, ServiceSettings)
    return found


class Postgres:
    """Fresh databases on one server; migrated ones are copies of a template that was migrated once."""

    def __init__(self, url: str, cluster: Cluster | None = None) -> None:
        self.url = url
        self.cluster = cluster
        self.templates: dict[str, str] = {}
        self.made: deque[str] = deque()
        self._own: asyncpg.Connection | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._own is not None:
            await self._own.close()

    def url_of(self, database: str) -> str:
        return url_with(self.url, database=database)

    async def create_database(self, template: str | None = None) -> str:
        return await self._create(await self._server(), template or "template1")

    async def _server(self) -> asyncpg.Connection:
        """One connection for all that is made."""
        if self._own is None or self._own.is_closed():
            self._own = await connect(self.url)
        return self._own

    async def _create(self, server: asyncpg.Connection, template: str) -> str:
        name = f"test_{secrets.token_hex(6)}"
        strategy = "STRATEGY file_copy" if self.cluster else ""  # quick where nothing waits for a disk
        await server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {strategy}')
        self.made.append(name)
        await self._drop_old(server)
        return self.url_of(name)

    async def _drop_old(self, server: asyncpg.Connection) -> None:
        """What was made long ago for a test that is over: nobody is connected to it."""
        if len(self.made) <= KEPT or (oldest := self.made.popleft()) in self.templates.values():
            return
        try:
            await server.execute(f'DROP DATABASE "{oldest}"')
        except asyncpg.ObjectInUseError:
            self.made.append(oldest)

    async def backup_of(self, database: str) -> str:
        """A copy as it is now; whoever is connected is thrown out for it, and comes back by itself: if meanwhile,
        PostgreSQL would wait five
        seconds for them and then refuse."""
        server = await connect(self.url)  # of its own, with a patience of its own
        try:
            patience = 0
            while True:
                patience += 300
                await server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database
                )
                await server.execute(f"SET statement_timeout = '{patience}ms'")
                with contextlib.suppress(asyncpg.ObjectInUseError, asyncpg.QueryCanceledError):
                    return await self._create(server, database)
        finally:
            await server.close()

    async def copy_of(self, name: str, make: Callable[[], Awaitable[str]]) -> str:
        """A copy of what `make` makes, which is asked once: a database to which nobody is connected any more."""
        if name not in self.templates:
            self.templates[name] = database_in(await make())
        return await self.create_database(self.templates[name])

    async def migrated(self, service: str | Service) -> str:
        """A database of its own with the schema of a service."""
        made = service_of(service) if isinstance(service, str) else service
        return await self.copy_of(made.migrations, partial(self._migrated, made))

    async def _migrated(self, service: Service) -> str:
        url = await self.create_database()
        engine = create_engine(url)
        await migrate(service, engine)
        await engine.dispose()
        return url


def template_cluster() -> Path:
    """A data directory made once per version of the binaries: copying it takes 0.2 s, making it 1 s."""
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
    """A data directory that nobody has used, for a server to be started on."""
    folder.mkdir(mode=0o711, parents=True)
    shutil.copytree(template_cluster(), folder, dirs_exist_ok=True, copy_function=shutil.copy2)
    if (user := unprivileged()) is not None:
        for path in (folder / "password", folder / "data", *(folder / "data").rglob("*")):
            os.chown(path, *user)


def start_test_cluster(folder: Path) -> Cluster:
    new_cluster(folder)
    cluster = Cluster(folder, UNSAFE_SETTINGS)
    cluster.start()
    return cluster
