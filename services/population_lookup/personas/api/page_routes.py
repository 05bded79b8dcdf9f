"""The page of the personas, complete without scripts. docs/pages.md names its address."""

from fastapi import APIRouter, Response

from common.http.transactions import Read, TheClock
from population_lookup.personas.api.pages.personas_page import personas_listed
from population_lookup.personas.api.pages.site import ADDRESS, SITE, LookupPageRoute, Requested
from population_lookup.personas.queries.described_personas import described_personas

router = APIRouter(route_class=LookupPageRoute, include_in_schema=False)


@router.get(ADDRESS)
async def personas_page(read: Read, clock: TheClock, requested: Requested) -> Response:
    main = personas_listed(requested.language, await described_personas(read, clock.today()))
    return SITE.page(requested, requested.language.word("personas_title"), main, data="/v1/personas")


SITE.files.add_route(router)
