"""One service in this process: its app over a real, migrated database, with tokens of a development issuer."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import orjson
from sqlalchemy import text
from starlette.types import ASGIApp, Receive, Scope, Send

from common.clock import TOLERANCE, FixedClock, as_text
from common.consumer.applying import apply
from common.consumer.sql_tables import SqlTables
from common.contracts.event import Event, decode
from common.database.connections import create_engine
from common.eventlog.log import EventLog
from common.http.app import build_api
from common.service.definition import Runtime
from common.service.unit_of_work import UnitOfWork
from common.settings import ServiceSettings
from suite.tokens import Issuer
from tests.support.compiled_statements import compiled_once
from tests.support.postgres import Postgres, service_of

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Noon of 23 November 2026 in the province."""


HEADERS = {"Request-Id": "test-request", "Accept-Encoding": "identity"}
"""With one id for all requests, and without compression, equal responses are equal to the byte."""


async def read_problems_in_english(request: httpx.Request) -> None:
    """Pages are Vietnamese, as for any caller who prefers no language."""
    if request.url.path.startswith("/v1/"):
        request.headers.setdefault("Accept-Language", "en")


def client_of(transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    hooks = {"request": [read_problems_in_english]}
    return httpx.AsyncClient(transport=transport, base_url="http://service.test", headers=HEADERS, event_hooks=hooks)


class ForwardClock(FixedClock):
    """A clock that tests set forward. Behind a record that lies ahead of the clock its shard takes nothing more, so
    that a test which sets the clock back fails now and then, or makes others fail."""

    @property
    def moment(self) -> datetime:
        return self._moment

    @moment.setter
    def moment(self, moment: datetime) -> None:
        latest = getattr(self, "_latest", moment)
        if moment < latest - TOLERANCE:
            raise AssertionError(f"the clock of a harness only goes forward, not from {latest} to {moment}")
        self._moment, self._latest = moment, max(moment, latest)

    def set_to(self, moment: datetime) -> None:
        """For a test of a wrong clock, and before anything is recorded."""
        self._moment = self._latest = moment


@dataclass
class ServiceHarness:
    """`apply_events` applies events of other services as the consumer does; `http` calls `app` without a network."""

    runtime: Runtime
    clock: ForwardClock
    http: httpx.AsyncClient
    issuer: Issuer
    app: ASGIApp

    def bearer(self, *scopes: str, subject: str = "officer-1", agency: str = "H60.01") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.issuer.token(subject, scopes, agency=agency)}"}

    async def apply_events(self, events: Sequence[Event], source: str = "procedures") -> None:
        """Applies one batch in one transaction, through the service's own projections and reactions."""
        (subscription,) = (each for each in self.runtime.service.subscriptions if each.source == source)
        async with self.runtime.engine.connect() as connection:
            work = UnitOfWork(connection, self.clock, self.runtime.log)
            await apply(subscription, events, SqlTables(connection), work, [as_text(NOON)] * len(events))
            await connection.commit()

    async def emitted_events(self) -> list[Event]:
        """The events of the service's own log, in the order in which they were written."""
        async with self.runtime.engine.connect() as connection:
            rows = await connection.execute(text("SELECT type, payload FROM event_log ORDER BY time, id"))
            return [decode(row.type, row.payload) for row in rows]

    async def rows(self, query: str, **values: Any) -> list[Any]:
        async with self.runtime.engine.begin() as connection:
            return list(await connection.execute(text(query), values))

    async def execute(self, statement: str, **values: Any) -> None:
        """Executes a statement directly, with the rights of the database's owner."""
        async with self.runtime.engine.begin() as connection:
            await connection.execute(text(statement), values)


@asynccontextmanager
async def service_harness(
    postgres: Postgres, name: str, folder: Path, url: str | None = None, **others: Any
) -> AsyncIterator[ServiceHarness]:
    """A harness on a database of its own, or on the one of `url`, as the role that it names. `others` are more of its
    settings."""
    service, clock = service_of(name), ForwardClock(NOON)
    issuer = Issuer(folder / "issuer.pem", "http://issuer.test")
    jwks = folder / "jwks.json"
    jwks.write_bytes(orjson.dumps(issuer.jwks()))
    kind = service.settings if isinstance(service.settings, type) else ServiceSettings
    settings = kind(
        database_url=url or await postgres.migrated(service),
        jwks_url=f"file:{jwks}",
        jwt_issuer=issuer.url,
        database_pool_size=8,
        **others,
    )
    log = EventLog(service.name, service.shards) if service.shards else None
    runtime = Runtime(service, settings, compiled_once(create_engine(settings.database_url, 8)), clock, log)
    app = build_api(runtime)
    async with app.router.lifespan_context(app) as state:

        async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "state": dict(state or {})}, receive, send)

        transport = httpx.ASGITransport(with_state, raise_app_exceptions=False)
        async with client_of(transport) as http:
            yield ServiceHarness(runtime, clock, http, issuer, with_state)
    await runtime.engine.dispose()


def unique(prefix: str) -> str:
    return f"{prefix}-{uuid4().hex[:12]}"
