"""The refusals about the law that filing needs.

Refusal
├── ProcedureNotFound, ProcedureNotInForceOnDay
└── ContentNotHereYet
"""

from datetime import date

from common.errors import Refusal


class ProcedureNotFound(Refusal):
    """No Decision known to this service made such a procedure law."""

    status, type, title = 404, "procedure-not-found", "There is no such procedure"

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is not a procedure that was ever law", procedure_code=code)


class ProcedureNotInForceOnDay(Refusal):
    """The procedure exists, but is not in force on the requested day."""

    status, type, title = 404, "procedure-not-in-force-on-day", "The procedure is not in force on that day"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"{code} is not in force on {on}", procedure_code=code, on=on)


class ContentNotHereYet(Refusal):
    """The version is known by the stream, and its content is not fetched yet: nobody files under a content that this
    service has not seen. It takes a second while `procedures` answers."""

    status, type, title = 503, "content-not-here-yet", "The content of the procedure is not here yet"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(
            f"the content of version {version} of {code} is being fetched", procedure_code=code, version=version
        )
