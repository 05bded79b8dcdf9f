"""The requests to annul or to correct a published Decision."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from common.http.days import Day
from procedures.decisions.api.decision_requests import MOST, LegalDocumentIn
from procedures.decisions.domain.instruments import Instrument
from procedures.law.api.content_requests import ContentIn
from procedures.law.domain.parts import Part
from procedures.rectification.api.examples import ANNULMENT, CORRECTION
from procedures.rectification.domain.correction import CorrectedItem, Correction
from procedures.shared.api.text_fields import AgencyCode, Body, Line, Number, Prose

ItemNumber = Annotated[int, Field(ge=1, le=100_000)]


def _with_effective_day(document: LegalDocumentIn) -> LegalDocumentIn:
    if document.ministry_decision:
        raise ValueError("an instrument rests on a legal document, not on a ministry's Decision of publication")
    return document


class InstrumentIn(Body):
    """The document by which a Decision is annulled or corrected. `legal_document` is its legal basis, `reason` is what
    it states about the fault."""

    number: Number
    issuing_body: AgencyCode
    signed_on: Day
    title: Line
    legal_document: Annotated[LegalDocumentIn, AfterValidator(_with_effective_day)]
    reason: Prose

    def instrument(self, id: UUID) -> Instrument:
        return Instrument(
            id, self.number, self.issuing_body, self.signed_on, self.title, self.legal_document.document(), self.reason
        )


class AnnulmentIn(InstrumentIn):
    """Hủy bỏ. `effective_from` is the day from which the annulment applies; `items` are the numbers of the annulled
    items. Without `items` the entire Decision is annulled."""

    model_config = ConfigDict(json_schema_extra={"examples": [ANNULMENT]})

    effective_from: Day
    items: Annotated[tuple[ItemNumber, ...], Field(max_length=MOST)] = ()


class CorrectedItemIn(Body):
    """What one item should have stated: its correct effective date, or its complete correct content with the names of
    the parts that it corrects."""

    number: ItemNumber
    effective_on: Day | None = None
    content: ContentIn | None = None
    corrected_parts: Annotated[tuple[Part, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def day_or_content(self) -> "CorrectedItemIn":
        if self.effective_on is None and self.content is None:
            raise ValueError("a correction states the correct effective_on of an item, or its correct content")
        if (self.content is None) is bool(self.corrected_parts):
            raise ValueError("content and corrected_parts must be given together")
        return self

    def corrected_item(self) -> CorrectedItem:
        parts = tuple(part for part in Part if part in self.corrected_parts)
        content = None if self.content is None else self.content.content()
        return CorrectedItem(self.number, self.effective_on, content, parts)


class CorrectionIn(InstrumentIn):
    """Đính chính. Only the content and the effective date of items can be corrected; every other change needs another
    Decision."""

    model_config = ConfigDict(json_schema_extra={"examples": [CORRECTION]})

    items: Annotated[tuple[CorrectedItemIn, ...], Field(min_length=1, max_length=MOST)]

    @model_validator(mode="after")
    def names_each_item_once(self) -> "CorrectionIn":
        if len({item.number for item in self.items}) < len(self.items):
            raise ValueError("a correction names each item once")
        return self

    def correction(self, id: UUID) -> Correction:
        return Correction(self.instrument(id), tuple(item.corrected_item() for item in self.items))
