"""Dispatches the look-ups of all protocols: in a batch with those that wait at the same time, or alone."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from common.errors import Refusal
from common.eventlog.log import traceparent
from common.eventlog.position import as_header
from common.http.declarations import accepts, like, refuses
from common.http.freshness import POSITION, wait_for_positions
from common.http.idempotency import HEADER
from common.http.state import batcher_of, runtime_of
from common.http.transactions import open_work
from common.identity import Actor
from population_lookup.expectations.api.injecting import injection_for, note_malformed_call
from population_lookup.expectations.api.sessions import TEST_SESSION
from population_lookup.expectations.domain.refusals import SessionNameTooLong
from population_lookup.lookup.commands.look_up import LookupResult, ReceivedLookup, look_up
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.domain.request_id_keys import RequestIdKeys
from population_lookup.protocols.shared.access import Officer
from population_lookup.settings import Settings


@dataclass(frozen=True, slots=True)
class LookupContext:
    """`is_alone` where the look-up is decided in a transaction of its own."""

    request: Request
    response: Response
    is_alone: bool


@like(open_work)
@accepts(TEST_SESSION)
@refuses(SessionNameTooLong)
async def lookup_context(request: Request, response: Response, _: Officer) -> LookupContext:
    """A request with an `Idempotency-Key` waits for others with the same key, and so is decided alone. Its transaction
    begins later, so that a fault that is played before holds no connection."""
    is_alone = HEADER in request.headers
    if not is_alone:
        await wait_for_positions(request)
    return LookupContext(request, response, is_alone)


TheLookupContext = Annotated[LookupContext, Depends(lookup_context)]


async def log_malformed(request: Request, refusal: Refusal, endpoint: str, officer: Actor) -> LookupResult:
    """Logs that the officer sent a request that cannot be decided, without anything of what it says."""
    await note_malformed_call(request, refusal, endpoint, officer)
    now = runtime_of(request).clock.now()
    content = LookupRequest.without_content(officer.agency)
    received = ReceivedLookup(content, endpoint, officer, now, traceparent.get(), refusal)
    result: LookupResult | None = await batcher_of(request).submit(received)
    if result is None:
        runtime = runtime_of(request)
        async with runtime.engine.begin() as connection:
            (result,) = await look_up(await runtime.work_on(connection), [received])
    return result


async def dispatch_lookup(
    context: LookupContext, lookup_request: LookupRequest, endpoint: str, officer: Actor
) -> LookupResult:
    """A look-up whose batch failed is decided again alone: another one may be the cause, and if this one is, only its
    caller gets the error. What a tester has ordered is played first, so that nobody else waits for it. Raises
    `SessionNameTooLong`, which is logged as a malformed request."""
    request = context.request
    now = runtime_of(request).clock.now()
    try:
        injection = await injection_for(request, lookup_request, endpoint, officer)
    except SessionNameTooLong as refusal:
        await log_malformed(request, refusal, endpoint, officer)
        raise
    received = ReceivedLookup(
        lookup_request, endpoint, officer, now, traceparent.get(), injection=injection, keys=keys_of(request)
    )
    result: LookupResult | None = None if context.is_alone else await batcher_of(request).submit(received)
    if result is None:
        (result,) = await look_up(await open_work(request), [received])
    context.response.headers[POSITION] = as_header([result.position])
    return result


def keys_of(request: Request) -> RequestIdKeys:
    settings = runtime_of(request).settings
    assert isinstance(settings, Settings)  # noqa: S101 - of this service
    return RequestIdKeys.parse("" if settings.request_id_keys is None else settings.request_id_keys.get_secret_value())
