"""The changes that the publication of a Decision makes to the timelines of its procedures: those of all items, or
none."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import assert_never

from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item
from procedures.decisions.domain.refusals import SigningDayInFuture
from procedures.law.domain.changes import Change
from procedures.law.domain.contents import Content, Heading
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.periods import Ground
from procedures.law.domain.references import ItemKind
from procedures.law.domain.timeline import Timeline
from procedures.publication.domain.refusals import ChangedPartsIncorrect, UnknownProcedureInProcess
from procedures.shared.domain.procedure_codes import ProcedureCode

Timelines = Mapping[ProcedureCode, Timeline]


def changes_of(decision: Decision, timelines: Timelines, today: date) -> tuple[Change, ...]:
    """One change for each procedure that an item affects, in the order of the items; the change of a successor follows
    that of its predecessor.

    Raises `SigningDayInFuture` and the refusals of the timelines.
    """
    if decision.signed_on > today:
        raise SigningDayInFuture(decision.signed_on, today)
    reference = decision.reference
    return tuple(
        change for item in decision.items for change in changes_by(item, Ground(reference, item.number), timelines)
    )


def changes_by(item: Item, ground: Ground, timelines: Timelines) -> Iterator[Change]:
    timeline = timelines.get(item.code) or Timeline(item.code)
    match item.kind:
        case ItemKind.INTRODUCE:
            yield timeline.introduce(item.effective_on, content_of(item), ground)
        case ItemKind.AMEND:
            yield timeline.amend(item.effective_on, content_of(item), ground, item.changed_parts or ())
        case ItemKind.REPLACE if item.successor_code is not None:
            yield timeline.supersede(item.effective_on, item.successor_code, ground)
            successor = timelines.get(item.successor_code) or Timeline(item.successor_code)
            yield successor.introduce(item.effective_on, content_of(item), ground, ItemKind.REPLACE)
        case ItemKind.REPLACE:
            yield timeline.replace(item.effective_on, content_of(item), ground)
        case ItemKind.REPEAL:
            yield timeline.repeal(item.effective_on, ground)
        case ItemKind.DECLARE_ONLINE:
            yield timeline.declare_online(item.effective_on, item.online_level or "", ground)
        case _:
            assert_never(item.kind)


def content_of(item: Item) -> Heading:
    """`check_draft` has ensured that an item which makes a version carries its content."""
    if item.content is None:
        raise ValueError(f"item {item.number} makes a version and has no content")
    return item.content


def check_changed_parts(decision: Decision, contents: Mapping[int, tuple[Content, Content]]) -> None:
    """Checks that each item changes exactly the parts that it states. `contents` holds, by the item's number, the
    content that it succeeds and its own content.

    Raises `ChangedPartsIncorrect`: a reader of the Decision alone would otherwise follow a different law from the one
    that is stored here.
    """
    for item in decision.items:
        if item.changed_parts is not None and item.number in contents:
            actual = changed_parts(*contents[item.number])
            if set(actual) != set(item.changed_parts):
                raise ChangedPartsIncorrect(item.code, item.number, item.changed_parts, actual)


def check_processes(decision: Decision, introduced_earlier: frozenset[ProcedureCode]) -> None:
    """Raises `UnknownProcedureInProcess` where neither this Decision nor an earlier one introduced the procedure."""
    introduced = {item.introduced() for item in decision.items}
    for process in decision.processes:
        if process.procedure_code not in introduced and process.procedure_code not in introduced_earlier:
            raise UnknownProcedureInProcess(process.code, process.procedure_code)
