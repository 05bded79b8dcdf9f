"""Codes and ids of what the demo dataset has recorded: requests with invented ones alone end at `not found`."""

from collections.abc import Iterator, Mapping

import httpx

from suite.demo_scenario import example_resident
from suite.stack import Stack
from tests.fuzz.fuzzed_stack import token_of_everyone

KnownValues = Mapping[str, tuple[str, ...]]
"""Values by the name of a parameter or of a member of a body."""

MOST = 12  # of each: the requests shall meet them again
LISTS = {
    ("procedures", "/v1/procedures", "code"): ("code", "procedure_code", "procedure", "maTTHC", "successor_code"),
    ("procedures", "/v1/procedures", "field_code"): ("field", "field_code"),
    ("procedures", "/v1/procedure-groups", "code"): ("code",),
    ("procedures", "/v1/decisions", "id"): ("id",),
    ("procedures", "/v1/decisions", "number"): ("decision_number",),
    ("procedures", "/v1/review-rounds", "id"): ("id",),
    ("procedures", "/v1/inbox", "id"): ("id",),
    ("procedures", "/v1/agencies", "code"): ("agency", "agency_code", "item_agency_code", "lead_agency_code"),
    ("procedures", "/v1/publication-channels", "code"): ("channel",),
    ("online_services", "/v1/online-services", "id"): ("id",),
}
"""Which lists are read, which member of an entry is taken, and for which names it is known."""


def known_values(stack: Stack) -> KnownValues:
    resident = example_resident(stack)
    found: dict[str, list[str]] = {
        "personal_id": [resident.personal_id],
        "full_name": [resident.full_name],
        "birth_date": [resident.birth_date],
        "if-match": ['"0"', '"1"', "*"],
    }
    headers = {"Authorization": f"Bearer {token_of_everyone(stack)}"}
    for (service, path, member), names in LISTS.items():
        entries = httpx.get(f"{stack.urls[service]}{path}", headers=headers, timeout=30).raise_for_status().json()
        values = list(dict.fromkeys(value for value in _members(entries["items"], member) if value))[:MOST]
        for name in names:
            found.setdefault(name, []).extend(values)
    return {name: tuple(values) for name, values in found.items() if values}


def _members(entries: list[dict[str, object]], member: str) -> Iterator[str]:
    """An entry may hold the value itself, or within its first level."""
    for entry in entries:
        for holder in (entry, *(value for value in entry.values() if isinstance(value, dict))):
            if member in holder:
                yield str(holder[member])
