"""The refusals of the registry. A refused registration lists every procedure that caused the refusal.

Refusal
├── OnlineServiceNotFound           404
├── ProcedureNotInForce             409
├── OnlineServiceAlreadyRegistered  409
├── DuplicateProcedure              409
├── PartialServiceWithoutReason     409
├── FullServiceWithReason           409
├── UnexpectedPartialReason         409
├── UnknownPartialReason            409
├── OnlineServiceNotOffered         409
├── OnlineLevelUnchanged            409
├── OnlineServiceNotUnderReview     409
├── ProactiveLevelUnchanged         409
├── ServiceSetNotFound              404
└── DuplicateServiceSet             409
"""

from collections.abc import Iterable
from datetime import date

from common.errors import Refusal


class OnlineServiceNotFound(Refusal):
    """No online service was ever registered under this id."""

    status, type, title = 404, "online-service-not-found", "There is no such online service"

    def __init__(self, id: str) -> None:
        super().__init__(f"no online service has the id {id}", id=id)


class ProcedureNotInForce(Refusal):
    """A procedure can be offered online only from a day on which it is in force."""

    status, type, title = 409, "procedure-not-in-force", "The procedure is not in force"

    def __init__(self, days: Iterable[tuple[str, date]]) -> None:
        refused = [{"procedure_code": code, "on": on.isoformat()} for code, on in days]
        super().__init__(f"{_procedures_are(refused)} not in force on the day stated", procedures=refused)


class OnlineServiceAlreadyRegistered(Refusal):
    """A procedure is offered by at most one service at a time."""

    status, type, title = 409, "online-service-already-registered", "The procedure is already offered online"

    def __init__(self, codes: Iterable[str]) -> None:
        refused = [{"procedure_code": code} for code in codes]
        super().__init__(f"{_procedures_are(refused)} already offered online on that day or later", procedures=refused)


class DuplicateProcedure(Refusal):
    """A request may name each procedure only once."""

    status, type, title = 409, "duplicate-procedure", "A procedure is named twice in one request"

    def __init__(self, codes: Iterable[str]) -> None:
        refused = [{"procedure_code": code} for code in codes]
        super().__init__(f"{_procedures_are(refused)} named more than once", procedures=refused)


class PartialServiceWithoutReason(Refusal):
    """Điều 14 NĐ 224/2026: the reason and the law that requires it are published with every partial service."""

    status, type, title = 409, "partial-service-without-reason", "A partial service needs a published reason"

    def __init__(self) -> None:
        super().__init__("a service offered in part must state why, and on which legal basis")


class FullServiceWithReason(Refusal):
    """Only a partial service has a reason; a reason for a full service is a mistake."""

    status, type, title = 409, "full-service-with-reason", "A full service must not state a reason"

    def __init__(self) -> None:
        super().__init__("a service offered in full must not state a reason for being partial")


class UnexpectedPartialReason(Refusal):
    """Only a partial service has a reason; what is only described, or has no level yet, is no partial service."""

    status, type, title = 409, "unexpected-partial-reason", "This level has no reason for being partial"

    def __init__(self, level: str) -> None:
        super().__init__(f"a reason for being partial is stated at the level {level}", level=level)


class UnknownPartialReason(Refusal):
    """The reason is not in the table that `GET /v1/partial-reasons` returns."""

    status, type, title = 409, "unknown-partial-reason", "The reason is not one that the law lists"

    def __init__(self, codes: Iterable[str]) -> None:
        unknown = sorted(codes)
        super().__init__(f"not in the table of reasons: {', '.join(unknown)}", reasons=unknown)


class OnlineServiceNotOffered(Refusal):
    """A service cannot be changed on a day before its first one or after its withdrawal."""

    status, type, title = 409, "online-service-not-offered", "The service is not offered on that day"

    def __init__(self, id: str, on: date) -> None:
        super().__init__(f"the service is not offered on {on}", id=id, on=on.isoformat())


class OnlineLevelUnchanged(Refusal):
    """On that day the service already has this level and this reason."""

    status, type, title = 409, "online-level-unchanged", "The service already has this level"

    def __init__(self, id: str, on: date) -> None:
        super().__init__(f"on {on} the service already has this level and this reason", id=id, on=on.isoformat())


class OnlineServiceNotUnderReview(Refusal):
    """Only a service under review can be confirmed."""

    status, type, title = 409, "online-service-not-under-review", "The service is not under review"

    def __init__(self, id: str) -> None:
        super().__init__("the service is not waiting for a review", id=id)


class ProactiveLevelUnchanged(Refusal):
    """On that day the service is already as proactive as the request says."""

    status, type, title = 409, "proactive-level-unchanged", "The service already has this proactive level"

    def __init__(self, id: str, on: date) -> None:
        super().__init__(f"on {on} the service already has this proactive level", id=id, on=on.isoformat())


class ServiceSetNotFound(Refusal):
    """No set of services with the code is recorded for the day."""

    status, type, title = 404, "service-set-not-found", "There is no such set of services on this day"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"there is no set of services {code} on {on}", set_code=code, on=on.isoformat())


class DuplicateServiceSet(Refusal):
    """A request may name each set only once, and a procedure once in each set for each first day."""

    status, type, title = 409, "duplicate-service-set", "A set, or a procedure in it, is named twice in one request"

    def __init__(self, names: Iterable[str]) -> None:
        repeated = sorted(names)
        super().__init__(f"named more than once: {', '.join(repeated[:5])}", names=repeated)


def _procedures_are(refused: list[dict[str, str]]) -> str:
    """The subject of a message: at most five codes, with the verb."""
    codes = ", ".join(procedure["procedure_code"] for procedure in refused[:5])
    more = f" and {len(refused) - 5} more" if len(refused) > 5 else ""
    return f"{codes}{more} {'is' if len(refused) == 1 else 'are'}"
