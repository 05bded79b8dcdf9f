"""Personas of one session; only with `FAULTS=1`."""

from fastapi import APIRouter
from pydantic import BaseModel

from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Work
from population_lookup.expectations.api.persona_requests import SessionPersonaIn
from population_lookup.expectations.api.sessions import TestedSession, Tester, WhereEnabled
from population_lookup.expectations.commands.add_persona import add_persona
from population_lookup.expectations.commands.remove_personas import remove_personas
from population_lookup.register.api.citizen_responses import CitizenOut
from population_lookup.register.domain.citizen import FIELDS

router = APIRouter(prefix="/v1/personas", route_class=Route, tags=["personas"])


class SessionPersonaOut(BaseModel):
    """`citizen` is the record that look-ups of the session find."""

    session: str
    citizen: CitizenOut


class RemovedPersonas(BaseModel):
    removed: int


@router.post("", operation_id="addPersona", status_code=201)
@body_limit(16_000)
async def add(
    body: SessionPersonaIn, _tester: Tester, session: TestedSession, _: WhereEnabled, work: Work
) -> SessionPersonaOut:
    """Add a person for the look-ups of the session alone, at most 100. The one whom the session has under the same
    personal number is replaced; all go with the session, a day after its last call."""
    citizen = await add_persona(work, session, body.citizen())
    return SessionPersonaOut(session=session, citizen=CitizenOut.of(citizen.disclose(FIELDS)))


@router.delete("", operation_id="removePersonas")
async def remove_all(session: TestedSession, _: WhereEnabled, work: Work) -> RemovedPersonas:
    """Remove all persons who were added to the session."""
    return RemovedPersonas(removed=await remove_personas(work, session))
