"""The request that each request id of an officer identifies."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.lookup.domain.lookup_request import LookupRequest

CLAIM = """
    INSERT INTO lookup_request (account, officer_id, request_id, request_digest)
    SELECT account, officer_id, request_id, request_digest
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
        WITH ORDINALITY AS a (account, officer_id, request_id, request_digest, position)
    ORDER BY account, officer_id, request_id, position
    ON CONFLICT DO NOTHING
"""
CLAIMED = """
    SELECT r.request_digest = a.request_digest
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
        WITH ORDINALITY AS a (account, officer_id, request_id, request_digest, position)
    JOIN lookup_request r USING (account, officer_id, request_id)
    ORDER BY a.position
"""


async def claim_request_ids(connection: AsyncConnection, requests: Sequence[tuple[str, LookupRequest]]) -> list[bool]:
    """Returns, for each account and request, whether the request id is its own. The first request with an id claims it,
    and may be repeated; another request with the same id gets false.

    The ids are claimed in one order, so that transactions cannot deadlock.
    """
    if not requests:
        return []
    rows = [(account, request.officer_id, request.request_id, request.digest()) for account, request in requests]
    columns = [list(column) for column in zip(*rows, strict=True)]
    driver = await driver_of(connection)
    if await driver.execute(CLAIM, *columns) == f"INSERT 0 {len(rows)}":
        return [True] * len(rows)
    return [is_own for (is_own,) in await driver.fetch(CLAIMED, *columns)]
