"""The register: residents found by their numbers, and the replacement of the whole register by a list."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, Column, Text, and_, any_, bindparam, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.database.driver_statements import DriverStatement
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.storage.rows import CODED, citizen_in, citizen_out
from population_lookup.tables import code, resident

CHUNK = 5_000
COLUMNS = tuple(column.name for column in resident.columns)

RELATION = code.alias("relation")
NAMES = {name: code.alias(f"{name}_code") for name in CODED}


class Changes(NamedTuple):
    """The numbers of removed and added rows; a row that changed counts as one of each."""

    removed: int
    added: int


@dataclass(frozen=True, slots=True, repr=False)
class FoundResidents:
    """The residents with the requested numbers; the caller compares name and birth date."""

    by_personal_id: Mapping[str, Citizen]
    by_old_card: Mapping[str, Citizen]

    def of(self, person: PersonKey) -> Citizen | None:
        if person.personal_id is None:
            return self.by_old_card.get(person.old_identity_card or "")
        return self.by_personal_id.get(person.personal_id)


async def residents_by_number(connection: AsyncConnection, persons: Collection[PersonKey]) -> FoundResidents:
    numbers = {person.personal_id for person in persons if person.personal_id is not None}
    cards = {person.old_identity_card for person in persons if person.personal_id is None}
    by_personal_id = await _residents(connection, BY_PERSONAL_ID, numbers)
    by_old_card = await _residents(connection, BY_OLD_CARD, cards)
    return FoundResidents(
        {citizen.personal_id: citizen for citizen in by_personal_id},
        {citizen.old_identity_card or "": citizen for citizen in by_old_card},
    )


async def _residents(
    connection: AsyncConnection, statement: DriverStatement, numbers: Collection[str | None]
) -> list[Citizen]:
    if not numbers:
        return []
    return [citizen_in(row) for row in await statement.fetch(await driver_of(connection), numbers=list(numbers))]


async def replace_residents(connection: AsyncConnection, citizens: Iterable[Citizen]) -> Changes:
    """Makes the register contain exactly these citizens."""
    await connection.execute(text("CREATE TEMPORARY TABLE new_resident (LIKE resident) ON COMMIT DROP"))
    driver, rows = await driver_of(connection), map(citizen_out, citizens)
    while chunk := list(islice(rows, CHUNK)):
        await driver.copy_records_to_table("new_resident", records=chunk, columns=COLUMNS)
    await connection.execute(text("ANALYZE new_resident"))
    return Changes(removed=await _count(connection, REMOVE), added=await _count(connection, ADD))


async def _count(connection: AsyncConnection, statement: str) -> int:
    return (await connection.execute(text(statement))).rowcount


def _residents_where(column: Column[Any]) -> DriverStatement:
    statement = select(
        resident, RELATION.c.name.label("relation_name"), *(NAMES[name].c.name.label(f"{name}_name") for name in CODED)
    )
    joined: Any = resident
    for name, names in NAMES.items():
        joined = joined.join(names, and_(names.c.list == resident.c[f"{name}_list"], names.c.code == resident.c[name]))
    same = and_(RELATION.c.list == _relation("list"), RELATION.c.code == _relation("code"))
    numbers = any_(bindparam("numbers", type_=ARRAY(Text)))
    return DriverStatement.of(statement.select_from(joined.outerjoin(RELATION, same)).where(column == numbers))


def _relation(part: str) -> Any:
    relation = resident.c.household_head[literal_column("'relation'", Text)]
    return relation[literal_column(f"'{part}'", Text)].astext


BY_PERSONAL_ID = _residents_where(resident.c.personal_id)
BY_OLD_CARD = _residents_where(resident.c.old_identity_card)
REMOVE = (
    "DELETE FROM resident r WHERE NOT EXISTS"
    " (SELECT FROM new_resident n WHERE n.personal_id = r.personal_id AND n.* IS NOT DISTINCT FROM r.*)"
)
ADD = (
    "INSERT INTO resident SELECT n.* FROM new_resident n WHERE NOT EXISTS (SELECT FROM resident r"
    " WHERE r.personal_id = n.personal_id)"
)
