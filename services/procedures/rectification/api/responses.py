"""The results of annulments and corrections."""

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


class ProcedureOutcomeOut(BaseModel):
    """The outcome for one procedure, which is restored, annulled or corrected. `opened` are the periods that apply from
    now on, `closed` those that no longer apply; `periods` are all resulting periods."""

    outcome: str
    procedure_code: str
    item: int
    effective_on: date
    opened: list[PeriodOut]
    closed: list[PeriodOut]
    periods: list[PeriodOut]

    @classmethod
    def of(cls, change: Change) -> Self:
        return cls(
            outcome=type(change).__name__.lower(),
            procedure_code=change.code,
            item=change.ground.item,
            effective_on=change.on,
            opened=periods_out(change.opened),
            closed=periods_out(change.closed),
            periods=periods_out(change.periods),
        )


class AnnulledOut(AnnulmentOut):
    """`revision` is that of the Decision after this act."""

    decision_id: UUID
    revision: int
    procedures: list[ProcedureOutcomeOut]

    @classmethod
    def of(cls, result: DecisionAnnulled) -> Self:
        annulment = result.annulment
        return cls(
            **instrument_members(annulment.instrument, result.recorded_at),
            effective_from=annulment.since,
            entire_decision=annulment.entire_decision,
            items=list(annulment.items),
            decision_id=result.decision.id,
            revision=result.revision,
            procedures=outcomes(result.changes),
        )


class CorrectedOut(CorrectionOut):
    """`revision` is that of the Decision after this act."""

    decision_id: UUID
    revision: int
    procedures: list[ProcedureOutcomeOut]

    @classmethod
    def of(cls, result: DecisionCorrected) -> Self:
        correction = result.correction
        return cls(
            **instrument_members(correction.instrument, result.recorded_at),
            items=[_corrected_item(item.number, result.changes) for item in correction.items],
            decision_id=result.decision.id,
            revision=result.revision,
            procedures=outcomes(result.changes),
        )


def _corrected_item(number: int, changes: Iterable[Corrected]) -> CorrectedItemOut:
    of_item = [change for change in changes if change.ground.item == number]
    date_change = next((change for change in of_item if change.on != change.former_effective_on), None)
    content_change = next((change for change in of_item if change.corrected_version is not None), None)
    return CorrectedItemOut(
        number=number,
        previous_effective_on=date_change and date_change.former_effective_on,
        effective_on=date_change and date_change.on,
        corrected_parts=content_change and list(content_change.corrected_parts),
        version=content_change and content_change.corrected_version,
    )


def outcomes(changes: Iterable[Change]) -> list[ProcedureOutcomeOut]:
    return [ProcedureOutcomeOut.of(change) for change in changes]


def periods_out(periods: Periods) -> list[PeriodOut]:
    return [PeriodOut.model_validate(period, from_attributes=True) for period in periods]


def instrument_members(instrument: Instrument, recorded_at: datetime) -> dict[str, Any]:
    plain = ("id", "number", "issuing_body", "signed_on", "title", "reason")
    legal_document = LegalDocumentOut.model_validate(instrument.legal_document, from_attributes=True)
    return {
        **{name: getattr(instrument, name) for name in plain},
        "legal_document": legal_document,
        "recorded_at": recorded_at,
    }
