"""Who holds which role of the approval workflow."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.storage.approval_repository import current_role_holders, role_holder_in


async def role_holders(read: AsyncConnection, on: date | None) -> Sequence[Row[Any]]:
    """By role, agency, subject and first day. With `on` None, all periods ever recorded, except those recorded by
    mistake."""
    rows = (await read.execute(current_role_holders())).all()
    if on is not None:
        return [row for row in rows if role_holder_in(row).is_held_on(on)]
    return [row for row in rows if row.valid_from is None or row.valid_from != row.valid_to]
