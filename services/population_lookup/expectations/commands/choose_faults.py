"""Records a call, and chooses what is played for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from common.errors import Refusal
from population_lookup.expectations.domain.expectations import Call, Expectation, drawn
from population_lookup.expectations.domain.fault_kinds import AnotherPerson, RefusalFault, TransportFault
from population_lookup.expectations.domain.record_changes import change_of
from population_lookup.expectations.storage.calls import record
from population_lookup.expectations.storage.expectation_table import claim_play, expectations_for
from population_lookup.expectations.storage.other_residents import resident_other_than
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.storage.operation_table import operations_on


@dataclass(frozen=True, slots=True, repr=False)
class ChosenFaults:
    """What is played for one call: `wait` is in seconds."""

    expectation_id: str
    wait: float
    refusal: RefusalFault | None
    change: Callable[[Disclosure], Disclosure] | None
    transport: TransportFault | None


async def choose_faults(
    connection: AsyncConnection, session: str, request: LookupRequest, call: Call, now: datetime, today: date
) -> ChosenFaults | None:
    """`connection` is in a transaction of its own that ends before the look-up's begins."""
    named = replace(call, operation=await _operation(connection, request, today))
    chosen = await _chosen(connection, session, named, now)
    await record(connection, session, named, now, None if chosen is None else chosen.id)
    return None if chosen is None else await _faults(connection, chosen, named)


async def record_malformed_call(connection: AsyncConnection, session: str, call: Call, now: datetime) -> None:
    await record(connection, session, call, now, None)


async def _operation(connection: AsyncConnection, request: LookupRequest, today: date) -> str:
    """The national name; what the request states where there is no such operation."""
    operations = await operations_on(connection, today)
    try:
        return operations.chosen_by(request.operation, request.integration_code).name
    except Refusal:
        return request.operation or request.integration_code


async def _chosen(connection: AsyncConnection, session: str, call: Call, now: datetime) -> Expectation | None:
    for expectation in await expectations_for(connection, session, call, now):
        if expectation.is_drawn_for(call.request_id) and await claim_play(connection, expectation.id):
            return expectation
    return None


async def _faults(connection: AsyncConnection, expectation: Expectation, call: Call) -> ChosenFaults:
    faults, change = expectation.faults, None
    if faults.record is not None:
        other = None
        if isinstance(faults.record, AnotherPerson):
            other = await resident_other_than(connection, call.number, faults.record.personal_id)
        change = change_of(faults.record, other)
    wait = 0.0 if faults.delay is None else faults.delay.wait(drawn(expectation.seed, call.request_id, "delay"))
    return ChosenFaults(expectation.id, wait, faults.refusal, change, faults.transport)
