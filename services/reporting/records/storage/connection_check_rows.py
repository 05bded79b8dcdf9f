"""The last check of each data service, and since when its result has been the same."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.records.domain.connection_checks import ConnectionCheck

PUT = text("""
    INSERT INTO connection_check AS known (code, checked_at, reachable, status, error, since)
    VALUES (:code, :checked_at, :reachable, :status, :error, :checked_at)
    ON CONFLICT (code) DO UPDATE SET checked_at = excluded.checked_at, reachable = excluded.reachable,
        status = excluded.status, error = excluded.error,
        since = CASE WHEN known.reachable = excluded.reachable THEN known.since ELSE excluded.since END
    WHERE known.checked_at <= excluded.checked_at
""")


class ConnectionChecks:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, checks: Sequence[ConnectionCheck]) -> None:
        """A check that is older than the recorded one is left out."""
        rows = [
            {
                "code": check.code,
                "checked_at": check.at,
                "reachable": check.reachable,
                "status": check.status,
                "error": check.error,
            }
            for check in sorted(checks, key=lambda check: check.code)
        ]
        if rows:
            await self._connection.execute(PUT, rows)
