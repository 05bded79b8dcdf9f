"""Endpoints of dossiers: filing, and the acts of the table of states. What an act shows names no person; an officer who
reads the whole dossier states why, and the citizen sees it."""

from uuid import UUID

from fastapi import APIRouter, Response

from common.http.declarations import never_stored, refuses, returns
from common.http.documented_headers import ETAG, LOCATION
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.identity import Actor
from common.revisions import ExpectedRevisions
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.api.access import (
    Applicant,
    ApplicantOrHandler,
    BackEnterer,
    ConnectedTreasury,
    Handler,
    HasKey,
    IsConditional,
    NumberPattern,
    OfficerKeeper,
)
from online_services.dossiers.api.requests import (
    AssignmentIn,
    DossierIn,
    ExtensionIn,
    FeeIn,
    MoveIn,
    OfficersIn,
    PastDossiersIn,
    PaymentIn,
    PaymentMethod,
    ReadingIn,
    ReasonIn,
    ReductionIn,
    StepIn,
    SubDossierIn,
)
from online_services.dossiers.api.responses import (
    DossierOut,
    DossierReadings,
    EnteredDossierOut,
    EnteredDossiersOut,
    RecordedOfficers,
    WholeDossierOut,
)
from online_services.dossiers.commands.act_on_dossier import Act, act_on_dossier
from online_services.dossiers.commands.enter_past_dossiers import enter_past_dossiers
from online_services.dossiers.commands.file_dossier import file_dossier
from online_services.dossiers.commands.open_sub_dossier import open_sub_dossier
from online_services.dossiers.commands.read_dossier import read_dossier
from online_services.dossiers.commands.record_officers import record_officers
from online_services.dossiers.commands.special_acts import ActDetails
from online_services.dossiers.domain.assignment_refusals import NotAssigned, OfficerNotHandler
from online_services.dossiers.domain.fees import Payment
from online_services.dossiers.domain.transitions import Action, Role
from online_services.dossiers.queries.whole_dossier import own_dossier, readings_of, whole_dossier

router = APIRouter(prefix="/v1", route_class=Route, tags=["dossiers"])


@router.post("/dossiers", operation_id="fileDossier", status_code=201)
@returns(ETAG, LOCATION)
@body_limit(1_000_000)
async def file(
    body: DossierIn, by: ApplicantOrHandler, is_repeatable: HasKey, work: Work, response: Response
) -> DossierOut:
    """File a dossier under the version that is in force today: a citizen for themselves, a delegate, or a receiving
    officer at the counter. It needs an `Idempotency-Key`: the same filing sent again is the same dossier."""
    dossier = await file_dossier(work, body.request(), by, is_repeatable=is_repeatable)
    response.headers["ETag"] = revision_tag(dossier.revision)
    response.headers["Location"] = f"/v1/me/dossiers/{dossier.filing.id}"
    return DossierOut.of(dossier, work.clock.now())


@router.post("/past-dossiers", operation_id="enterPastDossiers", status_code=201)
@body_limit(10_000_000)
async def enter_past(
    body: PastDossiersIn, by: BackEnterer, is_repeatable: HasKey, pattern: NumberPattern, work: Work
) -> EnteredDossiersOut:
    """Enter past dossiers whole, at the moments at which they were filed and handled. The table of states, the law of
    those days and the clock check them as if they were of today, and their events are marked (`back_entered`). All of
    them are entered, or none. It needs an `Idempotency-Key`."""
    entries = [entry.entry() for entry in body.dossiers]
    dossiers = await enter_past_dossiers(work, entries, by, pattern, is_repeatable=is_repeatable)
    now = work.clock.now()
    return EnteredDossiersOut(items=[EnteredDossierOut.of(dossier, now) for dossier in dossiers])


@router.post("/dossiers/{id}/reception", operation_id="receiveDossier")
@returns(ETAG)
async def receive(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    pattern: NumberPattern,
    work: Work,
    response: Response,
) -> DossierOut:
    """Receive the dossier: it gets its number, its clock begins, and the appointment is given."""
    act = Act(Action.RECEIVE, number_pattern=pattern)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/refusal", operation_id="declineDossier")
