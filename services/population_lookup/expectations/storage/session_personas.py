"""The personas that testers add to their sessions."""

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.storage.documents import citizen_of, document_of
from population_lookup.tables import session_persona


async def replace_persona(connection: AsyncConnection, session: str, citizen: Citizen) -> None:
    """The one with the same personal number is replaced."""
    values = {"old_identity_card": citizen.old_identity_card, "record": document_of(citizen)}
    statement = insert(session_persona).values(session=session, personal_id=citizen.personal_id, **values)
    await connection.execute(statement.on_conflict_do_update(index_elements=["session", "personal_id"], set_=values))


async def number_of_personas(connection: AsyncConnection, session: str, *, without: str) -> int:
    """How many the session has, without the one with the number `without`."""
    statement = select(func.count()).where(
        session_persona.c.session == session, session_persona.c.personal_id != without
    )
    return int((await connection.execute(statement)).scalar_one())


async def persona_with_number(connection: AsyncConnection, session: str, number: str) -> Citizen | None:
    """`number` is a personal number or that of an old card; of several with one card the first by personal number."""
    statement = (
        select(session_persona.c.record)
        .where(session_persona.c.session == session)
        .where(or_(session_persona.c.personal_id == number, session_persona.c.old_identity_card == number))
        .order_by(session_persona.c.personal_id)
        .limit(1)
    )
    record = (await connection.execute(statement)).scalar()
    return None if record is None else citizen_of(record)


async def remove_all(connection: AsyncConnection, session: str) -> int:
    statement = delete(session_persona).where(session_persona.c.session == session)
    return (await connection.execute(statement)).rowcount
