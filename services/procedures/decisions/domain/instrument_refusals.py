"""Refusals of an instrument that annuls or corrects a Decision."""

from datetime import date
from uuid import UUID

from common.errors import Refusal


class DecisionNotPublished(Refusal):
    """Only a published Decision can be annulled or corrected; a draft is discarded or revised instead."""

    status, type, title = 409, "decision-not-published", "The Decision is not published"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"the Decision {id} is not published", decision=str(id))


class InstrumentBeforeDecision(Refusal):
    """A Decision cannot be annulled or corrected before it was signed."""

    status, type, title = 409, "instrument-before-decision", "The instrument is older than the Decision"

    def __init__(self, signed_on: date, decision_signed_on: date) -> None:
        super().__init__(
            f"the instrument was signed on {signed_on}, the Decision on {decision_signed_on}",
            signed_on=signed_on,
            decision_signed_on=decision_signed_on,
        )
