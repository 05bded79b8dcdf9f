"""What a fault makes of the record that a look-up discloses. A look-up that discloses nobody is not changed. Of a
household the record of the citizen who was looked up is changed; fields are missing or empty in all records, and all
are there twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, assert_never

from population_lookup.expectations.domain.fault_kinds import (
    AnotherPerson,
    Duplicate,
    Empty,
    EmptyFields,
    EmptyName,
    MissingFields,
    RecordFault,
    Stale,
)
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.register.domain.citizen import Citizen, Coded

UNMARRIED = "1", "Chưa kết hôn"
"""The code of the national list of marital states, and its name."""


def change_of(fault: RecordFault, other: Citizen | None) -> Callable[[Disclosure], Disclosure]:
    """`other` is the resident whose record takes the place of the right one, where the fault is that."""

    def change(disclosure: Disclosure) -> Disclosure:
        citizen = disclosure.citizen
        return disclosure if citizen is None else _changed(disclosure, citizen, fault, other)

    return change


def _changed(disclosure: Disclosure, citizen: Citizen, fault: RecordFault, other: Citizen | None) -> Disclosure:
    changes: dict[str, Any]
    match fault:
        case Empty():
            changes = {"citizen": None}
        case EmptyName():
            changes = {"citizen": replace(citizen, full_name="")}
        case AnotherPerson():
            changes = {"resident": other or disclosure.resident, "citizen": other, "household": None}
        case MissingFields(fields=fields):
            changes = {"left_out": frozenset(fields)}
        case EmptyFields(fields=fields):
            changes = {"emptied": frozenset(fields)}
        case Stale(days=days):
            changes = {"citizen": _earlier(citizen), "age": timedelta(days=days)}
        case Duplicate():
            changes = {"copies": 2}
        case _:
            assert_never(fault)
    return replace(disclosure, **changes)


def _earlier(citizen: Citizen) -> Citizen:
    """Before the citizen moved from the place of their permanent residence, and before any marriage."""
    code, name = UNMARRIED
    return replace(
        citizen,
        marital_status=Coded(citizen.marital_status.list, code, name),
        spouse=None,
        current_residence=citizen.permanent_residence,
    )
