"""Annulments and corrections, and what each did."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import RowMapping

from procedures.decisions.domain.instruments import Instrument
from procedures.decisions.queries.rectifications_of_decision import LaterAct
from procedures.law.domain.changes import Change
from procedures.law.domain.periods import Periods
from procedures.rectification.commands.annul_decision import DecisionAnnulled
from procedures.rectification.commands.correct_decision import DecisionCorrected
from procedures.rectification.domain.correction import Corrected
from procedures.shared.api.responses import LegalDocumentOut, PeriodOut


class InstrumentOut(BaseModel):
    """The document by which a Decision was annulled or corrected. `recorded_at` is when this system knew."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str
    ground: LegalDocumentOut
    reason: str
    recorded_at: datetime

    @classmethod
    def parts_of(cls, instrument: Instrument, recorded_at: datetime) -> dict[str, Any]:
        plain = ("id", "number", "issuing_body", "signed_on", "title", "reason")
        ground = LegalDocumentOut.model_validate(instrument.ground, from_attributes=True)
        return {**{name: getattr(instrument, name) for name in plain}, "ground": ground, "recorded_at": recorded_at}


def instrument_of(row: RowMapping | Mapping[str, Any]) -> dict[str, Any]:
    """A row of `later_act`, as `InstrumentOut` shows it."""
    ground = LegalDocumentOut(**{name: row[f"ground_{name}"] for name in LegalDocumentOut.model_fields})
    return {name: row[name] for name in InstrumentOut.model_fields if name != "ground"} | {"ground": ground}


class AnnulmentOut(InstrumentOut):
    """From `effective_from` on these items of the Decision count no more; `whole` says that the Decision was annulled as such."""

    effective_from: date
    whole: bool
    items: list[int]

    @classmethod
    def of_act(cls, act: LaterAct) -> Self:
        numbers = [item["item_number"] for item in act.items]
        return cls(**instrument_of(act.row), effective_from=act.row["effective_from"], whole=act.row["whole"], items=numbers)


class CorrectedItemOut(BaseModel):
    """`said_effective_on` is what was taken for the item's day until then; `version` has the content as it is mended."""

    number: int
    said_effective_on: date | None
    effective_on: date | None
    corrected_parts: list[str] | None
    version: int | None


class CorrectionOut(InstrumentOut):
    items: list[CorrectedItemOut]

    @classmethod
    def of_act(cls, act: LaterAct) -> Self:
        items = [CorrectedItemOut.model_validate({**item, "number": item["item_number"]}) for item in act.items]
        return cls(**instrument_of(act.row), items=items)


class BecameOut(BaseModel):
    """What became of one procedure: `opened` is what has been held true since, `closed` what was held true before, `periods` all that
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
            **InstrumentOut.parts_of(annulment.instrument, done.recorded_at),
            effective_from=annulment.since,
            whole=annulment.whole,
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
            **InstrumentOut.parts_of(correction.instrument, done.recorded_at),
            items=[_corrected(right.number, done.changes) for right in correction.statements],
            decision_id=done.decision.id,
            revision=done.revision,
            procedures=became(done.changes),
        )


def _corrected(number: int, changes: Iterable[Corrected]) -> CorrectedItemOut:
    of_item = [change for change in changes if change.ground.item == number]
    moved = next((change for change in of_item if change.on != change.said_on), None)
    mended = next((change for change in of_item if change.mended is not None), None)
    return CorrectedItemOut(
        number=number,
        said_effective_on=moved and moved.said_on,
        effective_on=moved and moved.on,
        corrected_parts=mended and list(mended.corrected_parts),
        version=mended and mended.mended,
    )


def became(changes: Iterable[Change]) -> list[BecameOut]:
    return [BecameOut.of(change) for change in changes]


def periods(held: Periods) -> list[PeriodOut]:
    return [PeriodOut.model_validate(period, from_attributes=True) for period in held]
