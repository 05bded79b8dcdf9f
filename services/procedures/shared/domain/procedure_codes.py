"""Mã TTHC: a digit, a dot, six digits, perhaps a local suffix (`1.001234`, `1.012753.H19`)."""

import re
from typing import NewType

from common.errors import Refusal

ProcedureCode = NewType("ProcedureCode", str)

FORM = r"[0-9]\.[0-9]{6}(\.[A-Z0-9.]{2,35})?"
"""The national portal's codes start with any digit, and provinces append their own suffixes; nothing more is to be read
out of one."""

_form = re.compile(FORM)


def parse_code(text: str) -> ProcedureCode:
    """Mends case and outer white space only. Raises `MalformedProcedureCode`."""
    code = text.strip().upper()
    if _form.fullmatch(code) is None:
        raise MalformedProcedureCode(text)
    return ProcedureCode(code)


NUMBER_OF_A_PERSON = re.compile(r"[0-9]{9,}")
"""Typed where a code belongs; nine or twelve digits (số CMND, số định danh), and no code has so many in a row."""


class MalformedProcedureCode(Refusal):
    """A procedure's code is a digit, a dot, six digits, and perhaps a local suffix."""

    status, type, title = 422, "malformed-procedure-code", "The procedure code is malformed"

    def __init__(self, text: str) -> None:
        shown = NUMBER_OF_A_PERSON.sub("…", text[:60])
        super().__init__(f"{shown!r} is not of the form 1.001234 or 1.001234.H60", procedure=shown)
