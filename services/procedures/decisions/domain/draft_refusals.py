"""Refusals of a draft that do not depend on the law in force.

Refusal
├── about the Decision: DecisionNumberTaken, BackEntryNotAllowed, StatedDayMissing, StatedDayInFuture,
│   PublishedBeforeSigned, UnknownTopic
├── about its items: DuplicateItemNumber, SeveralItemsForProcedure, ItemIncomplete, SuccessorIsItself,
│   RepealWithoutLegalDocument, LegalDocumentNotListed, EffectiveBeforeDecision, UnknownField, PopulationFieldNotListed,
│   HouseholdHeadNotListed
└── about the national catalogue: UnknownNationalRecord
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from common.errors import Refusal
from procedures.shared.domain.document_numbers import canonical_number


class DecisionNumberTaken(Refusal):
    """Numbers start again each year; within one year an issuing body uses each number once, however it is written.
    `taken_by` is the published Decision that has the number; of a draft, which may be another agency's, the id is not
    stated."""

    status, type, title = 409, "decision-number-taken", "The Decision's number is taken"

    def __init__(self, number: str | None, issuing_body: str, year: int, taken_by: UUID | None) -> None:
        detail = f"{issuing_body} has already used the number {number} in {year}"
        super().__init__(
            detail,
            number=number,
            canonical_number=None if number is None else canonical_number(number),
            issuing_body=issuing_body,
            year=year,
            decision=taken_by and str(taken_by),
        )


class SeveralItemsForProcedure(Refusal):
    """At most one item of a Decision begins, changes or ends a procedure, and at most one declares its online level; a
    successor counts too. Any number may designate or confirm it."""

    status, type, title = 409, "several-items-for-procedure", "Two items change one procedure"

    def __init__(self, code: str, items: Sequence[int]) -> None:
        super().__init__(f"the items {items[0]} and {items[1]} both change {code}", procedure=code, items=list(items))


class DuplicateItemNumber(Refusal):
    """Items are identified by their numbers."""

    status, type, title = 409, "duplicate-item-number", "Two items have one number"

    def __init__(self, number: int) -> None:
        super().__init__(f"two items have the number {number}", item=number)


class ItemIncomplete(Refusal):
    """Each kind of item has its own members: a required one is missing, or one is given that the kind cannot have."""

    status, type, title = 422, "item-incomplete", "The item's members do not fit its kind"

    def __init__(self, number: int, kind: str, part: str, needed: bool) -> None:
        detail = f"item {number}: {kind} {'needs' if needed else 'cannot have'} {part}"
        super().__init__(detail, item=number, kind=kind, part=part, needed=needed)


class SuccessorIsItself(Refusal):
    """A replacement under the same code names no successor."""

    status, type, title = 409, "successor-is-itself", "A procedure cannot succeed itself"

    def __init__(self, code: str, item: int) -> None:
        super().__init__(f"item {item} replaces {code} by itself; omit the successor", procedure=code, item=item)


class RepealWithoutLegalDocument(Refusal):
    """A procedure is repealed because a legal document says so, and the item must cite it (Article 15 NĐ 63/2010), or
    the ministry's Decision that publishes the repeal."""

    status, type, title = 409, "repeal-without-legal-document", "A repeal needs its legal document"

    def __init__(self, code: str, item: int) -> None:
        super().__init__(
            f"item {item} repeals {code} and cites no legal document or ministry's Decision that the Decision lists",
            procedure=code,
            item=item,
        )


class LegalDocumentNotListed(Refusal):
    """The legal document that an item cites must be listed in the Decision."""

    status, type, title = 409, "legal-document-not-listed", "The legal document is not listed"

    def __init__(self, document: str, item: int) -> None:
        detail = f"item {item} cites {document}, which is not among the Decision's legal documents"
        super().__init__(detail, legal_document_number=document, item=item)


