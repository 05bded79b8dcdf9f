"""Parts that several responses share."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, SerializerFunctionWrapHandler, model_serializer
from sqlalchemy import Row, RowMapping

from procedures.shared.domain.document_numbers import canonical_number


class Named(BaseModel):
    """An agency or a field."""

    code: str
    name: str


class DecisionRefOut(BaseModel):
    """Number, issuing body and year together identify a Decision; a number alone does not."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(**{name: getattr(row, f"decision_{name}") for name in cls.model_fields})


class RelatedDecisionOut(BaseModel):
    """A Decision whose lists are replaced, with its number as written. `id` and `title` are null where it is not
    recorded here."""

    id: UUID | None
    number: str
    issuing_body: str
    signed_on: date
    title: str | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


DOCUMENT: Sequence[str] = ("number", "title", "issued_on", "effective_on", "provincial", "ministry_decision")


class LegalDocumentOut(BaseModel):
    """`number` is as written; `canonical_number`, the form by which numbers are compared and looked up, is there where
    it differs. A ministry's Decision of publication (`ministry_decision`) has no `effective_on`."""

    number: str
    title: str
    issued_on: date
    effective_on: date | None
    provincial: bool
    ministry_decision: bool = False
    canonical_number: str | None = None

    @model_serializer(mode="wrap")
    def _with_canonical(self, handler: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]  # keeps the schema
        members = handler(self)
        canonical = canonical_number(self.number)
        return {**members, "canonical_number": canonical} if canonical != self.number else _without_canonical(members)


class MinistryPublicationOut(BaseModel):
    """The ministry's publication of a listed procedure's content: its code in the national record and the number of the
    ministry's Decision, as written there."""

    code: str
    decision_number: str

    @classmethod
    def of(cls, code: str | None, decision_number: str | None) -> Self | None:
        return None if code is None or decision_number is None else cls(code=code, decision_number=decision_number)


def _without_canonical(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name != "canonical_number"}


class PeriodOut(BaseModel):
    """The version is law in `[effective_from, effective_to)`, open where `effective_to` is null.

    `under_review` means that a Decision which takes effect earlier was published after this period was decided.
    """

    version: int
    effective_from: date
    effective_to: date | None
    under_review: bool


class InstrumentOut(BaseModel):
    """The document by which a Decision was annulled or corrected. `recorded_at` is when this system learned of it."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str
    legal_document: LegalDocumentOut
    reason: str
    recorded_at: datetime


def instrument_of(row: RowMapping | Mapping[str, Any]) -> dict[str, Any]:
    """The members of `InstrumentOut`, from a row of `rectification`."""
    legal_document = LegalDocumentOut(**{name: row[f"legal_document_{name}"] for name in DOCUMENT[:-1]})
    return {name: row[name] for name in InstrumentOut.model_fields if name != "legal_document"} | {
        "legal_document": legal_document
    }


class Recorded(BaseModel):
    """The number of given entries, all of which are recorded now."""

    recorded: int
