"""An annulment or a correction as an officer files it."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from common.http.days import Day
from procedures.decisions.api.decision_requests import MOST, LegalDocumentIn
from procedures.decisions.domain.instruments import Instrument
from procedures.law.api.content_requests import ContentIn
from procedures.law.domain.parts import Part
from procedures.rectification.api.examples import ANNULMENT, CORRECTION
from procedures.rectification.domain.correction import CorrectedItem, Correction
from procedures.shared.api.text_fields import AgencyCode, Body, Line, Number, Prose

ItemNumber = Annotated[int, Field(ge=1, le=100_000)]


class InstrumentIn(Body):
    """Number, issuing body and signing day name the document; `legal_document` is the legal document that it rests on,
    `reason` what it says
    of the fault."""

    number: Number
    issuing_body: AgencyCode
    signed_on: Day
    title: Line
    legal_document: LegalDocumentIn
    reason: Prose

    def instrument(self, id: UUID) -> Instrument:
        return Instrument(
            id, self.number, self.issuing_body, self.signed_on, self.title, self.legal_document.document(), self.reason
        )


class AnnulmentIn(InstrumentIn):
    """Hủy bỏ. `effective_from` is the day from which the Decision counts no more; `items` are the numbers of those that
    are annulled:
    without any, all that still stand."""

    model_config = ConfigDict(json_schema_extra={"examples": [ANNULMENT]})

    effective_from: Day
    items: Annotated[tuple[ItemNumber, ...], Field(max_length=MOST)] = ()


class CorrectedItemIn(Body):
    """What one item should have said: its right day, or its whole right content with just those parts that are mended
    in it."""

    number: ItemNumber
    effective_on: Day | None = None
    content: ContentIn | None = None
    corrected_parts: tuple[Part, ...] = ()

    @model_validator(mode="after")
    def day_or_content(self) -> "CorrectedItemIn":
        if self.effective_on is None and self.content is None:
            raise ValueError("a correction gives the right day of an item, or its right content")
        if (self.content is None) is bool(self.corrected_parts):
            raise ValueError("a content comes with the parts that are mended in it, and they with it")
        return self

    def statement(self) -> CorrectedItem:
        parts = tuple(part for part in Part if part in self.corrected_parts)
        content = None if self.content is None else self.content.content()
        return CorrectedItem(self.number, self.effective_on, content, parts)


class CorrectionIn(InstrumentIn):
    """Đính chính. Only what an item's content says and from when it takes effect can be mended; anything else takes
    another Decision."""

    model_config = ConfigDict(json_schema_extra={"examples": [CORRECTION]})

    items: Annotated[tuple[CorrectedItemIn, ...], Field(min_length=1, max_length=MOST)]

    @model_validator(mode="after")
    def names_each_once(self) -> "CorrectionIn":
        if len({one.number for one in self.items}) < len(self.items):
            raise ValueError("an item is corrected once in one correction")
        return self

    def correction(self, id: UUID) -> Correction:
        return Correction(self.instrument(id), tuple(item.statement() for item in self.items))
