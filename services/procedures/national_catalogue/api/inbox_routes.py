"""The inbox: what ministries changed and the province has not followed yet."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from common.http.etags import revision_tag
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.ids import new_id
from procedures.decisions.api.access import Drafter
from procedures.decisions.api.decision_responses import DraftOut
from procedures.national_catalogue.api.inbox_requests import DismissalIn, DraftOfChangeIn
from procedures.national_catalogue.api.inbox_responses import ChangeDetail, EntryOut
from procedures.national_catalogue.commands.dismiss_change import dismiss_change
from procedures.national_catalogue.commands.draft_from_change import draft_from_change
from procedures.national_catalogue.domain.proposals_to_follow import Stated, propose
from procedures.national_catalogue.queries.inbox import change_by_id, inbox

router = APIRouter(prefix="/v1/inbox", route_class=Route, tags=["inbox"])


@router.get("")
async def waiting(
    _: Drafter,
    read: Read,
    clock: TheClock,
    page: Paging,
    everything: Annotated[bool, Query(description="also what only ministries and other agencies handle")] = False,
) -> Page[EntryOut]:
    """Changes of the national catalogue that no published item follows and nobody dismissed, the oldest first."""
    found = await inbox(read, clock.today(), everything, page.key(date.fromisoformat, UUID), page.limit + 1)
    shown = found[: page.limit]
    more = cursor_of([shown[-1].row.day.isoformat(), str(shown[-1].row.id)]) if len(found) > page.limit else None
    return Page(items=[EntryOut.of(entry) for entry in shown], next=more)


@router.get("/{id}")
async def one(id: UUID, _: Drafter, read: Read, clock: TheClock) -> ChangeDetail:
    """A change, with an item that would follow it and what is missing of that."""
    detail = await change_by_id(read, id, clock.today())
    gone_elsewhere = detail.now is None and detail.law is None
    proposal = None if gone_elsewhere else propose(detail.row.code, detail.now, detail.row.parts, detail.law, Stated())
    return ChangeDetail.of(detail, proposal)


@router.post("/{id}/draft", status_code=201)
async def draft(id: UUID, body: DraftOfChangeIn, officer: Drafter, work: Work, response: Response) -> DraftOut:
    """Draft a Decision that follows the change. What is missing is named (`draft-facts-missing`), and stated by the
    drafter."""
    made = await draft_from_change(work, id, body.heading(new_id()), body.effective_on, body.stated(), officer)
    response.headers["Location"] = f"/v1/decisions/{made.id}"
    response.headers["ETag"] = revision_tag(made.revision)
    return DraftOut.of(made)


@router.post("/{id}/dismissal", status_code=204)
async def dismissal(id: UUID, body: DismissalIn, officer: Drafter, work: Work) -> None:
    """Say why the province need not follow the change. It is recorded with who said so, and stands."""
    await dismiss_change(work, id, body.reason, by=officer)