@returns(ETAG)
async def decline(
    id: UUID,
    body: ReasonIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Do not receive the dossier, with a reason."""
    act = Act(Action.DECLINE, body.reason)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/supplement-request", operation_id="requestSupplement")
@returns(ETAG)
async def request_supplement(
    id: UUID,
    body: ReasonIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Ask the applicant for all that is missing, once: the receiver before reception, the handler within three working
    days of it, which stops the clock."""
    act = Act(Action.REQUEST_SUPPLEMENT, body.reason)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/supplement", operation_id="submitSupplement")
@returns(ETAG)
async def submit(
    id: UUID,
    by: ApplicantOrHandler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Hand in what was asked for."""
    return await _acted(work, id, Act(Action.SUBMIT_SUPPLEMENT), by, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/supplement-lapse", operation_id="lapseSupplement")
@returns(ETAG)
async def lapse(
    id: UUID,
    body: ReasonIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Decline a dossier whose supplement was not handed in in time."""
    act = Act(Action.LAPSE, body.reason)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/supplement-acceptance", operation_id="acceptSupplement")
@returns(ETAG)
async def accept(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Accept the supplement that was handed in: the clock begins again or goes on, and a new appointment is given."""
    return await _acted(work, id, Act(Action.ACCEPT), officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/handling", operation_id="beginHandling")
@returns(ETAG)
async def begin(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Begin to handle a dossier that was received."""
    return await _acted(work, id, Act(Action.BEGIN), officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/extension", operation_id="extendDossier")
@returns(ETAG)
async def extend(
    id: UUID,
    body: ExtensionIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Give a new appointment by a letter of apology, once, at least a day before the old one."""
    act = Act(Action.EXTEND, body.reason, body.appointment)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/withdrawal", operation_id="withdrawDossier")
@returns(ETAG)
async def withdraw(
    id: UUID,
    body: ReasonIn,
    by: ApplicantOrHandler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Withdraw the dossier at the applicant's request. Its number is not given again."""
    act = Act(Action.WITHDRAW, body.reason)
    return await _acted(work, id, act, by, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/stop", operation_id="stopDossier")
@returns(ETAG)
async def stop(
    id: UUID,
    body: ReasonIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Stop handling the dossier, with a reason."""
    act = Act(Action.STOP, body.reason)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/result", operation_id="finishDossier")
@returns(ETAG)
async def finish(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Finish the dossier with a result."""
    return await _acted(work, id, Act(Action.FINISH), officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/handover", operation_id="deliverResult")
@returns(ETAG)
async def deliver(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Hand over the result, or the notice that handling stopped."""
    return await _acted(work, id, Act(Action.DELIVER), officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/claim", operation_id="claimDossier")
@returns(ETAG)
async def claim(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Claim a dossier: no other officer handles it until it is given back or reassigned."""
    act = Act(Action.CLAIM)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/return", operation_id="giveBackDossier")
@returns(ETAG)
@refuses(NotAssigned)
async def give_back(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Give a dossier back, so that any handler of the agency may claim it."""
    act = Act(Action.GIVE_BACK)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/assignment", operation_id="reassignDossier")
@returns(ETAG)
@refuses(OfficerNotHandler)
async def reassign(
    id: UUID,
    body: AssignmentIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Reassign a dossier to another handler of the deciding agency: the one who has it, or the head of the agency."""
    act = Act(Action.REASSIGN, assign_to=body.handler)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/fee-request", operation_id="requestFee")
@returns(ETAG)
async def request_fee(
    id: UUID,
    body: FeeIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Ask the applicant to pay a fee, with its ground and a reason: the clock stops."""
    act = Act(Action.REQUEST_FEE, body.reason, details=body.details())
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/fee-payment", operation_id="payFee")
@returns(ETAG)
async def pay_fee(
    id: UUID,
    body: PaymentIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    treasury: ConnectedTreasury,
    work: Work,
    response: Response,
) -> DossierOut:
    """Record that the fee was paid: at the treasury, which confirms it, or in cash to a receiver. The clock goes on."""
    payment = Payment(body.amount, body.reference)
    if body.method is PaymentMethod.CASH:
        act = Act(Action.PAY_FEE, role=Role.RECEIVER, details=ActDetails(payment=payment))
    else:
        confirmed = await treasury.payment(body.reference)
        details = ActDetails(payment=payment, confirmed=confirmed)
        act = Act(Action.PAY_FEE, role=Role.TREASURY, details=details)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/fee-waiver", operation_id="waiveFee")
@returns(ETAG)
async def waive_fee(
    id: UUID,
    body: ReductionIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Waive the fee, or reduce it and take the rest in cash, with a reason. The clock goes on."""
    act = Act(Action.WAIVE_FEE, body.reason, details=body.details())
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/step", operation_id="passStep")
@returns(ETAG)
async def pass_step(
    id: UUID,
    body: StepIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Pass the dossier on to the next step of the approved internal process."""
    act = Act(Action.PASS_STEP, assign_to=body.handler)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/move", operation_id="moveDossier")
@returns(ETAG)
async def move(
    id: UUID,
    body: MoveIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Move the dossier to another agency that is competent, with a reason. The clock goes on."""
    act = Act(Action.MOVE, body.reason, details=ActDetails(move_to=body.agency))
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/result-replacement", operation_id="replaceResult")
@returns(ETAG)
async def replace_result(
    id: UUID,
    body: ReasonIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Replace the result before it is handed over, with a reason."""
    act = Act(Action.REPLACE_RESULT, body.reason)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/result-revocation", operation_id="revokeResult")
@returns(ETAG)
async def revoke_result(
    id: UUID,
    body: ReasonIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> DossierOut:
    """Revoke a result that was handed over, with a reason. The outcome stays as it was fixed."""
    act = Act(Action.REVOKE_RESULT, body.reason)
    return await _acted(work, id, act, officer, expected, response, is_conditional=is_conditional)


@router.post("/dossiers/{id}/sub-dossiers", operation_id="openSubDossier", status_code=201)
@returns(ETAG)
async def open_sub(
    id: UUID,
    body: SubDossierIn,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    is_repeatable: HasKey,
    work: Work,
    response: Response,
) -> DossierOut:
    """Open a sub-dossier at another agency as the handler of this one. That agency receives it, with a number and a
    clock of its own; this one ends after it. It needs an `Idempotency-Key`."""
    opened = await open_sub_dossier(
        work, id, body.request(), officer, expected, is_conditional=is_conditional, is_repeatable=is_repeatable
    )
    response.headers["ETag"] = revision_tag(opened.revision)
    return DossierOut.of(opened, work.clock.now())


@router.post("/dossiers/{id}/readings", operation_id="readDossier")
@never_stored
@returns(ETAG)
async def read_whole(id: UUID, body: ReadingIn, officer: Handler, work: Work, response: Response) -> WholeDossierOut:
    """Read the whole dossier as an officer who holds a role about it. That it was read, by whom and why is recorded,
    and the citizen sees it."""
    await read_dossier(work, id, body.reason, officer)
    whole = await whole_dossier(work.connection, id)
    response.headers["Cache-Control"] = "no-store"
    response.headers["ETag"] = revision_tag(whole.dossier.revision)
    return WholeDossierOut.of_whole(whole, work.clock.now())


@router.get("/me/dossiers/{id}", operation_id="getMyDossier")
@never_stored
async def my_dossier(id: UUID, citizen: Applicant, read: Read, clock: TheClock, response: Response) -> WholeDossierOut:
    """Return a dossier of the caller, or one for which they are the delegate. Another person's is 404."""
    whole = await own_dossier(read, id, citizen.subject)
    response.headers["Cache-Control"] = "no-store"
    return WholeDossierOut.of_whole(whole, clock.now())


@router.get("/me/dossiers/{id}/readings", operation_id="listReadingsOfMyDossier")
@never_stored
async def my_readings(id: UUID, citizen: Applicant, read: Read, response: Response) -> DossierReadings:
    """Return which officers read a dossier of the caller, when and why, the latest first."""
    response.headers["Cache-Control"] = "no-store"
    return DossierReadings.of_rows(await readings_of(read, id, citizen.subject))


@router.post("/dossier-officers", operation_id="recordDossierOfficers")
@body_limit(4_000_000)
async def record(body: OfficersIn, keeper: OfficerKeeper, work: Work) -> RecordedOfficers:
    """Record who handles dossiers as what, from when, and on what ground. The same list may be sent again."""
    await record_officers(work, [officer.officer() for officer in body.officers], by=keeper)
    return RecordedOfficers(recorded=len(body.officers))


async def _acted(
    work: UnitOfWork,
    id: UUID,
    act: Act,
    by: Actor,
    expected: ExpectedRevisions,
    response: Response,
    *,
    is_conditional: bool,
) -> DossierOut:
    dossier = await act_on_dossier(work, id, act, by, expected, is_conditional=is_conditional)
    response.headers["ETag"] = revision_tag(dossier.revision)
    return DossierOut.of(dossier, work.clock.now())
