"""SQLAlchemy compiles each statement once for an engine; the tests have an engine for each of hundreds of databases,
all on one server.

So they share what was compiled, as the requests to one long-lived process do.
"""

from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import LRUCache

_compiled: LRUCache[object, object] = LRUCache(10_000)
_dialects: list[Dialect] = []
"""The first that has met the server: a statement is compiled for one."""


def compiled_once(engine: AsyncEngine) -> AsyncEngine:
    plain = engine.sync_engine
    plain._compiled_cache = _compiled  # type: ignore[assignment]
    if _dialects:
        plain.dialect = _dialects[0]
    else:
        event.listen(plain, "engine_connect", _met, once=True)
    return engine


def _met(connection: Connection) -> None:
    _dialects.append(connection.dialect)
