"""Which request each request id of an officer names."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.lookup.domain.lookup_request import LookupRequest

CLAIM = """
    INSERT INTO lookup_request (account, officer_id, request_id, question)
    SELECT account, officer_id, request_id, question
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) WITH ORDINALITY AS a (account, officer_id, request_id, question, place)
    ORDER BY account, officer_id, request_id, place
    ON CONFLICT DO NOTHING
"""
CLAIMED = """
    SELECT r.question = a.question
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) WITH ORDINALITY AS a (account, officer_id, request_id, question, place)
    JOIN lookup_request r USING (account, officer_id, request_id)
    ORDER BY a.place
"""


async def claim_request_ids(connection: AsyncConnection, requests: Sequence[tuple[str, LookupRequest]]) -> list[bool]:
    """The first request under an id keeps it, and may be repeated; false for any other. `requests`: accounts with their
    requests.

    Claimed in one order, so that no two transactions wait for each other.
    """
    if not requests:
        return []
    rows = [(account, request.officer_id, request.request_id, request.digest()) for account, request in requests]
    columns = [list(column) for column in zip(*rows, strict=True)]
    driver = await driver_of(connection)
    if await driver.execute(CLAIM, *columns) == f"INSERT 0 {len(rows)}":
        return [True] * len(rows)
    return [is_his for (is_his,) in await driver.fetch(CLAIMED, *columns)]
