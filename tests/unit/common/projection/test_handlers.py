"""Which handler receives an event: the most specific one, and no event is skipped silently."""

from collections.abc import Sequence

import pytest

from common.consumer.applying import handler_runs
from common.contracts.event import Event, event
from common.projection.handlers import EventTypeNotHandled
from common.projection.projections import Projection
from common.projection.tables import Tables


class Measured(Event, frozen=True, kw_only=True):
    """The base class of two types."""

    name: str


@event("handlers.weighed.v1", source="handlers", subject="name")
class Weighed(Measured, frozen=True, kw_only=True):
    """Never sent."""


@event("handlers.counted.v1", source="handlers", subject="name")
class Counted(Measured, frozen=True, kw_only=True):
    """Never sent."""


@event("handlers.lost.v1", source="handlers", subject="name")
class Lost(Event, frozen=True, kw_only=True):
    """Never sent: it has no base class of its own."""

    name: str


async def fold(events: Sequence[Event], tables: Tables) -> None: ...


async def another_fold(events: Sequence[Event], tables: Tables) -> None: ...


@pytest.fixture
def projection() -> Projection:
    return Projection("handlers", [])


def test_a_handler_of_a_base_class_receives_every_subclass(projection: Projection) -> None:
    projection.on(Measured)(fold)
    assert [projection.handler_of(kind) for kind in (Weighed, Counted)] == [fold, fold]


def test_a_handler_of_a_base_class_receives_a_subclass_that_is_declared_later(projection: Projection) -> None:
    projection.on(Measured)(fold)

    class Timed(Measured, frozen=True, kw_only=True):
        """Declared after the handler."""

    assert projection.handler_of(Timed) is fold


def test_the_handler_of_a_type_precedes_that_of_its_base_class_in_any_order_of_declaration(
    projection: Projection,
) -> None:
    projection.on(Counted)(another_fold)
    projection.on(Measured)(fold)
    assert [projection.handler_of(kind) for kind in (Weighed, Counted)] == [fold, another_fold]


def test_an_ignored_type_is_not_passed_to_the_handler_of_its_base_class(projection: Projection) -> None:
    projection.on(Measured)(fold)
    projection.ignores(Counted)
    assert [projection.handler_of(kind) for kind in (Weighed, Counted)] == [fold, None]


def test_a_base_class_cannot_be_ignored_since_a_new_type_below_it_would_be_lost(projection: Projection) -> None:
    with pytest.raises(ValueError, match="Measured is no event type"):
        projection.ignores(Measured)


@pytest.mark.parametrize("first", ["on", "ignores"])
@pytest.mark.parametrize("second", ["on", "ignores"])
def test_a_type_is_declared_once(projection: Projection, first: str, second: str) -> None:
    def declare(how: str) -> None:
        if how == "on":
            projection.on(Lost)(fold)
        else:
            projection.ignores(Lost)

    declare(first)
    with pytest.raises(ValueError, match="Lost is declared twice"):
        declare(second)


def test_a_batch_with_a_type_that_is_neither_handled_nor_ignored_is_refused_by_name(projection: Projection) -> None:
    projection.on(Measured)(fold)
    with pytest.raises(
        EventTypeNotHandled, match=r"the projection of handlers neither handles nor ignores handlers\.lost\.v1"
    ):
        handler_runs(projection, [Weighed(name="a"), Lost(name="b")])


def test_consecutive_events_of_one_handler_arrive_together_whatever_their_types_and_what_is_ignored_between_them(
    projection: Projection,
) -> None:
    projection.on(Measured)(fold)
    projection.ignores(Lost)
    batch = [Weighed(name="a"), Lost(name="b"), Counted(name="c"), Lost(name="d")]
    assert handler_runs(projection, batch) == [(fold, [batch[0], batch[2]], 2)]


def test_a_change_of_handler_begins_another_run(projection: Projection) -> None:
    projection.on(Measured)(fold)
    projection.on(Counted)(another_fold)
    batch = [Weighed(name="a"), Counted(name="b"), Weighed(name="c")]
    assert handler_runs(projection, batch) == [
        (fold, [batch[0]], 0),
        (another_fold, [batch[1]], 1),
        (fold, [batch[2]], 2),
    ]
