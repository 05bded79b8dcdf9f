"""Names of procedures in force on a day that what is being typed may become."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of

MOST = 500
"""So many that match are looked at: of a first letter there are too many to sort."""

BEGUN = re.compile(r"[0-9]\.[0-9A-Z.]*")
TYPED = "SELECT search_words($1)"
SUGGESTED = """
    SELECT DISTINCT ON (rank, length, folded) name, code, rank FROM (
        (SELECT name, code, folded, length, 0 AS rank FROM search_document WHERE code LIKE $4::text AND in_force @> $1::date LIMIT $5)
        UNION ALL
        (SELECT name, code, folded, length, CASE WHEN starts_with(beginning, $3::text) THEN 1 ELSE 2 END FROM search_document
         WHERE (beginning LIKE $3::text || '%' OR words @@ $2::text::tsquery) AND in_force @> $1::date LIMIT $5)
    ) AS found
    ORDER BY rank, length, folded, code LIMIT $6
"""


async def search_suggestions(read: AsyncConnection, typed: str, on: date, limit: int) -> Sequence[Any]:
    """Procedures of the code that begins so, then names that begin so, then names that hold all words, the last perhaps unfinished; the
    shorter first, each name once."""
    driver = await driver_of(read)
    words: list[str] = await driver.fetchval(TYPED, typed)
    if not words:
        return []
    *whole, last = (f"'{word}':{'A' if number < len(words) else '*A'}" for number, word in enumerate(words, 1))
    code = f"{begun}%" if BEGUN.fullmatch(begun := typed.strip().upper()) else ""
    found: Sequence[Any] = await driver.fetch(SUGGESTED, on, " & ".join([*whole, last]), " ".join(words)[:200], code, MOST, limit)
    return found
