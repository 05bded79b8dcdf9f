"""Refusals about the national catalogue and its changes. The rules by which a row is refused are in `row_rules`.

Refusal
├── NationalSnapshotNotFound, NationalRecordNotFound, UnknownNationalRecord
└── NationalChangeNotFound, NationalChangeAlreadyDismissed, NationalChangeNotApplicable, DraftFactsMissing
"""

from collections.abc import Sequence
from uuid import UUID

from common.errors import Refusal


class NationalSnapshotNotFound(Refusal):
    """No snapshot of the national catalogue has this id."""

    status, type, title = 404, "national-snapshot-not-found", "There is no such snapshot"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no snapshot has the id {id}", snapshot=str(id))


class NationalRecordNotFound(Refusal):
    """No snapshot of the national catalogue that the request covers has this code."""

    status, type, title = 404, "national-record-not-found", "The national catalogue has no such procedure"

    def __init__(self, code: str) -> None:
        super().__init__(f"the national catalogue has no {code}", procedure=code)


class NationalChangeNotFound(Refusal):
    """No change of the national catalogue has this id."""

    status, type, title = 404, "national-change-not-found", "There is no such change"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no change has the id {id}", change=str(id))


class NationalChangeAlreadyDismissed(Refusal):
    """The change was dismissed already; a later change of the catalogue is another one."""

    status, type, title = 409, "national-change-already-dismissed", "The change is dismissed already"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"the change {id} is dismissed already", change=str(id))


class NationalChangeNotApplicable(Refusal):
    """The removed record is not in force in the province: there is nothing to repeal, and the change may be
    dismissed."""

    status, type, title = 409, "national-change-not-applicable", "There is nothing to follow"

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} was removed from the national catalogue and is not in force here", procedure=code)


class DraftFactsMissing(Refusal):
    """The catalogue lacks facts that an item of a Decision needs. None is guessed: the drafter states them."""

    status, type, title = 409, "draft-facts-missing", "Facts are missing that only the drafter can state"

    def __init__(self, missing: Sequence[tuple[str, str]]) -> None:
        pointers = ", ".join(pointer for pointer, _ in missing)
        facts = [{"pointer": pointer, "reason": reason} for pointer, reason in missing]
        super().__init__(f"missing: {pointers}", missing=facts)
