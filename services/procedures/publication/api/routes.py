"""Publishes a Decision."""

from uuid import UUID

from fastapi import APIRouter, Response

from common.http.declarations import returns
from common.http.documented_headers import ETAG
from common.http.etags import ExpectedRevision, revision_tag
from common.http.routes import Route
from common.http.transactions import Work
from procedures.decisions.api.access import Publisher
from procedures.decisions.api.approval_requests import ApprovalStepIn, reason_of
from procedures.publication.api.responses import PublishedOut
from procedures.publication.commands.publish_decision import publish_decision

router = APIRouter(prefix="/v1/decisions", route_class=Route, tags=["decisions"])


@router.post("/{id}/publish", operation_id="publishDecision")
@returns(ETAG)
async def publish(
    id: UUID,
    officer: Publisher,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
    body: ApprovalStepIn | None = None,
) -> PublishedOut:
    """Put all items of a signed Decision in force, or none. The response lists the periods that it cancelled, and those
    that are now under review."""
    published = await publish_decision(work, id, expected, by=officer, reason=reason_of(body))
    response.headers["ETag"] = revision_tag(published.decision.revision)
    return PublishedOut.of(published)
