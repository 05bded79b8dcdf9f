"""What an agency enters counts only once another person has approved it: two acts by two people.

    submitted --approve--> approved
        \\------send back--> sent_back

Both acts are recorded with their time, approving and sending back also with a ground. Nothing is undone: what was
approved or sent back wrongly is corrected by what replaces it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reporting.shared.domain.refusals import EntryDecidedAlready, OwnEntry


class ApprovalOutcome(StrEnum):
    """What the second person decided."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"


class EntryState(StrEnum):
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class Approval:
    """The second act on an entry. `ground` is the document or the reason that the person states."""

    outcome: ApprovalOutcome
    ground: str
    by: str
    at: datetime


def require_undecided(entry: str, entered_by: str, decided_as: str | None, by: str) -> None:
    """Checks that a person may decide about an entry. Raises `OwnEntry` and `EntryDecidedAlready`.

    `entry` names it for people; `decided_as` is the outcome of an earlier decision about it.
    """
    if entered_by == by:
        raise OwnEntry(entry)
    if decided_as is not None:
        raise EntryDecidedAlready(entry, decided_as)
