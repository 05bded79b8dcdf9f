"""The events about the change of a procedure."""

from functools import singledispatch
from typing import Any, Protocol, TypeVar

import msgspec

from common.contracts.parts import ItemKind, ItemRef, OnlineLevel
from common.contracts.procedures import (
    ProcedureAmended,
    ProcedureConfirmed,
    ProcedureDeclaredOnline,
    ProcedureDesignated,
    ProcedureEvent,
    ProcedureIntroduced,
    ProcedureRepealed,
    ProcedureReplaced,
)
from procedures.law.domain.changes import (
    Amended,
    Change,
    Confirmed,
    DeclaredOnline,
    Designated,
    Introduced,
    Repealed,
    Replaced,
)
from procedures.law.events.event_references import Names, decision_ref, levels, periods_in_force

E = TypeVar("E", bound=ProcedureEvent)
KINDS = {kind.value: kind for kind in ItemKind}


@singledispatch
def event_of(change: Change, names: Names) -> ProcedureEvent:
    raise NotImplementedError(type(change).__name__)


@event_of.register
def _(change: Introduced, names: Names) -> ProcedureIntroduced:
    return ProcedureIntroduced(**event_fields(change, names))


@event_of.register
def _(change: Amended, names: Names) -> ProcedureAmended:
    computed = change.computed_parts
    return ProcedureAmended(
        **event_fields(change, names),
        changed_parts=tuple(part.value for part in (change.changed_parts if computed is None else computed)),
        changed_parts_stated=computed is None,
        predecessor_unrecorded=change.predecessor_unrecorded,
    )


@event_of.register
def _(change: Replaced, names: Names) -> ProcedureReplaced:
    return ProcedureReplaced(
        **event_fields(change, names),
        successor_code=change.successor_code,
        predecessor_unrecorded=change.predecessor_unrecorded,
    )


@event_of.register
def _(change: Repealed, names: Names) -> ProcedureRepealed:
    return ProcedureRepealed(**event_fields(change, names), predecessor_unrecorded=change.predecessor_unrecorded)


@event_of.register
def _(change: DeclaredOnline, names: Names) -> ProcedureDeclaredOnline:
    return ProcedureDeclaredOnline(
        **event_fields(change, names),
        online_level=OnlineLevel(change.online_level),
        designation=change.designation,
    )


@event_of.register
def _(change: Designated, names: Names) -> ProcedureDesignated:
    return ProcedureDesignated(**event_fields(change, names), designation=change.designation)


@event_of.register
def _(change: Confirmed, names: Names) -> ProcedureConfirmed:
    return ProcedureConfirmed(**event_fields(change, names))


def event_fields(change: Change, names: Names) -> dict[str, Any]:
    """Returns the members of every event about a procedure. `periods` holds all resulting periods, so that no consumer
    has to derive them."""
    heading = change.heading
    return {
        "procedure_code": change.code,
        "name": heading.name,
        "agency": names.agencies[heading.agency_code],
        "field": names.fields[heading.field_code],
        "levels": levels(heading.levels),
        "item": ItemRef(number=change.ground.item, kind=KINDS[change.kind]),
        "effective_on": change.on,
        "decision": decision_ref(change.ground.decision),
        "periods": periods_in_force(change.code, change.periods, names),
    }


class Printed(Protocol):
    """Where a Decision prints an item."""

    @property
    def list(self) -> str | None: ...
    @property
    def section(self) -> str | None: ...
    @property
    def list_number(self) -> str | None: ...


def printed_in(event: E, item: Printed) -> E:
    """Returns the event with the list of its item."""
    if item.list is None and item.section is None and item.list_number is None:
        return event
    return msgspec.structs.replace(event, list=item.list, section=item.section, list_number=item.list_number)
