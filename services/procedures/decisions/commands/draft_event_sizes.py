"""Whether the events that a Decision will make are small enough. It is checked when the Decision is recorded, while it
can still be shortened."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, assert_never

from common.eventlog.event_size import EventTooLarge, check_event_size
from common.eventlog.log import EncodedEvent, encode_event
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item
from procedures.law.domain.changes import Amended, Change, Introduced, Replaced
from procedures.law.domain.content_references import ContentReference, acting_agencies
from procedures.law.domain.contents import Content
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Ground, Period
from procedures.law.domain.references import DecisionReference, ItemKind
from procedures.law.domain.timeline import Timeline
from procedures.law.events.event_references import Names
from procedures.law.events.event_sizes import check_new_version
from procedures.law.events.procedure_events import event_of, printed_in
from procedures.law.storage.repository import Timelines
from procedures.law.storage.stored_contents import StoredContentReferences
from procedures.processes.events import process_approved
from procedures.registers.storage.repository import Registers
from procedures.shared.domain.procedure_codes import ProcedureCode

ANY_HASH = 64 * "0"
"""Stands for the hash of a content: all have the same length."""
ANY_CONTENT = ContentReference(ANY_HASH, None)
LONGEST_NUMBER = 100 * "\x1f"
"""Stands for the number that a draft does not have yet: no number takes more bytes."""


async def check_event_sizes(work: UnitOfWork, decision: Decision) -> None:
    """Raises `EventTooLarge` for the first item or process whose event would be too large."""
    for refusal in (await items_too_large(work, decision)).values():
        raise refusal
    if not decision.processes:
        return
    names = Names.of(await work.of(Registers).agency_names(set(decision.agency_codes())), {}, {})
    for process in decision.processes:
        event = encode_event(process_approved(process, _reference(decision), names))
        check_event_size(event.type.name, event.subject, event.payload)


async def items_too_large(work: UnitOfWork, decision: Decision) -> Mapping[int, EventTooLarge]:
    """The refusals by the numbers of the items. An item that gives no procedure a version is never too large."""
    items = [item for item in decision.items if item.content is not None]
    timelines = await work.of(Timelines).read(item.successor_code or item.code for item in items)
    names = Names.of(
        await work.of(Registers).agency_names({item.content.agency_code for item in items if item.content is not None}),
        await work.of(Registers).field_names({item.content.field_code for item in items if item.content is not None}),
        await work.of(StoredContentReferences).of_procedures(timelines),
    )
    refusals: dict[int, EventTooLarge] = {}
    for item in items:
        try:
            check_new_version(_event(item, _reference(decision), timelines, names), item.number)
        except EventTooLarge as refusal:
            refusals[item.number] = refusal
    return refusals


def _reference(decision: Decision) -> DecisionReference:
    number = decision.number or LONGEST_NUMBER
    return DecisionReference(decision.id, number, decision.issuing_body, decision.signed_on, decision.title)


def _event(
    item: Item, decision: DecisionReference, timelines: Mapping[ProcedureCode, Timeline], names: Names
) -> EncodedEvent:
    """The event of the item if nothing else is published before it, with no period ended or cancelled by it."""
    if item.content is None:
        raise ValueError(f"item {item.number} has no content")
    code = item.successor_code or item.code
    timeline = timelines.get(code) or Timeline(code)
    ground = Ground(decision, item.number)
    new = Period(item.effective_on, date.max, timeline.versions + 1, item.content, ground)
    complete = item.content if isinstance(item.content, Content) else None
    named, member_fields = (complete.agencies, complete.household_member_fields) if complete else ((), ())
    content = ContentReference(ANY_HASH, acting_agencies(item.content.agency_code, named), member_fields)
    contents = defaultdict(lambda: ANY_CONTENT, {**names.contents, (code, new.version): content})
    with_new = replace(names, contents=contents)
    members: dict[str, Any] = {
        "code": code,
        "kind": item.kind,
        "on": item.effective_on,
        "ground": ground,
        "heading": item.content,
        "before": timeline.periods,
        "periods": (*(period.until(date.max) for period in timeline.periods), new),
    }
    return encode_event(printed_in(event_of(_change(item, members), with_new), item))


def _change(item: Item, members: dict[str, Any]) -> Change:
    match item.kind:
        case ItemKind.INTRODUCE:
            return Introduced(**members)
        case ItemKind.AMEND | ItemKind.STANDARDISE:
            parts = tuple(Part) if item.changed_parts is None else item.changed_parts
            return Amended(**members, changed_parts=parts)
        case ItemKind.REPLACE:
            return Introduced(**members) if item.successor_code else Replaced(**members)
        case ItemKind.REPEAL | ItemKind.DECLARE_ONLINE | ItemKind.DESIGNATE | ItemKind.CONFIRM:
            raise ValueError(f"item {item.number} makes no version")
        case _:
            assert_never(item.kind)
