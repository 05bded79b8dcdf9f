"""What the registry refuses. Those of a bulk registration name every procedure that they concern.

Refusal
├── OnlineServiceNotFound        404
├── ProcedureNotInForce         409
├── OnlineServiceAlreadyRegistered           409
├── DuplicateProcedure                  409
├── PartialServiceWithoutReason        409
├── FullServiceWithReason              409
├── UnknownPartialReason        409
├── OnlineServiceNotOffered                  409
├── OnlineLevelUnchanged              409
└── OnlineServiceNotUnderReview              409
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
    """Only a procedure that is law on the day can be offered online from that day."""

    status, type, title = 409, "procedure-not-in-force", "The procedure is not in force"

    def __init__(self, days: Iterable[tuple[str, date]]) -> None:
        refused = [{"procedure_code": code, "on": on.isoformat()} for code, on in days]
        super().__init__(f"{_named(refused)} not in force on the day stated", procedures=refused)


class OnlineServiceAlreadyRegistered(Refusal):
    """One procedure is offered by one service at a time."""

    status, type, title = 409, "online-service-already-registered", "The procedure is already offered online"

    def __init__(self, codes: Iterable[str]) -> None:
        refused = [{"procedure_code": code} for code in codes]
        super().__init__(f"{_named(refused)} already offered online on that day or later", procedures=refused)


class DuplicateProcedure(Refusal):
    """One request registers a procedure once."""

    status, type, title = 409, "duplicate-procedure", "A procedure stands twice in one request"

    def __init__(self, codes: Iterable[str]) -> None:
        refused = [{"procedure_code": code} for code in codes]
        super().__init__(f"{_named(refused)} named more than once", procedures=refused)


class PartialServiceWithoutReason(Refusal):
    """Đ.14 NĐ 224/2026: the reason and the law that asks for it are published with every partial service."""

    status, type, title = 409, "partial-service-without-reason", "A partial service needs a published reason"

    def __init__(self) -> None:
        super().__init__("a service offered in part must state why, and on which legal basis")


class FullServiceWithReason(Refusal):
    """A reason belongs to a partial service; beside a full one it is a mistake."""

    status, type, title = 409, "full-service-with-reason", "A full service has no reason to be partial"

    def __init__(self) -> None:
        super().__init__("a service offered in full must not state a reason for being partial")


class UnknownPartialReason(Refusal):
    """The reason is none of the table that `GET /v1/partial-reasons` lists."""

    status, type, title = 409, "unknown-partial-reason", "The reason is not one that the law knows"

    def __init__(self, codes: Iterable[str]) -> None:
        named = sorted(codes)
        super().__init__(f"not in the table of reasons: {', '.join(named)}", reasons=named)


class OnlineServiceNotOffered(Refusal):
    """A change needs something to change: after a withdrawal, or before the first day, nothing is offered."""

    status, type, title = 409, "online-service-not-offered", "The service is not offered on that day"

    def __init__(self, id: str, on: date) -> None:
        super().__init__(f"the service is not offered on {on}", id=id, on=on.isoformat())


class OnlineLevelUnchanged(Refusal):
    """On that day the service already has this level, for this reason."""

    status, type, title = 409, "online-level-unchanged", "The service is offered like that already"

    def __init__(self, id: str, on: date) -> None:
        super().__init__(
            f"on {on} the service is already offered at that level, for that reason", id=id, on=on.isoformat()
        )


class OnlineServiceNotUnderReview(Refusal):
    """Only a service whose procedure was amended waits for a confirmation."""

    status, type, title = 409, "online-service-not-under-review", "The service is not under review"

    def __init__(self, id: str) -> None:
        super().__init__("nothing about the service is waiting for a review", id=id)


def _named(refused: list[dict[str, str]]) -> str:
    shown = ", ".join(each["procedure_code"] for each in refused[:5])
    more = f" and {len(refused) - 5} more" if len(refused) > 5 else ""
    return f"{shown}{more} {'is' if len(refused) == 1 else 'are'}"
