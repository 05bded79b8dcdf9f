"""Runs the projections and reactions of one source on decoded events, in the transaction that also moves the
position."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from common.contracts.event import Event, event_type_of, is_retired, reader_of
from common.contracts.partial_events import partial_reader_of
from common.projection.handlers import H, Handlers
from common.projection.projections import Projection, Recorded
from common.projection.tables import Tables
from common.service.definition import Subscription
from common.service.unit_of_work import UnitOfWork


def handler_runs(
    handlers: Handlers[H], events: Sequence[Event], passed: Sequence[Any] | None = None
) -> list[tuple[H, list[Any], int]]:
    """Groups consecutive events of the same handler, with the index of the last: so a handler is called once for all of
    them, in order. `passed` is what it receives for each event, if not the event itself. Raises `EventTypeNotHandled`.
    """
    passed = events if passed is None else passed
    handler_by_type = {event_type: handlers.handler_of(event_type) for event_type in set(map(type, events))}
    if len(handlers_used := set(handler_by_type.values())) == 1:  # as in most batches
        (single_handler,) = handlers_used
        return [] if single_handler is None else [(single_handler, list(passed), len(events) - 1)]
    runs: list[tuple[H, list[Any], int]] = []
    for index, event in enumerate(events):
        handler = handler_by_type[type(event)]
        if handler is None:
            continue
        if runs and runs[-1][0] is handler:
            runs[-1][1].append(passed[index])
            runs[-1] = (handler, runs[-1][1], index)
        else:
            runs.append((handler, [passed[index]], index))
    return runs


async def fold(
    projections: Sequence[Projection], events: Sequence[Event], tables: Tables, times: Sequence[str] = ()
) -> None:
    """`times` are those of the events, for projections that declare that they read them."""
    recorded = recorded_events(events, times) if any(projection.with_times for projection in projections) else None
    for projection in projections:
        passed = recorded if projection.with_times else None
        for handler, handled, _ in handler_runs(projection, events, passed):
            await handler(handled, tables)


def recorded_events(events: Sequence[Event], times: Sequence[str]) -> list[Recorded[Event]]:
    """Raises `ValueError` where a time is missing: its event would be lost."""
    return [Recorded(event, time) for event, time in zip(events, times, strict=True)]


class EncodedRecord(Protocol):
    @property
    def type(self) -> str: ...

    @property
    def time(self) -> str: ...

    @property
    def payload(self) -> bytes: ...


def decode_records(records: Sequence[EncodedRecord]) -> list[Event]:
    """Raises `UnknownEventType` or `msgspec.ValidationError`."""
    readers = {name: reader_of(name) for name in {record.type for record in records}}
    return [readers[record.type](record.payload) for record in records]


@dataclass(frozen=True, slots=True)
class EncodedEvents:
    """What folds read of consecutive events, one list for each column: a rebuild reads millions, and to make a row of
    each takes longer than to decode it."""

    types: Sequence[str]
    payloads: Sequence[bytes]
    times: Sequence[str]

    def __len__(self) -> int:
        return len(self.types)

    @classmethod
    def of(cls, records: Sequence[EncodedRecord]) -> "EncodedEvents":
        return cls(
            [record.type for record in records],
            [record.payload for record in records],
            [record.time for record in records],
        )


async def fold_encoded(projections: Sequence[Projection], encoded: EncodedEvents, tables: Tables) -> None:
    """Folds what `decode_for_folds` decodes. Raises what that does, and whatever a fold raises."""
    events, times = decode_for_folds(projections, encoded)
    await fold(projections, events, tables, times)


def decode_for_folds(projections: Sequence[Projection], encoded: EncodedEvents) -> tuple[list[Event], list[str]]:
    """Decodes, of events that were validated when they were applied, only what the folds read: no event of a type that
    every projection ignores, and no field that every projection skips. Returns the events with their times, which are
    left out where no projection reads them.

    Raises `UnknownEventType`, `EventTypeNotHandled` or `msgspec.ValidationError`.
    """
    readers = {name: _fold_reader(projections, name) for name in set(encoded.types)}
    events = [
        reader(payload)
        for name, payload in zip(encoded.types, encoded.payloads, strict=True)
        if (reader := readers[name]) is not None
    ]
    if not any(projection.with_times for projection in projections):
        return events, []
    timed = zip(encoded.types, encoded.times, strict=True)
    return events, [time for name, time in timed if readers[name] is not None]


def _fold_reader(projections: Sequence[Projection], type_name: str) -> Callable[[bytes], Event] | None:
    """Returns None for an event type that every projection ignores."""
    if is_retired(type_name):
        return reader_of(type_name)
    payload = event_type_of(type_name).payload
    reading = [projection for projection in projections if projection.handler_of(payload) is not None]
    if not reading:
        return None
    skipped = frozenset[str].intersection(*(projection.skipped_fields_of(payload) for projection in reading))
    return partial_reader_of(payload, skipped)


async def apply(
    subscription: Subscription,
    events: Sequence[Event],
    tables: Tables,
    work: UnitOfWork,
    times: Sequence[str] = (),
) -> None:
    """The projections fold the events of each reaction before it is called, so that its result does not depend on how
    the events were divided into batches. `times` are those of the events, for projections that read them."""
    folded = 0
    for reactions in subscription.reactions:
        for handler, handled, last in handler_runs(reactions, events):
            if last + 1 > folded:
                new = slice(folded, last + 1)
                await fold(subscription.projections, events[new], tables, times[new])
                folded = last + 1
            await handler(handled, work)
    await fold(subscription.projections, events[folded:], tables, times[folded:])
