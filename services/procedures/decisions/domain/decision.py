"""Quyết định công bố: the act of the chairman that puts a list of changes in force. Number, issuing body and year
together name it."""

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
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """Văn bản quy phạm pháp luật: what the Decision rests on. `provincial`: issued by the province's own council or
    committee."""

    number: str
    title: str
    issued_on: date
    effective_on: date
    provincial: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which something is in time, and the article that says so."""

    on: date
    article: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`number` is None until one is given, at the latest when it is signed; until then `signed_on` is the day that is
    intended.
    `published_on` is the stated day of a back-entered Decision, else the day on which it was published here.
    `shortened` (rút gọn)
    says that its legal document came by the shortened procedure; `due` is by when it had to be signed, reckoned when it
    was published.
    `signed_file_sha256` is that of the signed file in hexadecimal digits, `signer` whom it names as its signer (chức
    vụ), `revises` the
    draft in whose place it came.
    """

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

    @property
    def reference(self) -> DecisionReference:
        """Raises `DecisionNotNumbered`: without a number nobody can name it."""
        if self.number is None:
            raise DecisionNotNumbered(self.id)
        return DecisionReference(self.id, self.number, self.issuing_body, self.signed_on, self.title)

    @property
    def is_late(self) -> bool:
        """Whether an item took effect before the day of the Decision: lawful only where its legal document already was
        in effect."""
        return any(item.effective_on < self.signed_on for item in self.items)

    @property
    def in_time(self) -> bool | None:
        """Whether it was signed by then (Article 15 NĐ 63/2010); None where no deadline holds."""
        return None if self.due is None else self.signed_on <= self.due.on

    def agency_codes(self) -> Iterator[str]:
        """Each recorded agency that it names: its own, those of its contents, processes and groups."""
        yield self.agency_code
        for item in self.items:
            if item.content is not None:
                yield from item.content.agency_codes()
        for process in self.processes:
            yield from process.agency_codes()
        yield from (group.lead_agency_code for group in self.groups)

    def introduced(self) -> Iterator[ProcedureCode]:
        return (code for item in self.items if (code := item.introduced()) is not None)

    def codes(self) -> Iterator[ProcedureCode]:
        for item in self.items:
            yield from item.codes()

    def published(self, today: date) -> Self:
        """The same Decision, in force. Raises `DecisionAlreadyPublished` and `DecisionNotSigned`."""
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
        """The same Decision, given up before it was published: a draft, or one that was entered as signed outside.

        Raises `DecisionAlreadyPublished`, since a published one is undone by another, and `StepNotAllowedInStatus`.
        """
        if self.status is Status.PUBLISHED:
            raise DecisionAlreadyPublished(self.id)
        if self.status is not Status.DRAFT and not (self.back_entered and self.status is Status.SIGNED):
            raise StepNotAllowedInStatus(self.id, "discard", self.status)
        return replace(self, status=Status.DISCARDED, revision=self.revision + 1)
