"""Which question each request id of an officer names."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.register.domain.lookup_request import Question

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


async def claim_request_ids(connection: AsyncConnection, asked: Sequence[tuple[str, Question]]) -> list[bool]:
    """The first question under an id keeps it, and may be asked again; false for any other. `asked`: accounts with their questions.

    Claimed in one order, so that no two transactions wait for each other.
    """
    if not asked:
        return []
    rows = [(account, one.officer_id, one.request_id, one.digest()) for account, one in asked]
    columns = [list(column) for column in zip(*rows, strict=True)]
    driver = await driver_of(connection)
    if await driver.execute(CLAIM, *columns) == f"INSERT 0 {len(rows)}":
        return [True] * len(rows)
    return [is_his for (is_his,) in await driver.fetch(CLAIMED, *columns)]
