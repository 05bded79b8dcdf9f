"""Queries of the tables of codes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.register.domain.citizen import Citizen, Coded
from population_lookup.register.storage.rows import CODED

BIRTH_REGISTRATION = "NoiDangKyKhaiSinh"
"""The list of the first three digits of a personal identification number."""

NAMES = "SELECT list, code, name FROM code WHERE (list, code) IN (SELECT * FROM unnest($1::text[], $2::text[]))"


async def with_code_names(connection: AsyncConnection, citizens: Sequence[Citizen]) -> list[Citizen]:
    """The same citizens, each code with its name; a code that its list does not have keeps an empty one."""
    codes = {(code.list, code.code) for citizen in citizens for code in codes_of(citizen).values()}
    lists, numbers = [list for list, _ in codes], [number for _, number in codes]
    rows = await (await driver_of(connection)).fetch(NAMES, lists, numbers)
    names = {(row["list"], row["code"]): row["name"] for row in rows}
    return [_named(citizen, names) for citizen in citizens]


def codes_of(citizen: Citizen) -> dict[str, Coded]:
    """The codes of a record by the names of their fields."""
    return dict(_codes_of(citizen))


def _codes_of(citizen: Citizen) -> Iterator[tuple[str, Coded]]:
    for name in CODED:
        yield name, getattr(citizen, name)
    if citizen.household_head is not None:
        yield "household_head", citizen.household_head.relation


def _named(citizen: Citizen, names: dict[tuple[str, str], str]) -> Citizen:
    named: dict[str, Any] = {
        field: replace(code, name=names.get((code.list, code.code), "")) for field, code in codes_of(citizen).items()
    }
    relation = named.pop("household_head", None)
    head = citizen.household_head
    if head is not None and relation is not None:
        head = replace(head, relation=relation)
    return replace(citizen, household_head=head, **named)
