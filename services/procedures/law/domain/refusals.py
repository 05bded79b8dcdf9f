"""The refusals about procedures: those that the law in force does not allow, and those that do not exist.

Refusal
├── ProcedureNotFound, ProcedureRecoded, VersionNotFound, ProcedureNotInForceOnDay
├── ProcedureAlreadyInForce, ProcedureNotInForce, PredecessorRecorded
└── ContentTooLong
"""

from datetime import date

from common.errors import MovedPermanently, Refusal


class ProcedureNotFound(Refusal):
    """No published Decision ever introduced this code."""

    status, type, title = 404, "procedure-not-found", "There is no such procedure"

    def __init__(self, code: str) -> None:
        super().__init__(f"no procedure has the code {code}", procedure=code)


class ProcedureRecoded(MovedPermanently):
    """The procedure was published under a provisional code and has its own one now; the old address leads to it for
    ever."""

    type, title = "procedure-recoded", "The procedure has another code now"

    def __init__(self, former: str, code: str) -> None:
        super().__init__(f"{former} was a provisional code; the procedure is {code}", former, code, procedure=code)


class VersionNotFound(Refusal):
    """The procedure never had a version of this number."""

    status, type, title = 404, "version-not-found", "There is no such version"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(
            f"{code} has no version {version}; GET /v1/procedures/{code}/versions lists its versions",
            procedure=code,
            version=version,
        )


class ProcedureNotInForceOnDay(Refusal):
    """The procedure exists, but was not in force on the requested day, as this system knew it."""

    status, type, title = 404, "procedure-not-in-force-on-day", "The procedure is not in force on that day"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(
            f"{code} is not in force on {on}; GET /v1/procedures/{code}/chain shows why", procedure=code, on=on
        )


class ProcedureAlreadyInForce(Refusal):
    """A code in force cannot be introduced again; it can be amended or replaced."""

    status, type, title = 409, "procedure-already-in-force", "The procedure is already in force"

    def __init__(self, code: str, on: date, item: int) -> None:
        super().__init__(f"item {item}: {code} is already in force on {on}", procedure=code, on=on, item=item)


class ProcedureNotInForce(Refusal):
    """Only a procedure in force on the effective date can be amended, replaced, repealed or declared fit for an online
    service."""

    status, type, title = 409, "procedure-not-in-force", "The procedure is not in force"

    def __init__(self, code: str, on: date, item: int, *, recorded: bool = True) -> None:
        """`recorded` is false if no version of the procedure was ever recorded."""
        hint = "" if recorded else "; if it is older than this register, state predecessor_unrecorded"
        super().__init__(f"item {item}: {code} is not in force on {on}{hint}", procedure=code, on=on, item=item)


class PredecessorRecorded(Refusal):
    """An item states that no earlier version of its procedure is recorded, and one is: the item would hide it."""

    status, type, title = 409, "predecessor-recorded", "An earlier version is recorded"

    def __init__(self, code: str, on: date, item: int) -> None:
        detail = f"item {item}: a version of {code} from before {on} is recorded; leave predecessor_unrecorded out"
        super().__init__(detail, procedure=code, on=on, item=item)


class ContentTooLong(Refusal):
    """Every list and every text of a content has a greatest length, however it is recorded."""

    status, type, title = 422, "content-too-long", "The content is too long"

    def __init__(self, item: int, part: str, length: int, limit: int) -> None:
        detail = f"item {item}: a text or list in {part} has a length of {length}; {limit} are allowed"
        super().__init__(detail, item=item, part=part, length=length, limit=limit)
