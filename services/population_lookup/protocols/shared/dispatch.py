"""Dispatches the look-ups of both protocols: in a batch with those that wait at the same time, or alone."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from common.eventlog.log import traceparent
from common.eventlog.position import as_header
from common.http.freshness import POSITION, wait_for_positions
from common.http.idempotency import HEADER
from common.http.state import batcher_of, runtime_of
from common.http.transactions import open_work
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from population_lookup.lookup.commands.look_up import LookupResult, ReceivedLookup, look_up
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.protocols.shared.access import Officer


@dataclass(frozen=True, slots=True)
class LookupContext:
    """`alone` is the transaction of a look-up that is decided alone, else None."""

    request: Request
    response: Response
    alone: UnitOfWork | None


async def lookup_context(request: Request, response: Response, _: Officer) -> LookupContext:
    """A request with an `Idempotency-Key` waits for others with the same key, and so is decided alone."""
    if HEADER in request.headers:
        return LookupContext(request, response, await open_work(request))
    await wait_for_positions(request)
    return LookupContext(request, response, None)


TheLookupContext = Annotated[LookupContext, Depends(lookup_context)]


async def dispatch_lookup(
    context: LookupContext, lookup_request: LookupRequest, endpoint: str, officer: Actor
) -> LookupResult:
    """A look-up whose batch failed is decided again alone: another one may be the cause, and if this one is, only its
    caller gets the error."""
    received = ReceivedLookup(
        lookup_request, endpoint, officer, runtime_of(context.request).clock.now(), traceparent.get()
    )
    result: LookupResult | None = (
        None if context.alone is not None else await batcher_of(context.request).submit(received)
    )
    if result is None:
        (result,) = await look_up(context.alone or await open_work(context.request), [received])
    context.response.headers[POSITION] = as_header([result.position])
    return result
