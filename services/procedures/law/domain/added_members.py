"""Members that contents got after the first ones were stored. A content whose text lacks such a member does not state
it, and a text is written without the members that are not stated: equal contents have equal texts, whenever they were
stored."""

from dataclasses import MISSING, fields
from functools import cache
from typing import Any

ADDED = {"added": True}
"""The metadata of such a member of a dataclass; its default is the value that means that it is not stated."""


@cache
def members_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Each member of a dataclass with its unstated value; `MISSING` where the member is always written. Cached, because
    a difference of real contents spent a quarter of its time on the fields of dataclasses."""
    return tuple((member.name, member.default if member.metadata == ADDED else MISSING) for member in fields(kind))


def stated_members(value: Any) -> dict[str, Any]:
    """The members that are written, in their order."""
    members = ((name, getattr(value, name), unstated) for name, unstated in members_of(value.__class__))
    return {name: member for name, member, unstated in members if unstated is MISSING or member != unstated}
