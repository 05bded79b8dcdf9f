"""The cached read of `GET /v1/procedures/{code}`: it returns the body that the plain route would return."""

import re

from common.service.api_definition import CachedRead
from procedures.law.api.responses import ProcedureDetail
from procedures.law.queries.rendered_procedures import RenderedProcedures
from procedures.shared.domain.procedure_codes import FORM

PREFIX = "/v1/procedures/"

_form = re.compile(FORM)


def code_in(path: str, query: bytes) -> str | None:
    """Returns the procedure code in a path, if the path has no query and the code is written in its canonical form."""
    if query or not path.startswith(PREFIX):
        return None
    code = path[len(PREFIX) :]
    return code if _form.fullmatch(code) else None


RENDERED = RenderedProcedures(ProcedureDetail)
READ = CachedRead(code_in, RENDERED.read)
