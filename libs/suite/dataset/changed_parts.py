"""Compares two contents of a procedure and names the parts that change, which a Decision must state (Article 15 NĐ
63/2010)."""

from collections.abc import Callable, Iterator
from typing import Any

Body = dict[str, Any]


def _limits(content: Body) -> Iterator[tuple[str, Body]]:
    return ((channel["channel"], limit) for channel in content["channels"] for limit in channel["time_limits"])


PARTS: dict[str, Callable[[Body], Any]] = {
    "name": lambda content: content["name"],
    "field": lambda content: content["field_code"],
    "levels": lambda content: content["levels"],
    "steps": lambda content: content["steps"],
    "channels": lambda content: [channel["channel"] for channel in content["channels"]],
    "papers": lambda content: content["papers"],
    "time_limits": lambda content: [(channel, {**limit, "fees": ()}) for channel, limit in _limits(content)],
    "audience": lambda content: content["audience"],
    "agency": lambda content: content["agency_code"],
    "agencies": lambda content: content["agencies"],
    "results": lambda content: content["results"],
    "conditions": lambda content: content["conditions"],
    "fees": lambda content: [(channel, limit["fees"]) for channel, limit in _limits(content)],
    "legal_bases": lambda content: content["legal_bases"],
    "population_fields": lambda content: (content["population_fields"], content.get("household_member_fields", [])),
}


def changed_parts(before: Body, after: Body) -> list[str]:
    return [name for name, part in PARTS.items() if part(before) != part(after)]