class EffectiveBeforeDecision(Refusal):
    """An item takes effect before its Decision is signed only where a legal document already in effect by then made it
    law, or where a ministry had published it by then."""

    status, type, title = 409, "effective-before-decision", "The item takes effect before its Decision"

    def __init__(self, code: str, item: int, effective_on: date, signed_on: date) -> None:
        detail = (
            f"item {item} takes effect on {effective_on}, before the Decision of {signed_on},"
            " and cites no legal document in effect by then"
        )
        super().__init__(detail, procedure=code, item=item, effective_on=effective_on, signed_on=signed_on)


class UnknownField(Refusal):
    """Fields must be recorded before a Decision names them."""

    status, type, title = 409, "unknown-field", "The field is not recorded"

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(f"these fields are not recorded: {', '.join(codes)}", fields=list(codes))


class PopulationFieldNotListed(Refusal):
    """Data that replaces a paper is looked up in the population database, so the procedure must list the field among
    its `population_fields`."""

    status, type, title = (
        409,
        "population-field-not-listed",
        "A paper is replaced by a field that the procedure does not list",
    )

    def __init__(self, item: int, paper: str, fields: Sequence[str]) -> None:
        detail = (
            f"item {item}: {paper!r} is replaced by fields that population_fields does not list: {', '.join(fields)}"
        )
        super().__init__(detail, item=item, paper=paper, fields=list(fields))


class HouseholdHeadNotListed(Refusal):
    """The members of a household are found by its head, so fields of the members need `household_head` among the
    `population_fields`."""

    status, type, title = (
        409,
        "household-head-not-listed",
        "Fields of the members of a household are listed without its head",
    )

    def __init__(self, item: int, fields: Sequence[str]) -> None:
        detail = (
            f"item {item}: household_member_fields lists {', '.join(fields)}, but population_fields does not list"
            " household_head"
        )
        super().__init__(detail, item=item, fields=list(fields))


class UnknownTopic(Refusal):
    """Topics are reference data, so that reports can count by them."""

    status, type, title = 409, "unknown-topic", "The topic is not recorded"

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(f"these topics are not recorded: {', '.join(codes)}", topics=list(codes))


class BackEntryNotAllowed(Refusal):
    """Recording an old Decision with stated days needs a scope of its own."""

    status, type, title = 403, "back-entry-not-allowed", "Back-entry is not allowed"

    def __init__(self, scope: str) -> None:
        super().__init__(f"back-entry needs the scope {scope}", scope=scope)


class StatedDayMissing(Refusal):
    """A back-entered Decision must state when it was published; no other Decision may."""

    status, type, title = 422, "stated-day-missing", "The stated day is missing or not allowed"

    def __init__(self, back_entered: bool) -> None:
        detail = (
            "a back-entered Decision must state the day on which it was published"
            if back_entered
            else "only a back-entered Decision states the day on which it was published"
        )
        super().__init__(detail, part="published_on")


class StatedDayInFuture(Refusal):
    """The days of a back-entered Decision lie in the past."""

    status, type, title = 409, "stated-day-in-future", "The stated day is in the future"

    def __init__(self, part: str, day: date, today: date) -> None:
        super().__init__(f"{part} is {day}, and today is {today}", part=part, day=day, today=today)


class PublishedBeforeSigned(Refusal):
    """A Decision is signed before it is published."""

    status, type, title = 409, "published-before-signed", "The Decision would be published before it was signed"

    def __init__(self, published_on: date, signed_on: date) -> None:
        super().__init__(
            f"published on {published_on}, before it was signed on {signed_on}",
            published_on=published_on,
            signed_on=signed_on,
        )


class UnknownNationalRecord(Refusal):
    """An item can only follow a record of the national catalogue that was imported."""

    status, type, title = 409, "unknown-national-record", "The record of the national catalogue is not known"

    def __init__(self, snapshot: UUID, code: str, item: int) -> None:
        super().__init__(
            f"item {item}: the snapshot {snapshot} has no {code}", item=item, snapshot=str(snapshot), procedure=code
        )
