"""Stored responses that are returned only after PostgreSQL has confirmed that they are current."""

from collections.abc import Mapping, Sequence
from typing import Any

from common.clock import Clock
from common.http.cache.cached_response import CachedResponse, Headers
from common.http.cache.database_batching import DatabaseBatcher
from common.http.cache.response_store import CacheVersion, ResponseStore
from common.service.api_definition import OwnHeaders, ReadBodies, Revision


class CheckedResponses:
    """One store and one connection. What is not stored is read by `read_bodies`; what that cannot read is left to the
    plain route. `common_headers` are those of every response."""

    def __init__(
        self,
        name: str,
        revision: Revision,
        read_bodies: ReadBodies | None,
        database_url: str,
        clock: Clock,
        common_headers: Headers,
        own_headers: OwnHeaders | None = None,
    ) -> None:
        self.revision = revision
        self.read_bodies = read_bodies
        self.clock = clock
        self.common_headers = common_headers
        self.own_headers = own_headers
        self._store = ResponseStore()
        self._batcher: DatabaseBatcher[str, CachedResponse | CacheVersion] = DatabaseBatcher(
            database_url, self._look_up, name
        )

    async def get(self, key: str) -> CachedResponse | CacheVersion | None:
        """Returns the response. Returns the current version where the plain route must answer and its response may be
        added for it, and None where PostgreSQL could not confirm any version."""
        return await self._batcher.submit(key)

    def add(self, key: str, response: CachedResponse, version: CacheVersion) -> None:
        """Adds what the plain route answered after `version` was confirmed. It is dropped where another version is
        current by now."""
        if self._store.version == version:
            self._store.add(key, response)

    async def close(self) -> None:
        await self._batcher.close()

    async def _look_up(self, connection: Any, keys: Sequence[str]) -> Mapping[str, CachedResponse | CacheVersion]:
        today = self.clock.today()
        version = CacheVersion(connection, await self.revision(connection), today)
        stored = self._store.at(version)
        responses: dict[str, CachedResponse | CacheVersion] = {key: stored[key] for key in keys if key in stored}
        missing = [key for key in keys if key not in responses]
        if not missing:
            return responses
        if self.read_bodies is None:
            return {**responses, **dict.fromkeys(missing, version)}
        revision, bodies = await self.read_bodies(connection, missing, today)
        rendered = {key: self._rendered(key, body) for key, body in bodies.items()}
        version = CacheVersion(connection, revision, today)
        self._store.at(version)
        for key, response in rendered.items():
            self._store.add(key, response)
        return {**responses, **dict.fromkeys(missing, version), **rendered}

    def _rendered(self, key: str, body: bytes) -> CachedResponse:
        own = None if self.own_headers is None else self.own_headers(key, body)
        return CachedResponse(body, self.common_headers, own)
