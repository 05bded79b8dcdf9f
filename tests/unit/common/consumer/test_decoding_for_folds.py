"""What a rebuild decodes: only fields and event types that some projection reads. Live events are validated as a
whole."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from common.consumer.applying import EncodedEvents, decode_for_folds, decode_records, fold, fold_encoded
from common.consumer.memory_tables import MemoryTables
from common.contracts.event import Event, UnknownEventType, event
from common.contracts.partial_events import FieldNotDecoded
from common.projection.handlers import EventTypeNotHandled
from common.projection.projections import Projection, Recorded
from common.projection.tables import Tables
from tests.support.encoded_events import EncodedEvent, encoded


class ParcelEvent(Event, frozen=True, kw_only=True):
    parcel: str
    owner: str


@event("folded.measured.v1", source="folded", subject="parcel")
class ParcelMeasured(ParcelEvent, frozen=True, kw_only=True):
    """Never sent."""

    area: int


@event("folded.closed.v1", source="folded", subject="parcel")
class ParcelClosed(ParcelEvent, frozen=True, kw_only=True):
    """Never sent."""


EVENTS = [ParcelMeasured(parcel="1", owner="A", area=7), ParcelClosed(parcel="1", owner="A")]
RECORDS = encoded(EVENTS)


class Folded:
    """A projection that notes, of each event of the given classes, the given fields."""

    def __init__(self, fields: Sequence[str], *event_types: type[Event]) -> None:
        self.noted: list[tuple[Any, ...]] = []
        self.projection = Projection("folded", [])

        async def note(events: Sequence[Event], _: Tables) -> None:
            self.noted += [tuple(getattr(event, field) for field in fields) for event in events]

        self.projection.on(*event_types)(note)


async def refold(*folded: Folded) -> None:
    projections = [each.projection for each in folded]
    await fold_encoded(projections, EncodedEvents.of(RECORDS), MemoryTables())


async def test_a_fold_that_reads_a_skipped_field_fails() -> None:
    folded = Folded(["parcel", "owner"], ParcelEvent)
    folded.projection.skips_fields(ParcelEvent, "owner")
    with pytest.raises(FieldNotDecoded, match=r"ParcelMeasured\.owner"):
        await refold(folded)


async def test_fields_that_a_base_class_and_the_type_itself_skip_are_not_decoded() -> None:
    folded = Folded(["parcel"], ParcelEvent)
    folded.projection.skips_fields(ParcelEvent, "owner")
    folded.projection.skips_fields(ParcelMeasured, "area")
    (measured, _), _ = decode_for_folds([folded.projection], EncodedEvents.of(RECORDS))
    for field in ("owner", "area"):
        with pytest.raises(FieldNotDecoded, match=field):
            getattr(measured, field)
    await refold(folded)
    assert folded.noted == [("1",), ("1",)]


async def test_a_field_that_another_projection_reads_is_decoded() -> None:
    first, second = Folded(["parcel"], ParcelEvent), Folded(["owner"], ParcelEvent)
    first.projection.skips_fields(ParcelEvent, "owner")
    await refold(first, second)
    assert (first.noted, second.noted) == ([("1",), ("1",)], [("A",), ("A",)])


async def test_an_event_type_that_every_projection_ignores_is_not_decoded() -> None:
    folded = Folded(["parcel"], ParcelMeasured)
    folded.projection.ignores(ParcelClosed)
    records = [*RECORDS, EncodedEvent("folded.closed.v1", b"no JSON")]
    events, _ = decode_for_folds([folded.projection], EncodedEvents.of(records))
    assert [type(event).__name__ for event in events] == ["ParcelMeasured"]
    assert decode_for_folds([], EncodedEvents.of(RECORDS)) == ([], [])


async def test_a_projection_does_not_receive_partial_events_of_a_type_that_it_ignores() -> None:
    first, second = Folded(["parcel"], ParcelEvent), Folded(["parcel"], ParcelEvent)
    first.projection.ignores(ParcelClosed)
    second.projection.skips_fields(ParcelEvent, "owner")
    first.projection.skips_fields(ParcelEvent, "owner")
    await refold(first, second)
    assert (first.noted, second.noted) == ([("1",)], [("1",), ("1",)])


def test_unknown_and_unhandled_types_are_refused_as_they_are_live() -> None:
    folded = Folded(["parcel"], ParcelMeasured)
    with pytest.raises(EventTypeNotHandled, match=r"folded\.closed\.v1"):
        decode_for_folds([folded.projection], EncodedEvents.of(RECORDS))
    with pytest.raises(UnknownEventType, match=r"folded\.later\.v1"):
        decode_for_folds([folded.projection], EncodedEvents.of([EncodedEvent("folded.later.v1", b"{}")]))


def test_live_events_are_validated_as_a_whole() -> None:
    folded = Folded(["parcel"], ParcelMeasured)
    folded.projection.skips_fields(ParcelMeasured, "area")
    wrong = [EncodedEvent("folded.measured.v1", b'{"area":"seven","owner":"A","parcel":"1"}')]
    events, _ = decode_for_folds([folded.projection], EncodedEvents.of(wrong))
    assert len(events) == 1
    with pytest.raises(msgspec.ValidationError, match="area"):
        decode_records(wrong)


def test_a_field_that_no_event_has_cannot_be_skipped() -> None:
    with pytest.raises(ValueError, match="ParcelClosed has no field area"):
        Projection("folded", []).skips_fields(ParcelClosed, "area")


async def test_a_projection_with_times_receives_each_event_with_its_own() -> None:
    noted: list[Any] = []
    timed = Projection("folded", [], with_times=True)

    @timed.on(ParcelClosed)
    async def note(records: Sequence[Recorded[ParcelClosed]], _: Tables) -> None:
        noted.extend(records)

    timed.ignores(ParcelMeasured)
    times = ["2026-01-01T00:00:00.000000Z", "2026-01-02T00:00:00.000000Z"]
    records = [record._replace(time=time) for record, time in zip(RECORDS, times, strict=True)]
    await fold_encoded([timed], EncodedEvents.of(records), MemoryTables())
    await fold([timed], EVENTS, MemoryTables(), times)
    assert noted == [(EVENTS[1], times[1])] * 2
    assert noted[0].at == datetime(2026, 1, 2, tzinfo=UTC)
    with pytest.raises(ValueError, match="shorter"):
        await fold([timed], EVENTS, MemoryTables(), times[:1])
