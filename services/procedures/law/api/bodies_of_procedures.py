"""The responses of `GET /v1/procedures/{code}` for many codes at once, rendered by PostgreSQL from the plain route's
rows and model."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Date, Text, any_, bindparam, func, literal_column, select

from common.database.driver_statements import DriverStatement
from common.http.cache.sql_json import json_text
from common.service.api_definition import CachedRead
from procedures.law.api.responses import ProcedureDetail
from procedures.law.queries.catalogue_revision import REVISION, revision_of_catalogue
from procedures.law.queries.procedure_by_code import with_content_in_force_on
from procedures.shared.domain.procedure_codes import FORM
from procedures.tables import procedure

PREFIX = "/v1/procedures/"

_form = re.compile(FORM)
_rows = (
    with_content_in_force_on(bindparam("day", type_=Date), None)
    .where(procedure.c.code == any_(bindparam("codes", type_=ARRAY(Text))))
    .subquery("in_force")
)
_body = func.convert_to(json_text(ProcedureDetail, _rows), literal_column("'UTF8'"))
BODIES = DriverStatement.of(select(_rows.c.code, _body, REVISION.scalar_subquery()))


def code_in(path: str, query: bytes) -> str | None:
    """The code that a path names, where it is written as it is kept."""
    if query or not path.startswith(PREFIX):
        return None
    code = path[len(PREFIX) :]
    return code if _form.fullmatch(code) else None


async def bodies_of_procedures(driver: Any, codes: Sequence[str], on: date) -> tuple[int, Mapping[str, bytes]]:
    """By code, beside the revision of the catalogue in the same snapshot; what is not in force on the day is absent."""
    rows = await BODIES.fetch(driver, codes=codes, day=on)
    revision = rows[0][2] if rows else await revision_of_catalogue(driver)
    return revision, {code: body for code, body, _ in rows}


READ = CachedRead(code_in, bodies_of_procedures)
