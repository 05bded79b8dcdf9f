"""Records the form of a version of a procedure."""

from collections.abc import Mapping
from typing import Any

import orjson

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.forms.domain.form_schema import errors_of_schema
from online_services.forms.domain.refusals import FormOfAnotherAgency, FormSchemaRefused, VersionNotFound
from online_services.forms.storage.recorded_forms import Forms
from online_services.law.domain.refusals import ProcedureNotFound
from online_services.law.storage.repository import present_code, procedures_by_code


async def record_form(
    work: UnitOfWork, code: str, version: int, schema: Mapping[str, Any], legal_basis: str, by: Actor
) -> str:
    """Returns the code that the procedure has now. What was filed keeps the form under which it was filed. Raises
    `ProcedureNotFound`, `VersionNotFound`, `FormOfAnotherAgency` and `FormSchemaRefused`."""
    code = await present_code(work.connection, code)
    procedure = (await procedures_by_code(work.connection, [code])).get(code)
    if procedure is None:
        raise ProcedureNotFound(code)
    if by.agency != procedure.agency.code:
        raise FormOfAnotherAgency(code, procedure.agency.code)
    forms = work.of(Forms)
    if not await forms.has_version(code, version):
        raise VersionNotFound(code, version)
    if errors := errors_of_schema(schema):
        raise FormSchemaRefused(errors)
    text = orjson.dumps(schema).decode()
    await forms.record(code, version, text, legal_basis, by.subject, by.agency, work.clock.now())
    return code
