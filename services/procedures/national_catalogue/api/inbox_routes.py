"""The inbox: changes of the national catalogue that the province has not followed yet."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from common.http.declarations import returns
from common.http.documented_headers import ETAG, LOCATION
from common.http.etags import revision_tag
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.ids import new_id
from procedures.decisions.api.access import Drafter
from procedures.decisions.api.decision_responses import DraftOut
from procedures.decisions.commands.findings_about_draft import findings_about
from procedures.national_catalogue.api.inbox_requests import DismissalIn, DraftOfChangeIn
from procedures.national_catalogue.api.inbox_responses import InboxEntryOut, NationalChangeDetail
from procedures.national_catalogue.api.parameters import Source
from procedures.national_catalogue.commands.dismiss_change import dismiss_change
from procedures.national_catalogue.commands.draft_from_change import draft_from_change
from procedures.national_catalogue.domain.proposals_to_follow import DrafterFacts, propose
from procedures.national_catalogue.queries.inbox import InboxFilter, change_by_id, inbox

router = APIRouter(prefix="/v1/inbox", route_class=Route, tags=["inbox"])


@router.get("", operation_id="listNationalChanges")
async def list_changes(
    _: Drafter,
    read: Read,
    clock: TheClock,
    page: Paging,
    all_levels: Annotated[
        bool, Query(description="also changes of procedures that only ministries and other agencies handle")
    ] = False,
    source: Source | None = None,
) -> Page[InboxEntryOut]:
    """Changes of the national catalogue that no item of a published Decision follows and nobody has dismissed, oldest
    first."""
    criteria = InboxFilter(all_levels, source)
    entries = await inbox(read, clock.today(), criteria, page.key(date.fromisoformat, UUID), page.limit + 1)
    shown = entries[: page.limit]
    cursor = cursor_of([shown[-1].row.day.isoformat(), str(shown[-1].row.id)]) if len(entries) > page.limit else None
    return Page(items=[InboxEntryOut.of(entry) for entry in shown], next=cursor)


@router.get("/{id}", operation_id="getNationalChange")
async def get_change(id: UUID, _: Drafter, read: Read, clock: TheClock) -> NationalChangeDetail:
    """A change, with an item that would follow it and the facts that the item lacks."""
    change = await change_by_id(read, id, clock.today())
    nothing_to_follow = change.after is None and change.law is None
    proposal = (
        None
        if nothing_to_follow
        else propose(change.row.code, change.completed, change.row.parts, change.law, DrafterFacts())
    )
    return NationalChangeDetail.of(change, proposal)


@router.post("/{id}/draft", operation_id="draftDecisionFromNationalChange", status_code=201)
@body_limit(2_000_000)
@returns(LOCATION, ETAG)
async def draft_decision_from_change(
    id: UUID, body: DraftOfChangeIn, officer: Drafter, work: Work, response: Response
) -> DraftOut:
    """Drafts a Decision that follows the change. Facts that the catalogue lacks are listed in a problem
    (`draft-facts-missing`), and the drafter states them in a second request."""
    decision = await draft_from_change(
        work, id, body.heading(new_id()), body.effective_on, body.drafter_facts(), officer
    )
    response.headers["Location"] = f"/v1/decisions/{decision.id}"
    response.headers["ETag"] = revision_tag(decision.revision)
    return DraftOut.of(decision, await findings_about(work, decision.items))


@router.post("/{id}/dismissal", operation_id="dismissNationalChange", status_code=204)
async def dismiss(id: UUID, body: DismissalIn, officer: Drafter, work: Work) -> None:
    """Records why the province need not follow the change, and by whom it was dismissed. A dismissal is final."""
    await dismiss_change(work, id, body.reason, by=officer)
