"""Mã TTHC: a digit, a dot, six digits, and optionally a local suffix (`1.001234`, `1.012753.H19`)."""

import re
from typing import NewType

from common.errors import Refusal

ProcedureCode = NewType("ProcedureCode", str)

FORM = r"[0-9]\.[0-9]{6}(\.[A-Z0-9.]{2,35})?"
"""The national portal's codes start with any digit, and provinces append suffixes of their own; a code has no further
meaning."""

PROVISIONAL = r"0\.[0-9]{6}\.[A-Z0-9.]{2,35}"
"""The code under which an agency publishes a procedure that has no code of the national portal yet: `0.000123.H60`."""

_form, _provisional = re.compile(FORM), re.compile(PROVISIONAL)


def parse_code(text: str) -> ProcedureCode:
    """Normalises case and outer white space only. Raises `MalformedProcedureCode`."""
    code = text.strip().upper()
    if _form.fullmatch(code) is None:
        raise MalformedProcedureCode(text)
    return ProcedureCode(code)


def is_provisional(code: ProcedureCode) -> bool:
    return _provisional.fullmatch(code) is not None


PERSONAL_ID_DIGITS = re.compile(r"[0-9]{9,}")
"""Personal numbers typed in place of a code, with nine or twelve digits (số CMND, số định danh); no code has so many
digits in a row, so they are not repeated in error messages."""


class MalformedProcedureCode(Refusal):
    """A procedure code is a digit, a dot, six digits, and optionally a local suffix."""

    status, type, title = 422, "malformed-procedure-code", "The procedure code is malformed"

    def __init__(self, text: str) -> None:
        redacted = PERSONAL_ID_DIGITS.sub("…", text[:60])
        super().__init__(f"{redacted!r} is not of the form 1.001234 or 1.001234.H60", procedure=redacted)
