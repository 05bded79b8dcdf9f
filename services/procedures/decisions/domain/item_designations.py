"""Lists of designation that the items of a draft name.

A list with a level of online service is what `declare_online` has always stated, so such an item is recorded as that
kind: one fact has one form, in what was stored before lists had codes too.
"""

from collections.abc import Mapping
from dataclasses import replace

from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_refusals import ItemIncomplete
from procedures.decisions.domain.items import Item
from procedures.law.domain.references import ItemKind
from procedures.registers.domain.designation_lists import Designation
from procedures.registers.domain.refusals import UnknownDesignation

Recorded = Mapping[str, Designation]


def check_designation(item: Item, recorded: Recorded) -> None:
    """Raises `ItemIncomplete` and `UnknownDesignation`."""
    if item.designation is None:
        if item.effect.designates and not item.effect.declares_level:
            raise ItemIncomplete(item.number, item.kind, "designation", needed=True)
        return
    if not item.effect.designates:
        raise ItemIncomplete(item.number, item.kind, "designation", needed=False)
    if item.designation not in recorded:
        raise UnknownDesignation(item.designation, item.number)
    level = recorded[item.designation].online_level
    if item.effect.declares_level and level != item.online_level:
        raise ItemIncomplete(item.number, item.designation, "online_level", needed=level is not None)


def with_designations(decision: Decision, recorded: Recorded) -> Decision:
    """Returns a checked draft in which each item that designates for a level of online service declares it, and each
    declaration names its list, if just one has the level."""
    return replace(decision, items=tuple(_designated(item, recorded) for item in decision.items))


def _designated(item: Item, recorded: Recorded) -> Item:
    if item.designation is None:
        lists = [entry.code for entry in recorded.values() if entry.online_level == item.online_level]
        return replace(item, designation=lists[0]) if item.effect.declares_level and len(lists) == 1 else item
    if (level := recorded[item.designation].online_level) is None:
        return item
    return replace(item, kind=ItemKind.DECLARE_ONLINE, online_level=level)
