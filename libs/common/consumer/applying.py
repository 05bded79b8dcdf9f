"""Runs the folds and reactions of one source over decode_records events, in the transaction that also moves the position."""

from collections.abc import Sequence
from typing import Protocol

from common.contracts.event import Event, reader_of
from common.projection.handlers import H, Handlers
from common.projection.projections import Projection
from common.projection.tables import Tables
from common.service.definition import Subscription
from common.service.unit_of_work import UnitOfWork


def handler_runs(handlers: Handlers[H], events: Sequence[Event]) -> list[tuple[H, list[Event], int]]:
    """Consecutive events of one handler, with the index of the last: a handler sees a whole batch at once, in order.

    Raises `EventTypeNotHandled`.
    """
    by_kind = {kind: handlers.handler_of(kind) for kind in set(map(type, events))}
    if len(taking := set(by_kind.values())) == 1:  # as in most batches
        (only,) = taking
        return [] if only is None else [(only, list(events), len(events) - 1)]
    found: list[tuple[H, list[Event], int]] = []
    for index, event in enumerate(events):
        handler = by_kind[type(event)]
        if handler is None:
            continue
        if found and found[-1][0] is handler:
            found[-1][1].append(event)
            found[-1] = (handler, found[-1][1], index)
        else:
            found.append((handler, [event], index))
    return found


async def fold(projections: Sequence[Projection], events: Sequence[Event], tables: Tables) -> None:
    for projection in projections:
        for handler, heard, _ in handler_runs(projection, events):
            await handler(heard, tables)


class Encoded(Protocol):
    @property
    def type(self) -> str: ...

    @property
    def payload(self) -> bytes: ...


def decode_records(records: Sequence[Encoded]) -> list[Event]:
    """Raises `UnknownEventType` or `msgspec.ValidationError`."""
    readers = {type: reader_of(type) for type in {record.type for record in records}}
    return [readers[record.type](record.payload) for record in records]


async def apply(subscription: Subscription, events: Sequence[Event], tables: Tables, work: UnitOfWork) -> None:
    """Before each reaction the projections have folded what it reacts to, so that the outcome does not hang on how
    batches fell."""
    folded = 0
    for reactions in subscription.reactions:
        for handler, heard, last in handler_runs(reactions, events):
            if last + 1 > folded:
                await fold(subscription.projections, events[folded : last + 1], tables)
                folded = last + 1
            await handler(heard, work)
    await fold(subscription.projections, events[folded:], tables)
