"""Shares compiled statements among the engines of tests.

SQLAlchemy compiles each statement once per engine. The tests have an engine for each of hundreds of databases on one
server, so they share one cache of compiled statements, as the requests to one long-lived process do.
"""

from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import LRUCache

_compiled: LRUCache[object, object] = LRUCache(10_000)
_dialects: list[Dialect] = []
"""The first dialect that has connected to the server: statements are compiled for it."""


def compiled_once(engine: AsyncEngine) -> AsyncEngine:
    plain = engine.sync_engine
    plain._compiled_cache = _compiled  # type: ignore[assignment]
    if _dialects:
        plain.dialect = _dialects[0]
    else:
        event.listen(plain, "engine_connect", _keep_dialect, once=True)
    return engine


def _keep_dialect(connection: Connection) -> None:
    _dialects.append(connection.dialect)
