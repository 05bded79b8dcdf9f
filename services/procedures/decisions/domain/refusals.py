"""Refusals that concern a Decision as such. Those of a draft are in `draft_refusals`, those of its approval in
`approval_refusals`.

Refusal
└── DecisionNotFound, DecisionAlreadyPublished, SigningDayInFuture
"""

from datetime import date
from uuid import UUID

from common.errors import Refusal


class DecisionNotFound(Refusal):
    """No Decision has this id, or it is not published and the caller may not read it."""

    status, type, title = 404, "decision-not-found", "There is no such Decision"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no Decision has the id {id}", decision=str(id))


class DecisionAlreadyPublished(Refusal):
    """A published Decision is not published again, changed or discarded; another instrument corrects it."""

    status, type, title = 409, "decision-already-published", "The Decision is published already"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"the Decision {id} is published already", decision=str(id))


class SigningDayInFuture(Refusal):
    """A draft may state the day on which it will be signed; until that day it can be neither signed nor published."""

    status, type, title = 409, "signing-day-in-future", "The Decision is not yet signed"

    def __init__(self, signed_on: date, today: date) -> None:
        super().__init__(
            f"the Decision is to be signed on {signed_on}, and today is {today}", signed_on=signed_on, today=today
        )
