"""Quyết định công bố: the act of the chairman that puts a list of changes in force. Number, issuing body and year
together identify it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from procedures.decisions.domain.approval_refusals import DecisionNotNumbered, DecisionNotSigned, StepNotAllowedInStatus
from procedures.decisions.domain.items import Item
from procedures.decisions.domain.refusals import DecisionAlreadyPublished
from procedures.law.domain.references import DecisionReference, Status
from procedures.processes.domain.groups import ProcedureGroup
from procedures.processes.domain.internal_processes import Process
from procedures.shared.domain.document_numbers import CanonicalNumber, canonical_number
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """Văn bản quy phạm pháp luật: a legal document on which the Decision rests. `provincial` means that the province's
    own council or committee issued it.

    A ministry's Decision of publication (quyết định công bố) can be the ground of an item too. It makes nothing law, so
    it has no effective day: `effective_on` is None for it, and only for it.
    """

    number: str
    title: str
    issued_on: date
    effective_on: date | None
    provincial: bool = False
    ministry_decision: bool = False

    @property
    def law_since(self) -> date:
        """The first day on which an item that rests on it may take effect. What a ministry publishes is law already on
        the day on which it signs, so that day takes the place of the effective day."""
        return self.issued_on if self.effective_on is None else self.effective_on

    @property
    def canonical_number(self) -> CanonicalNumber:
        return canonical_number(self.number)


@dataclass(frozen=True, slots=True)
class ReplacedLists:
    """The lists (danh mục) of an earlier Decision: of one that is recorded here, by its id, or of any other one, by its
    number as written, its issuing body and its day."""

    id: UUID | None = None
    number: str | None = None
    issuing_body: str | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: the last day that is in time, and the article that sets it."""

    on: date
    article: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`number` may be None until the Decision is signed; until then `signed_on` is the intended day. `published_on` is
    the stated day of a back-entered Decision, otherwise the day on which it was published here. `shortened` (rút gọn)
    means that its legal document was issued by the shortened procedure; `due` is the deadline for signing, computed on
    publication. `signed_file_sha256` is the hash of the signed file in hexadecimal digits, `signer` is whom it names as
    its signer (chức vụ), `revises` is the draft that this one replaces, `replaces_lists_of` names the Decisions whose
    lists it replaces."""

    id: UUID
    number: str | None
    issuing_body: str
    signed_on: date
    agency_code: str
    title: str
    items: tuple[Item, ...]
    topics: tuple[str, ...] = ()
    legal_documents: tuple[LegalDocument, ...] = ()
    processes: tuple[Process, ...] = ()
    back_entered: bool = False
    published_on: date | None = None
    status: Status = Status.DRAFT
    revision: int = 1
    shortened: bool = False
    due: Due | None = None
    groups: tuple[ProcedureGroup, ...] = ()
    approved: bool = False
    signed_file_sha256: str | None = None
    signer: str | None = None
    revises: UUID | None = None
    replaces_lists_of: tuple[ReplacedLists, ...] = ()

    @property
    def canonical_number(self) -> CanonicalNumber | None:
        return None if self.number is None else canonical_number(self.number)

    @property
    def reference(self) -> DecisionReference:
        """Raises `DecisionNotNumbered`: a reference needs the number."""
        if self.number is None:
            raise DecisionNotNumbered(self.id)
        return DecisionReference(self.id, self.number, self.issuing_body, self.signed_on, self.title)

    @property
    def is_late(self) -> bool:
        """Whether an item took effect before the day of the Decision, which is lawful only where its legal document was
        already in effect."""
        return any(item.effective_on < self.signed_on for item in self.items)

    @property
    def in_time(self) -> bool | None:
        """Whether it was signed within the deadline (Article 15 NĐ 63/2010); None where no deadline applies."""
        return None if self.due is None else self.signed_on <= self.due.on

    def agency_codes(self) -> Iterator[str]:
        """The code of each recorded agency that the Decision names: its own, and those of its contents, processes and
        groups."""
        yield self.agency_code
        for item in self.items:
            if item.content is not None:
                yield from item.content.agency_codes()
        for process in self.processes:
            yield from process.agency_codes()
        yield from (group.lead_agency_code for group in self.groups)

    def introduced(self) -> Iterator[ProcedureCode]:
        """The codes of which this Decision may be the first that is recorded."""
        for item in self.items:
            if item.predecessor_unrecorded:
                yield item.code
            if (code := item.introduced()) is not None:
                yield code

    def codes(self) -> Iterator[ProcedureCode]:
        for item in self.items:
            yield from item.codes()

    def published(self, today: date) -> Self:
        """The Decision after its publication. Raises `DecisionAlreadyPublished` and `DecisionNotSigned`."""
        if self.status is Status.PUBLISHED:
            raise DecisionAlreadyPublished(self.id)
        if self.status is not Status.SIGNED:
            raise DecisionNotSigned(self.id, self.status)
        return replace(
            self,
            status=Status.PUBLISHED,
            revision=self.revision + 1,
            published_on=self.published_on if self.back_entered else today,
        )

    def discarded(self) -> Self:
        """The Decision after it was discarded: a draft, or a back-entered one that is not yet published.

        Raises `DecisionAlreadyPublished`, since a published one is undone only by another instrument, and
        `StepNotAllowedInStatus`.
        """
        if self.status is Status.PUBLISHED:
            raise DecisionAlreadyPublished(self.id)
        if self.status is not Status.DRAFT and not (self.back_entered and self.status is Status.SIGNED):
            raise StepNotAllowedInStatus(self.id, "discard", self.status)
        return replace(self, status=Status.DISCARDED, revision=self.revision + 1)
