"""Endpoints of drafts. What a change returns names no person; an officer who reads a draft states why, and the
applicant whom it names sees it."""

from uuid import UUID

from fastapi import APIRouter, Response

from common.http.declarations import never_stored, returns
from common.http.documented_headers import ETAG, LOCATION
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from online_services.dossiers.api.access import Applicant, ApplicantOrHandler, Handler, IsConditional
from online_services.dossiers.api.requests import ReadingIn
from online_services.dossiers.api.responses import DossierOut
from online_services.drafts.api.access import Terms
from online_services.drafts.api.requests import ChangedDossierDraftIn, DossierDraftIn
from online_services.drafts.api.responses import DraftReadings, DraftsOut, DraftStateOut, WholeDraftOut
from online_services.drafts.commands.change_draft import change_draft, discard_draft
from online_services.drafts.commands.file_draft import file_draft
from online_services.drafts.commands.keep_draft import keep_draft
from online_services.drafts.commands.read_draft import read_draft
from online_services.drafts.queries.draft_on_day import draft_on_day
from online_services.drafts.queries.own_draft import own_draft
from online_services.drafts.storage.stored_drafts import Drafts

router = APIRouter(prefix="/v1", route_class=Route, tags=["dossiers"])

MOST_READINGS = 1_000


@router.post("/dossier-drafts", operation_id="keepDossierDraft", status_code=201)
@returns(ETAG, LOCATION)
@body_limit(1_000_000)
async def keep(
    body: DossierDraftIn, by: ApplicantOrHandler, terms: Terms, work: Work, response: Response
) -> DraftStateOut:
    """Keep a draft of a filing: a citizen or a delegate for the channel `online`, a receiving officer for the others.
    It is kept until it is filed, discarded, or untouched for too long."""
    draft = await keep_draft(work, body.procedure_code, body.filing(), by, terms)
    response.headers["ETag"] = revision_tag(draft.revision)
    response.headers["Location"] = f"/v1/me/dossier-drafts/{draft.id}"
    return DraftStateOut.of_day(await draft_on_day(work.connection, draft, work.clock.today()), terms)


@router.put("/dossier-drafts/{id}", operation_id="changeDossierDraft")
@returns(ETAG)
@body_limit(1_000_000)
async def change(
    id: UUID,
    body: ChangedDossierDraftIn,
    by: ApplicantOrHandler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    terms: Terms,
    work: Work,
    response: Response,
) -> DraftStateOut:
    """Replace the whole draft, on the state that `If-Match` names. Another person's is 404."""
    draft = await change_draft(
        work, id, body.filing(), body.version, by, expected, terms, is_conditional=is_conditional
    )
    response.headers["ETag"] = revision_tag(draft.revision)
    return DraftStateOut.of_day(await draft_on_day(work.connection, draft, work.clock.today()), terms)


@router.delete("/dossier-drafts/{id}", operation_id="discardDossierDraft", status_code=204)
async def discard(id: UUID, by: ApplicantOrHandler, expected: ExpectedRevision, terms: Terms, work: Work) -> None:
    """Discard a draft: it is deleted."""
    await discard_draft(work, id, by, expected, terms)


@router.post("/dossier-drafts/{id}/filing", operation_id="fileDossierDraft", status_code=201)
@returns(ETAG, LOCATION)
async def file(
    id: UUID, by: ApplicantOrHandler, expected: ExpectedRevision, terms: Terms, work: Work, response: Response
) -> DossierOut:
    """File the draft under the version that is in force today, as `POST /v1/dossiers` does. The dossier has the id of
    the draft, which ends with it; filed again, it is the same dossier."""
    dossier = await file_draft(work, id, by, expected, terms)
    response.headers["ETag"] = revision_tag(dossier.revision)
    response.headers["Location"] = f"/v1/me/dossiers/{dossier.filing.id}"
    return DossierOut.of(dossier, work.clock.now())


@router.post("/dossier-drafts/{id}/readings", operation_id="readDossierDraft")
@never_stored
@returns(ETAG)
async def read_as_officer(
    id: UUID, body: ReadingIn, officer: Handler, terms: Terms, work: Work, response: Response
) -> WholeDraftOut:
    """Read a draft that the caller, an officer, keeps for an applicant. That it was read, by whom and why is recorded,
    and the applicant sees it."""
    draft = await read_draft(work, id, body.reason, officer, terms)
    response.headers["Cache-Control"] = "no-store"
    response.headers["ETag"] = revision_tag(draft.revision)
    return WholeDraftOut.of_day(await draft_on_day(work.connection, draft, work.clock.today()), terms)


@router.get("/me/dossier-drafts", operation_id="listMyDossierDrafts")
@never_stored
async def my_drafts(by: ApplicantOrHandler, terms: Terms, read: Read, clock: TheClock, response: Response) -> DraftsOut:
    """Return which drafts the caller keeps."""
    response.headers["Cache-Control"] = "no-store"
    return DraftsOut.of(await Drafts(read).of(by.subject, terms.oldest_kept(clock.now())), terms)


@router.get("/me/dossier-drafts/{id}", operation_id="getMyDossierDraft")
@never_stored
@returns(ETAG)
async def my_draft(
    id: UUID, citizen: Applicant, terms: Terms, read: Read, clock: TheClock, response: Response
) -> WholeDraftOut:
    """Return a draft of the caller, what changed in the law since, and what does not fit it. Another person's is
    404."""
    draft = await own_draft(read, id, citizen.subject, terms.oldest_kept(clock.now()))
    response.headers["Cache-Control"] = "no-store"
    response.headers["ETag"] = revision_tag(draft.revision)
    return WholeDraftOut.of_day(await draft_on_day(read, draft, clock.today()), terms)


@router.get("/me/dossier-draft-readings", operation_id="listReadingsOfMyDossierDrafts")
@never_stored
async def my_draft_readings(citizen: Applicant, read: Read, response: Response) -> DraftReadings:
    """Return which officers read drafts about the caller, when and why, the latest 1,000, also of drafts that were
    filed or discarded since."""
    response.headers["Cache-Control"] = "no-store"
    return DraftReadings.of_rows(await Drafts(read).readings_about(citizen.subject, MOST_READINGS))
