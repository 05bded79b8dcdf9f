"""A resident who is somebody else than the requested one."""

from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.storage.repository import residents_by_number

NEXT = """
    SELECT personal_id FROM (
        (SELECT personal_id, old_identity_card FROM resident WHERE personal_id > $1 ORDER BY personal_id LIMIT 2)
        UNION ALL
        (SELECT personal_id, old_identity_card FROM resident ORDER BY personal_id LIMIT 2)
    ) AS others
    WHERE personal_id <> $1 AND old_identity_card IS DISTINCT FROM $1 LIMIT 1
"""


async def resident_other_than(connection: AsyncConnection, number: str, stated: str | None) -> Citizen | None:
    """The resident with the stated personal number, else the one whose number follows the requested one. `number` may
    be that of an old card."""
    other = stated or (await connection.exec_driver_sql(NEXT, (number,))).scalar()
    if other is None:
        return None
    person = PersonKey("", None, personal_id=other)
    found = (await residents_by_number(connection, [person])).nearest(person)
    return found if found is not None and person.has_number_of(found) else None
