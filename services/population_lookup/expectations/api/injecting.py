"""Plays what a tester has ordered for a look-up: the wait at once, a refusal or another record where it is decided, and
the rest when the response is sent."""

import asyncio
from typing import assert_never

from fastapi import Request

from common.errors import Refusal
from common.http.state import runtime_of
from common.http.tokens import InvalidToken
from common.identity import Actor
from population_lookup.expectations.api.faulty_response import order_fault
from population_lookup.expectations.api.injected_refusals import LookupsThrottled, ServiceUnavailable
from population_lookup.expectations.api.sessions import faults_are_enabled, session_name
from population_lookup.expectations.commands.choose_faults import choose_faults, record_malformed_call
from population_lookup.expectations.domain.expectations import Call
from population_lookup.expectations.domain.fault_kinds import (
    LawStopped,
    NotAuthenticated,
    RefusalFault,
    Throttled,
    Unavailable,
)
from population_lookup.expectations.domain.refusals import SessionNameTooLong
from population_lookup.expectations.storage.session_personas import persona_with_number
from population_lookup.lookup.domain.injection import Injection
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.shared.domain.refusals import LawNotCurrent


async def injection_for(
    request: Request, lookup_request: LookupRequest, endpoint: str, officer: Actor
) -> Injection | None:
    """Returns after the wait that was ordered; meanwhile no connection is held. Raises `SessionNameTooLong`."""
    if not faults_are_enabled(request):
        return None
    runtime, session = runtime_of(request), session_name(request, officer.subject)
    call = _call(lookup_request, endpoint, officer)
    async with runtime.engine.begin() as connection:
        now, today = runtime.clock.now(), runtime.clock.today()
        chosen = await choose_faults(connection, session, lookup_request, call, now, today)
        persona = await persona_with_number(connection, session, call.number)
    if chosen is None:
        return None if persona is None else Injection(persona=persona, session=session)
    if chosen.transport is not None:
        order_fault(request, chosen.transport)
    await asyncio.sleep(chosen.wait)
    refusal = None if chosen.refusal is None else refusal_of(chosen.refusal)
    return Injection(chosen.expectation_id, refusal, chosen.change, persona, session)


async def note_malformed_call(request: Request, refusal: Refusal, endpoint: str, officer: Actor) -> None:
    """A call that names no session is in none."""
    if faults_are_enabled(request):
        runtime = runtime_of(request)
        try:
            session = session_name(request, officer.subject)
        except SessionNameTooLong:
            return
        call = Call(endpoint, officer.subject, officer.agency, "", "", "", "", "", problem=refusal.type)
        async with runtime.engine.begin() as connection:
            await record_malformed_call(connection, session, call, runtime.clock.now())


def _call(lookup_request: LookupRequest, endpoint: str, officer: Actor) -> Call:
    person = lookup_request.person
    number = "" if person is None else person.personal_id or person.old_identity_card or ""
    return Call(
        endpoint=endpoint,
        client=officer.subject,
        agency_code=lookup_request.agency_code,
        officer_id=lookup_request.officer_id,
        request_id=lookup_request.request_id,
        operation=lookup_request.operation,
        number=number,
        procedure_code=lookup_request.procedure_code,
    )


def refusal_of(fault: RefusalFault) -> Refusal:
    match fault:
        case Unavailable(retry_after=seconds):
            return ServiceUnavailable(seconds)
        case Throttled(retry_after=seconds):
            return LookupsThrottled(seconds)
        case NotAuthenticated():
            return InvalidToken("the token is not accepted: a tester has ordered this")
        case LawStopped():
            return LawNotCurrent()
        case _:
            assert_never(fault)
