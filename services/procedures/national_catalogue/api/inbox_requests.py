"""Bodies of the requests by which an officer dismisses or follows a change of the national catalogue."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.http.days import Day
from procedures.decisions.api.decision_requests import LegalDocumentIn
from procedures.decisions.domain.decision import Decision
from procedures.law.api.content_requests import ContentIn
from procedures.national_catalogue.domain.proposals_to_follow import DrafterFacts
from procedures.shared.api.text_fields import AgencyCode, Body, FieldCode, Line, Number, Prose


class DismissalIn(Body):
    """Why the province need not follow the change."""

    reason: Prose


class DraftOfChangeIn(Body):
    """The heading of the Decision, the day on which its item takes effect, and the facts that the catalogue lacks: the
    codes of the item's agency and field, the legal document that it cites, or its whole content, such as the proposed
    content with the missing facts filled in."""

    number: Number
    issuing_body: AgencyCode
    signed_on: Day
    agency_code: AgencyCode
    title: Line
    legal_documents: Annotated[tuple[LegalDocumentIn, ...], Field(max_length=500)] = ()
    effective_on: Day
    legal_document_number: Number | None = None
    item_agency_code: AgencyCode | None = None
    field_code: FieldCode | None = None
    content: ContentIn | None = None

    def heading(self, id: UUID) -> Decision:
        return Decision(
            id=id,
            number=self.number,
            issuing_body=self.issuing_body,
            signed_on=self.signed_on,
            agency_code=self.agency_code,
            title=self.title,
            items=(),
            legal_documents=tuple(document.document() for document in self.legal_documents),
        )

    def drafter_facts(self) -> DrafterFacts:
        content = None if self.content is None else self.content.content()
        return DrafterFacts(content, self.item_agency_code, self.field_code, self.legal_document_number)
