"""The register: residents found by their numbers."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.household import RegisteredHousehold
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.storage.codes import BIRTH_REGISTRATION
from population_lookup.register.storage.rows import CODED, citizen_in


class FoundResident(NamedTuple):
    """`household` is None for the dead."""

    citizen: Citizen
    household: int | None


@dataclass(frozen=True, slots=True, repr=False)
class FoundResidents:
    """A resident for each requested number: the one who has it, else a neighbour. The caller compares number, name and
    birth date. `of_unknown_places` are the numbers that begin with no place of birth registration."""

    by_personal_id: Mapping[str, FoundResident]
    by_old_card: Mapping[str, FoundResident]
    of_unknown_places: frozenset[str] = frozenset()

    def nearest(self, person: PersonKey) -> Citizen | None:
        found = self._found(person)
        return None if found is None else found.citizen

    def household_of_nearest(self, person: PersonKey) -> int | None:
        found = self._found(person)
        return None if found is None else found.household

    def knows_place_of(self, person: PersonKey) -> bool:
        return person.personal_id not in self.of_unknown_places

    def _found(self, person: PersonKey) -> FoundResident | None:
        if person.personal_id is None:
            return self.by_old_card.get(person.old_identity_card or "")
        return self.by_personal_id.get(person.personal_id)


async def residents_by_number(connection: AsyncConnection, persons: Collection[PersonKey]) -> FoundResidents:
    numbers = {person.personal_id for person in persons if person.personal_id is not None}
    cards = {person.old_identity_card for person in persons if person.personal_id is None}
    by_personal_id = await _rows(connection, BY_PERSONAL_ID, numbers)
    by_old_card = await _rows(connection, BY_OLD_CARD, cards)
    places = by_personal_id or await _rows(connection, PLACES, numbers)  # an empty register has no row
    unknown = frozenset(row["number"] for row in places if not row["place_is_known"])
    return FoundResidents(_found_in(by_personal_id), _found_in(by_old_card), unknown)


async def _rows(connection: AsyncConnection, statement: str, numbers: Collection[str | None]) -> Sequence[Any]:
    return await (await driver_of(connection)).fetch(statement, list(numbers)) if numbers else ()


def _found_in(rows: Sequence[Any]) -> dict[str, FoundResident]:
    return {row["number"]: FoundResident(citizen_in(row), row["household_id"]) for row in rows}


async def households_with(connection: AsyncConnection, ids: Collection[int]) -> dict[int, RegisteredHousehold]:
    """The households with these ids, each with its members."""
    if not ids:
        return {}
    rows = await (await driver_of(connection)).fetch(MEMBERS, list(ids))
    heads: dict[int, str] = {}
    members = defaultdict[int, list[Citizen]](list)
    for row in rows:
        heads[row["household_id"]] = row["head_personal_id"]
        members[row["household_id"]].append(citizen_in(row))
    return {id: RegisteredHousehold.of(head, members[id]) for id, head in heads.items()}


NAMES_OF_CODES = ", ".join(f"{name}_code.name AS {name}_name" for name in CODED)
CODES = " ".join(
    f"JOIN code AS {name}_code ON {name}_code.list = r.{name}_list AND {name}_code.code = r.{name}" for name in CODED
)
RELATION = """
    LEFT JOIN code AS relation ON relation.list = r.household_head->'relation'->>'list'
        AND relation.code = r.household_head->'relation'->>'code'
"""
MEMBERS = f"""
    SELECT r.*, h.head_personal_id, {NAMES_OF_CODES}, relation.name AS relation_name
    FROM household h JOIN resident r ON r.household_id = h.id
    {CODES} {RELATION}
    WHERE h.id = ANY($1)
"""  # noqa: S608 - our own text
PLACE_IS_KNOWN = f"""
    EXISTS (SELECT FROM code WHERE list = '{BIRTH_REGISTRATION}' AND code = left(requested.number, 3)) AS place_is_known
"""
PLACES = f"SELECT requested.number, {PLACE_IS_KNOWN} FROM unnest($1::text[]) AS requested (number)"  # noqa: S608 - our own text


def _nearest_residents_by(column: str) -> str:
    """Returns one resident for each requested number: the one who has it, else a neighbour in the index; and whether
    the number begins with a place of birth registration.

    So a number that nobody has takes the same steps as one whose name or birth date disagrees: both neighbours are
    found, one row is read with the names of its codes, sent, decoded and compared. No response may tell by its time
    whether a person is in the register.
    """
    return f"""
        SELECT requested.number, r.*, {NAMES_OF_CODES}, relation.name AS relation_name, {PLACE_IS_KNOWN}
        FROM unnest($1::text[]) AS requested (number)
        CROSS JOIN LATERAL (
            SELECT * FROM (
                (SELECT * FROM resident WHERE {column} >= requested.number ORDER BY {column} LIMIT 1)
                UNION ALL
                (SELECT * FROM resident WHERE {column} < requested.number ORDER BY {column} DESC LIMIT 1)
            ) AS neighbours
            ORDER BY {column} <> requested.number LIMIT 1
        ) AS r
        {CODES} {RELATION}
    """  # noqa: S608 - our own text


BY_PERSONAL_ID = _nearest_residents_by("personal_id")
BY_OLD_CARD = _nearest_residents_by("old_identity_card")
