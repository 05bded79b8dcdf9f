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
from online_services.dossiers.api.acts import ActOfAnybody, ActOfOfficer
from online_services.dossiers.api.receptions import ReceptionByOfficer
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
from online_services.dossiers.commands.act_on_dossier import Act
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
async def receive(reception: ReceptionByOfficer) -> DossierOut:
    """Receive the dossier: it gets its number, its clock begins, and the appointment is given."""
    return await reception.perform()


@router.post("/dossiers/{id}/refusal", operation_id="declineDossier")
async def decline(act: ActOfOfficer, body: ReasonIn) -> DossierOut:
    """Do not receive the dossier, with a reason."""
    return await act.perform(Act(Action.DECLINE, body.reason))


@router.post("/dossiers/{id}/supplement-request", operation_id="requestSupplement")
async def request_supplement(act: ActOfOfficer, body: ReasonIn) -> DossierOut:
    """Ask the applicant for all that is missing, once: the receiver before reception, the handler within three working
    days of it, which stops the clock."""
    return await act.perform(Act(Action.REQUEST_SUPPLEMENT, body.reason))


@router.post("/dossiers/{id}/supplement", operation_id="submitSupplement")
async def submit(act: ActOfAnybody) -> DossierOut:
    """Hand in what was asked for."""
    return await act.perform(Act(Action.SUBMIT_SUPPLEMENT))


@router.post("/dossiers/{id}/supplement-lapse", operation_id="lapseSupplement")
async def lapse(act: ActOfOfficer, body: ReasonIn) -> DossierOut:
    """Decline a dossier whose supplement was not handed in in time."""
    return await act.perform(Act(Action.LAPSE, body.reason))


@router.post("/dossiers/{id}/supplement-acceptance", operation_id="acceptSupplement")
async def accept(act: ActOfOfficer) -> DossierOut:
    """Accept the supplement that was handed in: the clock begins again or goes on, and a new appointment is given."""
    return await act.perform(Act(Action.ACCEPT))


@router.post("/dossiers/{id}/handling", operation_id="beginHandling")
async def begin(act: ActOfOfficer) -> DossierOut:
    """Begin to handle a dossier that was received."""
    return await act.perform(Act(Action.BEGIN))


@router.post("/dossiers/{id}/extension", operation_id="extendDossier")
async def extend(act: ActOfOfficer, body: ExtensionIn) -> DossierOut:
    """Give a new appointment by a letter of apology, once, at least a day before the old one."""
    return await act.perform(Act(Action.EXTEND, body.reason, body.appointment))


@router.post("/dossiers/{id}/withdrawal", operation_id="withdrawDossier")
async def withdraw(act: ActOfAnybody, body: ReasonIn) -> DossierOut:
    """Withdraw the dossier at the applicant's request. Its number is not given again."""
    return await act.perform(Act(Action.WITHDRAW, body.reason))


@router.post("/dossiers/{id}/stop", operation_id="stopDossier")
async def stop(act: ActOfOfficer, body: ReasonIn) -> DossierOut:
    """Stop handling the dossier, with a reason."""
    return await act.perform(Act(Action.STOP, body.reason))


@router.post("/dossiers/{id}/result", operation_id="finishDossier")
async def finish(act: ActOfOfficer) -> DossierOut:
    """Finish the dossier with a result."""
    return await act.perform(Act(Action.FINISH))


@router.post("/dossiers/{id}/handover", operation_id="deliverResult")
async def deliver(act: ActOfOfficer) -> DossierOut:
    """Hand over the result, or the notice that handling stopped."""
    return await act.perform(Act(Action.DELIVER))


@router.post("/dossiers/{id}/claim", operation_id="claimDossier")
async def claim(act: ActOfOfficer) -> DossierOut:
    """Claim a dossier: no other officer handles it until it is given back or reassigned."""
    return await act.perform(Act(Action.CLAIM))


@router.post("/dossiers/{id}/return", operation_id="giveBackDossier")
@refuses(NotAssigned)
async def give_back(act: ActOfOfficer) -> DossierOut:
    """Give a dossier back, so that any handler of the agency may claim it."""
    return await act.perform(Act(Action.GIVE_BACK))


@router.post("/dossiers/{id}/assignment", operation_id="reassignDossier")
@refuses(OfficerNotHandler)
async def reassign(act: ActOfOfficer, body: AssignmentIn) -> DossierOut:
    """Reassign a dossier to another handler of the deciding agency: the one who has it, or the head of the agency."""
    return await act.perform(Act(Action.REASSIGN, assign_to=body.handler))


@router.post("/dossiers/{id}/fee-request", operation_id="requestFee")
async def request_fee(act: ActOfOfficer, body: FeeIn) -> DossierOut:
    """Ask the applicant to pay a fee, with its ground and a reason: the clock stops."""
    return await act.perform(Act(Action.REQUEST_FEE, body.reason, details=body.details()))


@router.post("/dossiers/{id}/fee-payment", operation_id="payFee")
async def pay_fee(act: ActOfOfficer, body: PaymentIn, treasury: ConnectedTreasury) -> DossierOut:
    """Record that the fee was paid: at the treasury, which confirms it, or in cash to a receiver. The clock goes on."""
    payment = Payment(body.amount, body.reference)
    if body.method is PaymentMethod.CASH:
        return await act.perform(Act(Action.PAY_FEE, role=Role.RECEIVER, details=ActDetails(payment=payment)))
    confirmed = await treasury.payment(body.reference)
    details = ActDetails(payment=payment, confirmed=confirmed)
    return await act.perform(Act(Action.PAY_FEE, role=Role.TREASURY, details=details))


@router.post("/dossiers/{id}/fee-waiver", operation_id="waiveFee")
async def waive_fee(act: ActOfOfficer, body: ReductionIn) -> DossierOut:
    """Waive the fee, or reduce it and take the rest in cash, with a reason. The clock goes on."""
    return await act.perform(Act(Action.WAIVE_FEE, body.reason, details=body.details()))


@router.post("/dossiers/{id}/step", operation_id="passStep")
async def pass_step(act: ActOfOfficer, body: StepIn) -> DossierOut:
    """Pass the dossier on to the next step of the approved internal process."""
    return await act.perform(Act(Action.PASS_STEP, assign_to=body.handler))


@router.post("/dossiers/{id}/move", operation_id="moveDossier")
async def move(act: ActOfOfficer, body: MoveIn) -> DossierOut:
    """Move the dossier to another agency that is competent, with a reason. The clock goes on."""
    return await act.perform(Act(Action.MOVE, body.reason, details=ActDetails(move_to=body.agency)))


@router.post("/dossiers/{id}/result-replacement", operation_id="replaceResult")
async def replace_result(act: ActOfOfficer, body: ReasonIn) -> DossierOut:
    """Replace the result before it is handed over, with a reason."""
    return await act.perform(Act(Action.REPLACE_RESULT, body.reason))


@router.post("/dossiers/{id}/result-revocation", operation_id="revokeResult")
async def revoke_result(act: ActOfOfficer, body: ReasonIn) -> DossierOut:
    """Revoke a result that was handed over, with a reason. The outcome stays as it was fixed."""
    return await act.perform(Act(Action.REVOKE_RESULT, body.reason))


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
