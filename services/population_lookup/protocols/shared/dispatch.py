"""How both forms of the look-up are decided: in a batch with all that wait at the same time, or alone."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from common.eventlog.log import traceparent
from common.eventlog.position import as_header
from common.http.freshness import POSITION, wait_as_requested
from common.http.idempotency import HEADER
from common.http.state import batcher_of, runtime_of
from common.http.transactions import open_work
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from population_lookup.lookup.commands.look_up import LookupResult, ReceivedLookup, look_up
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.protocols.shared.access import Officer


@dataclass(frozen=True, slots=True)
class Looking:
    """`alone` is the transaction of one that goes by itself."""

    request: Request
    response: Response
    alone: UnitOfWork | None


async def opened(request: Request, response: Response, _: Officer) -> Looking:
    """With an `Idempotency-Key` each waits for whoever acts under the same key, and so goes alone."""
    if HEADER in request.headers:
        return Looking(request, response, await open_work(request))
    await wait_as_requested(request)
    return Looking(request, response, None)


TheDispatcher = Annotated[Looking, Depends(opened)]


async def look(dispatcher: Looking, wanted: LookupRequest, form: str, by: Actor) -> LookupResult:
    """A look-up whose batch failed is decided alone too: another may be at fault, and if this one is, only its caller
    learns of it."""
    asked = ReceivedLookup(wanted, form, by, runtime_of(dispatcher.request).clock.now(), traceparent.get())
    result: LookupResult | None = (
        None if dispatcher.alone is not None else await batcher_of(dispatcher.request).submit(asked)
    )
    if result is None:
        (result,) = await look_up(dispatcher.alone or await open_work(dispatcher.request), [asked])
    dispatcher.response.headers[POSITION] = as_header([result.position])
    return result
