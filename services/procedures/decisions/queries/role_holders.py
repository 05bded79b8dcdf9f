"""Who holds which part on the road of a Decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.storage.approval_repository import held, holder_in


async def role_holders(read: AsyncConnection, on: date | None) -> Sequence[Row[Any]]:
    """By role, agency, subject and first day. None: all that were ever held, but for those recorded by mistake."""
    rows = (await read.execute(held())).all()
    if on is not None:
        return [row for row in rows if holder_in(row).is_held_on(on)]
    return [row for row in rows if row.valid_from is None or row.valid_from != row.valid_to]
