"""Steps of the approval workflow between a draft and its publication (submit, return, revise, approve, sign), and its
history."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response

from common.http.days import Day
from common.http.declarations import returns
from common.http.documented_headers import CONTENT_DISPOSITION, ETAG, LOCATION
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, Work
from common.ids import new_id
from procedures.decisions.api.access import Acting, Controller, Drafter, Returner, Signer
from procedures.decisions.api.approval_requests import ApprovalStepIn, Reason, ReturnIn, reason_of
from procedures.decisions.api.approval_responses import ApprovalHistoryOut, ApprovalStepOut
from procedures.decisions.api.decision_requests import DecisionIn
from procedures.decisions.api.decision_responses import DecisionOut, DraftOut
from procedures.decisions.commands.approve_decision import approve_decision
from procedures.decisions.commands.findings_about_draft import findings_about
from procedures.decisions.commands.return_decision import return_decision
from procedures.decisions.commands.revise_draft import revise_draft
from procedures.decisions.commands.sign_decision import sign_decision
from procedures.decisions.commands.submit_decision import submit_decision
from procedures.decisions.domain.approval_workflow import Signature
from procedures.decisions.domain.decision import Decision
from procedures.decisions.queries.history_of_decision import history_of_decision
from procedures.decisions.queries.signed_file_of_decision import signed_file_of_decision
from procedures.shared.api.text_fields import Number

router = APIRouter(prefix="/v1/decisions/{id}", route_class=Route, tags=["decisions"])

PDF = "application/pdf"


@router.post("/submit", operation_id="submitDecision")
@returns(ETAG)
async def submit(
    id: UUID,
    officer: Drafter,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
    body: ApprovalStepIn | None = None,
) -> DecisionOut:
    """Send the draft into review (trình)."""
    return _with_etag(await submit_decision(work, id, expected, by=officer, reason=reason_of(body)), response)


@router.post("/return", operation_id="returnDecision")
@returns(ETAG)
async def send_back(
    id: UUID, body: ReturnIn, officer: Returner, expected: ExpectedRevision, work: Work, response: Response
) -> DecisionOut:
    """Send the Decision back to its drafters, with a reason. From review, the controlling body or the signer may do so;
    once it is signed, only the signer."""
    return _with_etag(await return_decision(work, id, expected, by=officer, reason=body.reason), response)


@router.post("/revise", operation_id="reviseDraft", status_code=201)
@body_limit(10_000_000)
@returns(LOCATION, ETAG)
async def revise(
    id: UUID,
    body: DecisionIn,
    officer: Drafter,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
    reason: Reason | None = None,
) -> DraftOut:
    """Replace this draft by another one, which has an id of its own and names this one in `revises`. This draft stays
    on record unchanged."""
    revision = await revise_draft(work, id, body.draft(new_id()), expected, by=officer, reason=reason)
    response.headers["Location"] = f"/v1/decisions/{revision.id}"
    response.headers["ETag"] = revision_tag(revision.revision)
    return DraftOut.of(revision, await findings_about(work, revision.items))


@router.post("/approve", operation_id="approveDecision")
@returns(ETAG)
async def approve(
    id: UUID,
    officer: Controller,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
    body: ApprovalStepIn | None = None,
) -> DecisionOut:
    """Consent to the Decision, as the body that controls procedures (kiểm soát thủ tục hành chính)."""
    return _with_etag(await approve_decision(work, id, expected, by=officer, reason=reason_of(body)), response)


@router.post("/sign", operation_id="signDecision")
@returns(ETAG)
async def sign(
    id: UUID,
    file: Annotated[bytes, Body(media_type=PDF, description="the signed file: a PDF of at most 8,000,000 bytes")],
    officer: Signer,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
    number: Annotated[Number | None, Query(description="defaults to that of the draft")] = None,
    signed_on: Annotated[Day | None, Query(description="defaults to that of the draft")] = None,
    reason: Reason | None = None,
) -> DecisionOut:
    """Record that the Decision was signed: its number, its day, and the signed file, which is kept. Sending the same
    again changes nothing."""
    signature = Signature(file, number, signed_on)
    return _with_etag(await sign_decision(work, id, signature, expected, by=officer, reason=reason), response)


@router.get("/history", operation_id="getApprovalHistory")
async def history(id: UUID, read: Read, acting: Acting) -> ApprovalHistoryOut:
    """Every step that was taken: when, for which body, in which role and on what legal basis. Callers
    whose agency may read the Decision before its publication also see by whom and why."""
    history = await history_of_decision(read, id, acting)
    return ApprovalHistoryOut(
        decision=id, items=[ApprovalStepOut.of(step, history.with_accounts) for step in history.steps]
    )


@router.get(
    "/signed-file", operation_id="downloadSignedFile", response_class=Response, responses={200: {"content": {PDF: {}}}}
)
@returns(CONTENT_DISPOSITION)
async def signed_file(id: UUID, read: Read, acting: Acting) -> Response:
    """The signed file; its `ETag` is its SHA-256. Of a Decision that was signed outside this system, only the hash is
    on record."""
    sha256, content = await signed_file_of_decision(read, id, acting)
    headers = {"ETag": f'"{sha256}"', "Content-Disposition": f'attachment; filename="{id}.pdf"'}
    return Response(content, media_type=PDF, headers=headers)


def _with_etag(decision: Decision, response: Response) -> DecisionOut:
    response.headers["ETag"] = revision_tag(decision.revision)
    return DecisionOut.of_decision(decision)
