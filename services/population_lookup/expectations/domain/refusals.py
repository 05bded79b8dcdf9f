"""The refusals of the feature.

Refusal
├── FaultsNotEnabled             404
├── ExpectationNotFound          404
├── TooManyPersonas              409
└── SessionNameTooLong           400
"""

from common.errors import Refusal


class FaultsNotEnabled(Refusal):
    """This installation plays no faults: it was not started with `FAULTS=1`."""

    status, type, title = 404, "faults-not-enabled", "This installation plays no faults"

    def __init__(self) -> None:
        super().__init__("expectations and calls exist only where the service was started with FAULTS=1")


class ExpectationNotFound(Refusal):
    """The session has no expectation with this id."""

    status, type, title = 404, "expectation-not-found", "There is no such expectation"

    def __init__(self, id: str) -> None:
        super().__init__(f"the session has no expectation {id}", expectation_id=id)


class TooManyPersonas(Refusal):
    """The session has as many personas of its own as one may have; `most` says how many."""

    status, type, title = 409, "too-many-personas", "The session has too many personas"

    def __init__(self, most: int) -> None:
        super().__init__(f"a session has at most {most} personas of its own", most=most)


class SessionNameTooLong(Refusal):
    """The header `X-Test-Session` names a session by at most `most` characters: a name that were cut could be that of
    another test."""

    status, type, title = 400, "session-name-too-long", "The name of the session is too long"

    def __init__(self, most: int) -> None:
        super().__init__(f"X-Test-Session has at most {most} characters", most=most)
