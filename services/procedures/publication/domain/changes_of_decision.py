"""The changes that the publication of a Decision makes to the timelines of its procedures: those of all items, or
none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item
from procedures.decisions.domain.refusals import SigningDayInFuture
from procedures.law.domain.changes import Change
from procedures.law.domain.contents import Content, Heading
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Ground
from procedures.law.domain.references import ItemKind
from procedures.law.domain.timeline import Timeline
from procedures.publication.domain.refusals import ChangedPartsIncorrect, UnknownProcedureInProcess
from procedures.shared.domain.procedure_codes import ProcedureCode

Timelines = Mapping[ProcedureCode, Timeline]


def changes_of(decision: Decision, timelines: Timelines, today: date) -> tuple[Change, ...]:
    """One change for each procedure that an item affects, in the order of the items; the change of a successor follows
    that of its predecessor. Items that change no period see the law as the others make it.

    Raises `SigningDayInFuture` and the refusals of the timelines.
    """
    if decision.signed_on > today:
        raise SigningDayInFuture(decision.signed_on, today)
    changes: dict[int, tuple[Change, ...]] = {}
    after = dict(timelines)
    for item in sorted(decision.items, key=lambda item: not item.effect.changes_periods):
        made = tuple(changes_by(item, Ground(decision.reference, item.number), after))
        changes[item.number] = made
        after |= {change.code: _after(change, after) for change in made if item.effect.changes_periods}
    return tuple(change for item in decision.items for change in changes[item.number])


def _after(change: Change, timelines: Timelines) -> Timeline:
    """Returns the timeline after the change, which a designation or confirmation by the same Decision rests on."""
    timeline = timelines.get(change.code) or Timeline(change.code)
    return replace(timeline, periods=change.periods, versions=change.version or timeline.versions)


def changes_by(item: Item, ground: Ground, timelines: Timelines) -> Iterator[Change]:
    timeline = timelines.get(item.code) or Timeline(item.code)
    match item.kind:
        case ItemKind.INTRODUCE:
            yield timeline.introduce(item.effective_on, content_of(item), ground)
        case ItemKind.AMEND | ItemKind.STANDARDISE:
            yield timeline.amend(
                item.effective_on,
                content_of(item),
                ground,
                item.changed_parts or (),
                kind=item.kind,
                predecessor_unrecorded=item.predecessor_unrecorded,
            )
        case ItemKind.REPLACE if item.successor_code is not None:
            yield timeline.supersede(item.effective_on, item.successor_code, ground, item.heading)
            successor = timelines.get(item.successor_code) or Timeline(item.successor_code)
            yield successor.introduce(item.effective_on, content_of(item), ground, ItemKind.REPLACE)
        case ItemKind.REPLACE:
            yield timeline.replace(
                item.effective_on, content_of(item), ground, predecessor_unrecorded=item.predecessor_unrecorded
            )
        case ItemKind.REPEAL:
            yield timeline.repeal(item.effective_on, ground, item.heading)
        case ItemKind.DECLARE_ONLINE:
            yield timeline.declare_online(item.effective_on, item.online_level or "", ground, item.designation)
        case ItemKind.DESIGNATE:
            yield timeline.designate(item.effective_on, item.designation or "", ground)
        case ItemKind.CONFIRM:
            yield timeline.confirm(item.effective_on, ground)
        case _:
            assert_never(item.kind)


def content_of(item: Item) -> Heading:
    """`check_draft` has ensured that an item which makes a version carries its content."""
    if item.content is None:
        raise ValueError(f"item {item.number} makes a version and has no content")
    return item.content


def check_changed_parts(decision: Decision, contents: Mapping[int, tuple[Content, Content]]) -> None:
    """Checks that each item changes exactly the parts that it states, if it states any. `contents` holds, by the
    item's number, the content that it succeeds and its own content.

    Raises `ChangedPartsIncorrect`: a reader of the Decision alone would otherwise follow a different law from the one
    that is stored here.
    """
    for item in decision.items:
        if item.changed_parts is not None and item.number in contents:
            actual = changed_parts(*contents[item.number])
            if set(actual) != set(item.changed_parts):
                raise ChangedPartsIncorrect(item.code, item.number, item.changed_parts, actual)


def with_computed_parts(
    changes: Sequence[Change], decision: Decision, contents: Mapping[int, tuple[Content, Content]]
) -> tuple[Change, ...]:
    """Returns the changes with the parts in which the contents differ, for each item that succeeds a version and does
    not state what it changes: all parts, where no version that it succeeds is recorded. `contents` is as for
    `check_changed_parts`."""
    unstated = {item.number for item in decision.items if item.replaces_version and item.changed_parts is None}
    return tuple(
        replace(change, computed_parts=_differing(contents.get(change.ground.item)))
        if change.ground.item in unstated
        else change
        for change in changes
    )


def _differing(contents: tuple[Content, Content] | None) -> tuple[Part, ...]:
    return tuple(Part) if contents is None else changed_parts(*contents)


def check_processes(decision: Decision, introduced_earlier: frozenset[ProcedureCode]) -> None:
    """Raises `UnknownProcedureInProcess` where neither this Decision nor an earlier one introduced the procedure."""
    introduced = {item.introduced() for item in decision.items}
    for process in decision.processes:
        if process.procedure_code not in introduced and process.procedure_code not in introduced_earlier:
            raise UnknownProcedureInProcess(process.code, process.procedure_code)
