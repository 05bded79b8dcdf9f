"""The register: residents found by their numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.storage.rows import CODED, citizen_in


@dataclass(frozen=True, slots=True, repr=False)
class FoundResidents:
    """A resident for each requested number: the one who has it, else a neighbour. The caller compares number, name and
    birth date."""

    by_personal_id: Mapping[str, Citizen]
    by_old_card: Mapping[str, Citizen]

    def nearest(self, person: PersonKey) -> Citizen | None:
        if person.personal_id is None:
            return self.by_old_card.get(person.old_identity_card or "")
        return self.by_personal_id.get(person.personal_id)


async def residents_by_number(connection: AsyncConnection, persons: Collection[PersonKey]) -> FoundResidents:
    numbers = {person.personal_id for person in persons if person.personal_id is not None}
    cards = {person.old_identity_card for person in persons if person.personal_id is None}
    return FoundResidents(
        await _residents(connection, BY_PERSONAL_ID, numbers), await _residents(connection, BY_OLD_CARD, cards)
    )


async def _residents(
    connection: AsyncConnection, statement: str, numbers: Collection[str | None]
) -> dict[str, Citizen]:
    if not numbers:
        return {}
    rows = await (await driver_of(connection)).fetch(statement, list(numbers))
    return {row["number"]: citizen_in(row) for row in rows}


def _nearest_residents_by(column: str) -> str:
    """Returns one resident for each requested number: the one who has it, else a neighbour in the index.

    So a number that nobody has takes the same steps as one whose name or birth date disagrees: both neighbours are
    found, one row is read with the names of its codes, sent, decoded and compared. No response may tell by its time
    whether a person is in the register.
    """
    names = ", ".join(f"{name}_code.name AS {name}_name" for name in CODED)
    codes = " ".join(
        f"JOIN code AS {name}_code ON {name}_code.list = r.{name}_list AND {name}_code.code = r.{name}"
        for name in CODED
    )
    return f"""
        SELECT requested.number, r.*, {names}, relation.name AS relation_name
        FROM unnest($1::text[]) AS requested (number)
        CROSS JOIN LATERAL (
            SELECT * FROM (
                (SELECT * FROM resident WHERE {column} >= requested.number ORDER BY {column} LIMIT 1)
                UNION ALL
                (SELECT * FROM resident WHERE {column} < requested.number ORDER BY {column} DESC LIMIT 1)
            ) AS neighbours
            ORDER BY {column} <> requested.number LIMIT 1
        ) AS r
        {codes}
        LEFT JOIN code AS relation ON relation.list = r.household_head->'relation'->>'list'
            AND relation.code = r.household_head->'relation'->>'code'
    """  # noqa: S608 - our own text


BY_PERSONAL_ID = _nearest_residents_by("personal_id")
BY_OLD_CARD = _nearest_residents_by("old_identity_card")
