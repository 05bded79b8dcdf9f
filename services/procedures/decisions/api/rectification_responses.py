"""Annulments and corrections of a Decision."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from procedures.decisions.queries.rectifications_of_decision import Rectification
from procedures.shared.api.responses import InstrumentOut, instrument_of


class AnnulmentOut(InstrumentOut):
    """From `effective_from` on, the listed items of the Decision no longer count; `entire_decision` means that the
    Decision was annulled as a whole."""

    effective_from: date
    entire_decision: bool
    items: list[int]

    @classmethod
    def of_rectification(cls, rectification: Rectification) -> Self:
        numbers = [item["item_number"] for item in rectification.items]
        return cls(
            **instrument_of(rectification.row),
            effective_from=rectification.row["effective_from"],
            entire_decision=rectification.row["entire_decision"],
            items=numbers,
        )


class CorrectedItemOut(BaseModel):
    """`previous_effective_on` is the day that counted until then; `version` is the version with the corrected
    content."""

    number: int
    previous_effective_on: date | None
    effective_on: date | None
    corrected_parts: list[str] | None
    version: int | None


class CorrectionOut(InstrumentOut):
    items: list[CorrectedItemOut]

    @classmethod
    def of_rectification(cls, rectification: Rectification) -> Self:
        items = [
            CorrectedItemOut.model_validate({**item, "number": item["item_number"]}) for item in rectification.items
        ]
        return cls(**instrument_of(rectification.row), items=items)
