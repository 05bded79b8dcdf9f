"""Decisions are drafted and discarded by officers; once published, everyone may read them. The steps in between are in
`decisions.api.approval_routes`."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from typing_extensions import TypeAliasType

from common.http.declarations import returns
from common.http.documented_headers import ETAG, LOCATION
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Work
from common.ids import new_id
from procedures.decisions.api.access import Acting, Drafter
from procedures.decisions.api.approval_requests import Reason
from procedures.decisions.api.decision_requests import DecisionIn
from procedures.decisions.api.decision_responses import DecisionDetail, DecisionOut, DraftOut
from procedures.decisions.commands.discard_draft import discard_draft
from procedures.decisions.commands.draft_decision import draft_decision
from procedures.decisions.commands.findings_about_draft import findings_about
from procedures.decisions.queries.decision_by_id import decision_by_id
from procedures.decisions.queries.list_of_decisions import DecisionFilter, decisions
from procedures.shared.api.text_fields import AgencyCode, Number
from procedures.shared.domain.document_numbers import canonical_number

router = APIRouter(prefix="/v1/decisions", route_class=Route, tags=["decisions"])

DecisionStatus = TypeAliasType("DecisionStatus", Literal["draft", "review", "signed", "published"])


@router.post("", operation_id="draftDecision", status_code=201)
@body_limit(10_000_000)
@returns(LOCATION, ETAG)
async def draft(body: DecisionIn, officer: Drafter, work: Work, response: Response) -> DraftOut:
    """Create a Decision as a draft; nothing is law yet. A `back_entered` one also needs the scope
    `decisions.back_enter`, and starts as signed."""
    decision = await draft_decision(work, body.draft(new_id()), by=officer)
    response.headers["Location"] = f"/v1/decisions/{decision.id}"
    response.headers["ETag"] = revision_tag(decision.revision)
    return DraftOut.of(decision, await findings_about(work, decision.items))


@router.delete("/{id}", operation_id="discardDraft", status_code=204)
async def discard(
    id: UUID, officer: Drafter, expected: ExpectedRevision, work: Work, reason: Reason | None = None
) -> None:
    """Discard a draft, or a back-entered Decision that is not yet published; its number is free again. A published
    Decision is undone only by another instrument."""
    await discard_draft(work, id, expected, by=officer, reason=reason)


@router.get("", operation_id="listDecisions")
async def listed(
    read: Read,
    acting: Acting,
    page: Paging,
    status: Annotated[
        DecisionStatus | None,
        Query(description="unpublished Decisions are shown only to agencies with a role in them"),
    ] = None,
    agency: Annotated[AgencyCode | None, Query(description="code of an agency; includes the agencies below it")] = None,
    year: Annotated[int | None, Query(ge=1900, le=9999, description="of the signing day")] = None,
    topic: Annotated[str | None, Query(pattern="^[a-z0-9_]{1,60}$")] = None,
    number: Annotated[Number | None, Query(description="the number of the Decision in any spelling")] = None,
) -> Page[DecisionOut]:
    """Decisions, the most recently signed first."""
    canonical = None if number is None else canonical_number(number)
    criteria = DecisionFilter(acting, status, agency, year, topic, canonical)
    rows = await decisions(read, criteria, page.key(date.fromisoformat, UUID), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of([shown[-1].signed_on.isoformat(), str(shown[-1].id)]) if len(rows) > page.limit else None
    return Page(items=[DecisionOut.of_row(row) for row in shown], next=more)


@router.get("/{id}", operation_id="getDecision")
async def decision(id: UUID, read: Read, acting: Acting, response: Response) -> DecisionDetail:
    """A Decision with everything that it lists, contents included."""
    rows = await decision_by_id(read, id, acting)
    response.headers["ETag"] = revision_tag(rows.decision.revision)
    return DecisionDetail.of_rows(rows)
