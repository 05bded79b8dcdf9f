"""Annulments and corrections, and what each did."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel

from procedures.decisions.api.rectification_responses import AnnulmentOut, CorrectedItemOut, CorrectionOut
from procedures.decisions.domain.instruments import Instrument
from procedures.law.domain.changes import Change
from procedures.law.domain.periods import Periods
from procedures.rectification.commands.annul_decision import DecisionAnnulled
from procedures.rectification.commands.correct_decision import DecisionCorrected
from procedures.rectification.domain.correction import Corrected
from procedures.shared.api.responses import LegalDocumentOut, PeriodOut


class BecameOut(BaseModel):
    """What became of one procedure: `opened` is what has been held true since, `closed` what was held true before,
    `periods` all that
    results. `act` is restored, annulled or corrected."""

    act: str
    procedure_code: str
    item: int
    effective_on: date
    opened: list[PeriodOut]
    closed: list[PeriodOut]
    periods: list[PeriodOut]

    @classmethod
    def of(cls, change: Change) -> Self:
        return cls(
            act=type(change).__name__.lower(),
            procedure_code=change.code,
            item=change.ground.item,
            effective_on=change.on,
            opened=periods(change.opened),
            closed=periods(change.closed),
            periods=periods(change.periods),
        )


class AnnulledOut(AnnulmentOut):
    """`revision` is the Decision's now."""

    decision_id: UUID
    revision: int
    procedures: list[BecameOut]

    @classmethod
    def of(cls, done: DecisionAnnulled) -> Self:
        annulment = done.annulment
        return cls(
            **parts_of(annulment.instrument, done.recorded_at),
            effective_from=annulment.since,
            entire_decision=annulment.entire_decision,
            items=list(annulment.items),
            decision_id=done.decision.id,
            revision=done.revision,
            procedures=became(done.changes),
        )


class CorrectedOut(CorrectionOut):
    """`revision` is the Decision's now."""

    decision_id: UUID
    revision: int
    procedures: list[BecameOut]

    @classmethod
    def of(cls, done: DecisionCorrected) -> Self:
        correction = done.correction
        return cls(
            **parts_of(correction.instrument, done.recorded_at),
            items=[_corrected(right.number, done.changes) for right in correction.statements],
            decision_id=done.decision.id,
            revision=done.revision,
            procedures=became(done.changes),
        )


def _corrected(number: int, changes: Iterable[Corrected]) -> CorrectedItemOut:
    of_item = [change for change in changes if change.ground.item == number]
    moved = next((change for change in of_item if change.on != change.former_effective_on), None)
    mended = next((change for change in of_item if change.corrected_version is not None), None)
    return CorrectedItemOut(
        number=number,
        previous_effective_on=moved and moved.former_effective_on,
        effective_on=moved and moved.on,
        corrected_parts=mended and list(mended.corrected_parts),
        version=mended and mended.corrected_version,
    )


def became(changes: Iterable[Change]) -> list[BecameOut]:
    return [BecameOut.of(change) for change in changes]


def periods(held: Periods) -> list[PeriodOut]:
    return [PeriodOut.model_validate(period, from_attributes=True) for period in held]


def parts_of(instrument: Instrument, recorded_at: datetime) -> dict[str, Any]:
    plain = ("id", "number", "issuing_body", "signed_on", "title", "reason")
    legal_document = LegalDocumentOut.model_validate(instrument.legal_document, from_attributes=True)
    return {
        **{name: getattr(instrument, name) for name in plain},
        "legal_document": legal_document,
        "recorded_at": recorded_at,
    }
