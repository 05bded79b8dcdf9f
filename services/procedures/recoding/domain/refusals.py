"""Refusals of the act that gives a procedure its code.

Refusal
└── CodeNotProvisional, CodeProvisional, RecodedNotInForce, ProcedureCodeTaken, ProcedureRecodedOtherwise,
    CodeDocumentInFuture
"""

from datetime import date

from common.errors import Refusal


class CodeNotProvisional(Refusal):
    """Only a provisional code is replaced by another one; a procedure of the national portal keeps its code."""

    status, type, title = 409, "code-not-provisional", "The code is not provisional"

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is not of the form 0.000123.H60", procedure=code)


class CodeProvisional(Refusal):
    """A procedure gets the code of the national portal, not another provisional one."""

    status, type, title = 409, "code-provisional", "The new code is provisional too"

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is a provisional code too", code=code)


class RecodedNotInForce(Refusal):
    """A procedure that is not in force needs no code."""

    status, type, title = 409, "recoded-not-in-force", "The procedure is not in force"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"{code} is not in force on {on}", procedure=code, on=on)


class ProcedureCodeTaken(Refusal):
    """A code is that of one procedure for ever."""

    status, type, title = 409, "procedure-code-taken", "The code is that of another procedure"

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is the code of another procedure", procedure=code)


class ProcedureRecodedOtherwise(Refusal):
    """A provisional code is replaced once."""

    status, type, title = 409, "procedure-recoded-otherwise", "The procedure has got another code already"

    def __init__(self, former: str, code: str) -> None:
        super().__init__(f"{former} has become {code} already", procedure=code)


class CodeDocumentInFuture(Refusal):
    """The document that states the code was signed already."""

    status, type, title = 409, "code-document-in-future", "The document that states the code is not signed yet"

    def __init__(self, signed_on: date, today: date) -> None:
        super().__init__(f"signed on {signed_on}, and today is {today}", signed_on=signed_on, today=today)
