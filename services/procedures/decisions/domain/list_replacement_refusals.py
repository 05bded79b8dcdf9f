"""Refusals about the Decisions whose lists a Decision replaces.

Refusal
└── ReplacedDecisionNotPublished, ReplacedListsNotEarlier
"""

from datetime import date
from uuid import UUID

from common.errors import Refusal


class ReplacedDecisionNotPublished(Refusal):
    """Only lists of a published Decision can be replaced; one that was never recorded here is named by number and
    day."""

    status, type, title = 409, "replaced-decision-not-published", "The Decision whose lists are replaced is unknown"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no other published Decision has the id {id}", decision=str(id))


class ReplacedListsNotEarlier(Refusal):
    """A Decision replaces lists of its own day or of earlier ones."""

    status, type, title = 409, "replaced-lists-not-earlier", "The replaced lists are later than the Decision"

    def __init__(self, number: str, replaced: date, signed_on: date) -> None:
        super().__init__(
            f"{number} of {replaced} is later than this Decision of {signed_on}",
            number=number,
            replaced_signed_on=replaced,
            signed_on=signed_on,
        )
