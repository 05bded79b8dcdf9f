"""Annulments and corrections of a Decision, as its readers see them."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from procedures.decisions.queries.rectifications_of_decision import Rectification
from procedures.shared.api.responses import InstrumentOut, instrument_of


class AnnulmentOut(InstrumentOut):
    """From `effective_from` on these items of the Decision count no more; `entire_decision` says that the Decision was annulled
    as such."""

    effective_from: date
    entire_decision: bool
    items: list[int]

    @classmethod
    def of_act(cls, act: Rectification) -> Self:
        numbers = [item["item_number"] for item in act.items]
        return cls(
            **instrument_of(act.row),
            effective_from=act.row["effective_from"],
            entire_decision=act.row["entire_decision"],
            items=numbers,
        )


class CorrectedItemOut(BaseModel):
    """`previous_effective_on` is what was taken for the item's day until then; `version` has the content as it is
    mended."""

    number: int
    previous_effective_on: date | None
    effective_on: date | None
    corrected_parts: list[str] | None
    version: int | None


class CorrectionOut(InstrumentOut):
    items: list[CorrectedItemOut]

    @classmethod
    def of_act(cls, act: Rectification) -> Self:
        items = [CorrectedItemOut.model_validate({**item, "number": item["item_number"]}) for item in act.items]
        return cls(**instrument_of(act.row), items=items)
