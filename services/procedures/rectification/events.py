"""The events of an annulment or a correction: one for each procedure, and last the one about the Decision."""

from collections.abc import Sequence
from datetime import datetime
from functools import singledispatch
from typing import Any, assert_never

from common.contracts.parts import ItemKind, ItemRef, OnlineLevel
from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    InstrumentRef,
    ProcedureAnnulled,
    ProcedureCorrected,
    ProcedureRectified,
    ProcedureRestored,
)
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument
from procedures.law.domain.changes import Change
from procedures.law.events.event_references import Names, decision_ref
from procedures.law.events.procedure_events import event_fields, printed_in
from procedures.rectification.domain.annulment import Annulled, Annulment, Restored
from procedures.rectification.domain.correction import Corrected, Correction
from procedures.shared.domain.document_numbers import canonical_number


def procedure_events(
    rectification: Annulment | Correction, decision: Decision, changes: Sequence[Change], names: Names
) -> list[ProcedureRectified]:
    instrument = _instrument_members(rectification)
    items = {item.number: item for item in decision.items}
    return [
        printed_in(event_of(change, {**event_fields(change, names), **instrument}), items[change.ground.item])
        for change in changes
    ]


def decision_event(
    rectification: Annulment | Correction,
    decision: Decision,
    changes: Sequence[Change],
    names: Names,
    recorded_at: datetime,
    first_sequence: int,
) -> DecisionAnnulled | DecisionCorrected:
    """`first_sequence` is the number of the first event of the rectification."""
    rectified = {change.ground.item for change in changes}
    members: dict[str, Any] = {
        **_instrument_members(rectification),
        "decision_id": str(decision.id),
        "decision": decision_ref(decision.reference),
        "agency": names.agencies[decision.agency_code],
        "legal_document_number": rectification.instrument.legal_document.number,
        "legal_document_canonical_number": rectification.instrument.legal_document.canonical_number,
        "items": tuple(
            ItemRef(number=item.number, kind=ItemKind(item.kind)) for item in decision.items if item.number in rectified
        ),
        "recorded_at": recorded_at,
        "first_sequence": first_sequence,
    }
    match rectification:
        case Annulment():
            return DecisionAnnulled(
                **members, effective_from=rectification.since, entire_decision=rectification.entire_decision
            )
        case Correction():
            return DecisionCorrected(**members)
        case _:
            assert_never(rectification)


def _instrument_members(rectification: Annulment | Correction) -> dict[str, Any]:
    instrument = rectification.instrument
    return {"instrument": reference(instrument), "reason": instrument.reason}


def reference(instrument: Instrument) -> InstrumentRef:
    return InstrumentRef(
        id=str(instrument.id),
        number=instrument.number,
        issuing_body=instrument.issuing_body,
        signed_on=instrument.signed_on,
        title=instrument.title,
        canonical_number=canonical_number(instrument.number),
    )


@singledispatch
def event_of(change: Change, members: dict[str, Any]) -> ProcedureRectified:
    raise NotImplementedError(type(change).__name__)


@event_of.register
def _(change: Restored, members: dict[str, Any]) -> ProcedureRestored:
    return ProcedureRestored(**members)


@event_of.register
def _(change: Annulled, members: dict[str, Any]) -> ProcedureAnnulled:
    return ProcedureAnnulled(**members, online_level=_level(change.online_level))


@event_of.register
def _(change: Corrected, members: dict[str, Any]) -> ProcedureCorrected:
    return ProcedureCorrected(
        **members,
        previous_effective_on=change.former_effective_on,
        corrected_parts=tuple(part.value for part in change.corrected_parts),
        online_level=_level(change.online_level),
        successor_code=change.successor_code,
    )


def _level(level: str | None) -> OnlineLevel | None:
    return None if level is None else OnlineLevel(level)
