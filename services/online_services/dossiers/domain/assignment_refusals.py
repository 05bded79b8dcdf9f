"""The refusals about who handles a dossier.

Refusal
├── ClaimedAlready              409
├── NotAssigned                 409
└── OfficerNotHandler           409
"""

from common.errors import Refusal


class ClaimedAlready(Refusal):
    """While a dossier is assigned to an officer, no other one handles it."""

    status, type, title = 409, "claimed-already", "The dossier is assigned to another officer"

    def __init__(self) -> None:
        super().__init__("the dossier is assigned to an officer, who may give it back")


class NotAssigned(Refusal):
    """Only a dossier that is assigned can be given back."""

    status, type, title = 409, "not-assigned", "The dossier is assigned to nobody"

    def __init__(self) -> None:
        super().__init__("the dossier is assigned to nobody")


class OfficerNotHandler(Refusal):
    """A dossier is reassigned to an officer who handles dossiers of its agency today."""

    status, type, title = 409, "officer-not-handler", "The officer does not handle dossiers of this agency"

    def __init__(self) -> None:
        super().__init__("the officer does not hold the role of a handler of this agency today")
