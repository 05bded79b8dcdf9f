"""The procedures in force on a day as the JSON of a response model, rendered by PostgreSQL for many codes at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Date, Text, any_, bindparam, func, literal_column, select

from common.database.driver_statements import DriverStatement
from common.http.cache.sql_json import RowModel, json_text
from procedures.law.queries.catalogue_revision import REVISION, revision_of_catalogue
from procedures.law.queries.procedure_by_code import with_content_in_force_on
from procedures.tables import procedure


class RenderedProcedures:
    """Compiles the statement for one response model once; `read` runs it on an asyncpg connection."""

    def __init__(self, model: type[RowModel]) -> None:
        rows = (
            with_content_in_force_on(bindparam("day", type_=Date), None)
            .where(procedure.c.code == any_(bindparam("codes", type_=ARRAY(Text))))
            .subquery("in_force")
        )
        body = func.convert_to(json_text(model, rows), literal_column("'UTF8'"))
        self._statement = DriverStatement.of(select(rows.c.code, body, REVISION.scalar_subquery()))

    async def read(self, driver: Any, codes: Sequence[str], on: date) -> tuple[int, Mapping[str, bytes]]:
        """Returns the revision of the catalogue, and in the same snapshot the body of each code; a code that is not in
        force on the day is absent."""
        rows = await self._statement.fetch(driver, codes=codes, day=on)
        revision = rows[0][2] if rows else await revision_of_catalogue(driver)
        return revision, {code: body for code, body, _ in rows}
