"""Which question each request id of an officer names."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.domain.question import Question
from population_lookup.domain.refusals import RequestIdReused
from population_lookup.storage.tables import lookup_request


async def claim_request_id(connection: AsyncConnection, account: str, question: Question) -> None:
    """The first question under an id keeps it, and may be asked again. Raises `RequestIdReused` for any other."""
    key = {"account": account, "officer_id": question.officer_id, "request_id": question.request_id}
    claimed = insert(lookup_request).values(**key, question=question.digest()).on_conflict_do_nothing()
    if (await connection.execute(claimed)).rowcount:
        return
    first = await connection.scalar(select(lookup_request.c.question).filter_by(**key))
    if first != question.digest():
        raise RequestIdReused
