"""Adds a persona to a session: for its look-ups alone this citizen has the number."""

from common.errors import MalformedRequest
from common.service.unit_of_work import UnitOfWork
from population_lookup.expectations.domain.refusals import TooManyPersonas
from population_lookup.expectations.storage.calls import forget_old_sessions, lock_session
from population_lookup.expectations.storage.session_personas import number_of_personas, replace_persona
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.storage.codes import codes_of, with_code_names

MOST_PERSONAS = 100
"""Of one session: more would be a register."""


async def add_persona(work: UnitOfWork, session: str, stated: Citizen) -> Citizen:
    """Returns the citizen with the names of the codes. The one whom the session has under the same personal number is
    replaced. Raises `MalformedRequest`, which names the fields whose code does not exist, and `TooManyPersonas`."""
    (citizen,) = await with_code_names(work.connection, [stated])
    if unknown := [field for field, code in codes_of(citizen).items() if not code.name]:
        raise MalformedRequest(f"no list has the code of: {', '.join(unknown)}")
    now = work.clock.now()
    await forget_old_sessions(work.connection, now)
    await lock_session(work.connection, session, now)
    if await number_of_personas(work.connection, session, without=citizen.personal_id) >= MOST_PERSONAS:
        raise TooManyPersonas(MOST_PERSONAS)
    await replace_persona(work.connection, session, citizen)
    return citizen
