"""The procedures in force on a day that each life event makes necessary."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.search.domain.ranking import WITHOUT_SUFFIX
from procedures.shared.queries.rows import rows_of
from procedures.tables import life_event, search_document


async def life_event_procedures(read: AsyncConnection, on: date) -> Sequence[Row[Any]]:
    """`event`, `code` and `name`, ordered by event and then as the event lists the procedures."""
    document = search_document
    listed = (
        func.unnest(life_event.c.procedures)
        .table_valued("code", with_ordinality="place", name="listed")
        .render_derived()
    )
    same_code = (document.c.code == listed.c.code) | (func.left(document.c.code, WITHOUT_SUFFIX) == listed.c.code)
    statement = (
        select(life_event.c.name.label("event"), document.c.code, document.c.name)
        .select_from(life_event)
        .join(listed, true())
        .join(document, same_code)
        .where(document.c.in_force.contains(on))
        .order_by(life_event.c.name, listed.c.place, document.c.code)
    )
    return await rows_of(read, statement)
