"""The document by which a published Decision is annulled (hủy bỏ) or corrected (đính chính), and the legal document
that it cites."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from procedures.decisions.domain.decision import Decision, LegalDocument
from procedures.decisions.domain.instrument_refusals import DecisionNotPublished, InstrumentBeforeDecision
from procedures.decisions.domain.refusals import SigningDayInFuture
from procedures.law.domain.references import Status


class RectificationKind(StrEnum):
    """What an instrument does to a published Decision."""

    ANNULMENT = "annulment"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Instrument:
    """`reason` is what the instrument says about the fault of the Decision."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str
    legal_document: LegalDocument
    reason: str

    def check(self, decision: Decision, today: date) -> None:
        """Checks that the instrument can concern this Decision. Raises `DecisionNotPublished`, `SigningDayInFuture` and
        `InstrumentBeforeDecision`."""
        if decision.status is not Status.PUBLISHED:
            raise DecisionNotPublished(decision.id)
        if self.signed_on > today:
            raise SigningDayInFuture(self.signed_on, today)
        if self.signed_on < decision.signed_on:
            raise InstrumentBeforeDecision(self.signed_on, decision.signed_on)
