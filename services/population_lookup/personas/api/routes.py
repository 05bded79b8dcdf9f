"""The personas: people with fixed numbers, each a case that a client must handle."""

from fastapi import APIRouter

from common.http.routes import Route
from common.http.transactions import Read, TheClock
from population_lookup.personas.api.responses import PersonaList, PersonaOut
from population_lookup.personas.queries.described_personas import described_personas

router = APIRouter(prefix="/v1/personas", route_class=Route, tags=["personas"])


@router.get("", operation_id="listPersonas", response_model_exclude_unset=True)
async def personas(read: Read, clock: TheClock) -> PersonaList:
    """The 40 personas with their numbers, which are the same in every register, and what each operation answers about
    them. None of them exists."""
    return PersonaList(items=[PersonaOut.of(each) for each in await described_personas(read, clock.today())])
