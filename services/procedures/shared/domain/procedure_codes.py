"""Mã TTHC: a digit, a dot, six digits, perhaps a local suffix (`1.001234`, `1.012753.H19`)."""

import re
from typing import NewType

from procedures.law.domain.refusals import MalformedProcedureCode

ProcedureCode = NewType("ProcedureCode", str)

FORM = r"[0-9]\.[0-9]{6}(\.[A-Z0-9.]{2,35})?"
"""The national portal's codes start with any digit, and provinces append their own suffixes; nothing more is to be read out of one."""

_form = re.compile(FORM)


def parse_code(text: str) -> ProcedureCode:
    """Mends case and outer white space only. Raises `MalformedProcedureCode`."""
    code = text.strip().upper()
    if _form.fullmatch(code) is None:
        raise MalformedProcedureCode(text)
    return ProcedureCode(code)
