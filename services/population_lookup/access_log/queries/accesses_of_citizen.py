"""Who accessed a citizen's record, when, for which procedure, and under which Decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of

ACCESSES = """
    WITH concerned AS (
        (
            SELECT a.sequence, 0 AS place, a.personal_id, a.content, w.withheld_until, w.ground FROM access_log a
            LEFT JOIN withheld_access w ON w.lookup_id = a.lookup_id
            WHERE a.personal_id = ANY($1) AND ($2::bigint IS NULL OR a.sequence < $2)
                AND ($5::date IS NULL OR w.withheld_until IS NULL OR w.withheld_until <= $5)
            ORDER BY a.sequence DESC LIMIT $4
        ) UNION ALL (
            SELECT a.sequence, m.place::integer, m.personal_id, a.content, w.withheld_until, w.ground FROM access_log a
            CROSS JOIN LATERAL unnest(a.household_members) WITH ORDINALITY AS m (personal_id, place)
            LEFT JOIN withheld_access w ON w.lookup_id = a.lookup_id
            WHERE a.household_members && $1 AND m.personal_id = ANY($1)
                AND ($2::bigint IS NULL OR a.sequence < $2 OR (a.sequence = $2 AND m.place > $3::bigint))
                AND ($5::date IS NULL OR w.withheld_until IS NULL OR w.withheld_until <= $5)
            ORDER BY a.sequence DESC, m.place LIMIT $4
        )
    )
    SELECT * FROM concerned ORDER BY sequence DESC, place LIMIT $4
"""
"""A look-up concerns the citizen who was looked up, in the first place, and each member of their household whose data
it disclosed."""
OF_OTHERS = ("household_members", "household_member_fields", "masked_household_member_fields")


async def accesses_of(
    read: AsyncConnection,
    personal_ids: Sequence[str],
    after: tuple[Any, ...],
    limit: int,
    shown_on: date | None = None,
) -> list[dict[str, Any]]:
    """Returns an access for each line and each of these citizens whom it concerns, latest first, each with its
    `sequence` and its `place` within the line; look-ups that were not matched or refused are included. With `shown_on`
    those that are still withheld from the citizens on that day are not."""
    sequence, place = after or (None, None)
    rows = await (await driver_of(read)).fetch(ACCESSES, list(personal_ids), sequence, place, limit, shown_on)
    return [
        {
            **_of_citizen(orjson.loads(row["content"]), row["place"], row["personal_id"]),
            "sequence": row["sequence"],
            "place": row["place"],
            "withheld_until": row["withheld_until"],
            "withheld_ground": row["ground"],
        }
        for row in rows
    ]


def _of_citizen(content: dict[str, Any], place: int, personal_id: str) -> dict[str, Any]:
    """The line as far as it concerns one citizen: nothing of who else was looked up with them, and of whom they are a
    member of the household."""
    own = {name: value for name, value in content.items() if name not in OF_OTHERS}
    if place == 0:
        return own
    disclosed, masked = content["household_member_fields"], content["masked_household_member_fields"]
    return own | {"personal_id": personal_id, "request": None, "fields": disclosed, "masked_fields": masked}
