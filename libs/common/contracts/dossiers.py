"""The events of `online_services` about dossiers (hồ sơ). They carry no personal data: who filed a dossier, and why an
act was done, is in the service alone."""

from datetime import date, datetime

from common.contracts.event import Event, event


class DossierEvent(Event, frozen=True, kw_only=True):
    """The fields of every event about a dossier, as it is after the act.

    `state` is the code 1 to 10 of the National Portal. `version` is the one of the procedure under which it was filed.
    `number` and `received_at` are null before reception, `due_on` without an appointment; `due_at` is the appointed
    moment where the limit is in working hours. `papers` counts the papers that were filed, `digitised` those of them
    that are digitised, and `reused` those that the State had already. `parent_id` is null, or the dossier of which this
    is a sub-dossier, opened at another agency. `back_entered` marks a past dossier that was entered later: its moments
    are stated, and lie before the time of the event.
    """

    dossier_id: str
    number: str | None
    procedure_code: str
    version: int
    channel: str
    filed_at_agency: str
    receiving_agency: str
    deciding_agency: str
    state: int
    revision: int
    occurred_at: datetime
    filed_at: datetime
    received_at: datetime | None
    due_on: date | None
    due_at: datetime | None
    papers: int
    digitised: int
    reused: int
    parent_id: str | None = None
    back_entered: bool = False


@event("dossier.filed.v1", source="online_services", subject="dossier_id")
class DossierFiled(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a citizen, a delegate or a receiving officer has filed a dossier."""


@event("dossier.received.v1", source="online_services", subject="dossier_id")
class DossierReceived(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a dossier is received: it has its number, its clock begins, and the appointment is
    given."""


@event("dossier.declined.v1", source="online_services", subject="dossier_id")
class DossierDeclined(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a dossier is not received, also because the term for its supplement passed."""


@event("dossier.supplement_asked.v1", source="online_services", subject="dossier_id")
class DossierSupplementRequested(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the applicant is asked for a supplement, before reception or after it; after it
    the clock stops."""


@event("dossier.supplement_handed_in.v1", source="online_services", subject="dossier_id")
class DossierSupplementHandedIn(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a supplement was handed in; it is not accepted yet."""


@event("dossier.supplement_accepted.v1", source="online_services", subject="dossier_id")
class DossierSupplementAccepted(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a supplement is accepted: the clock goes on or begins anew, and a new appointment
    is given."""


@event("dossier.extended.v1", source="online_services", subject="dossier_id")
class DossierExtended(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a letter of apology has given a new appointment, which happens once only."""


@event("dossier.withdrawn.v1", source="online_services", subject="dossier_id")
class DossierWithdrawn(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a dossier is withdrawn at the applicant's request."""


@event("dossier.stopped.v1", source="online_services", subject="dossier_id")
class DossierStopped(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the agency stops handling a dossier, with a reason."""


@event("dossier.finished.v1", source="online_services", subject="dossier_id")
class DossierFinished(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the result is signed: whether it is early, on time or late is fixed by `due_on`,
    `due_at` and `occurred_at`."""


@event("dossier.handed_over.v1", source="online_services", subject="dossier_id")
class DossierHandedOver(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the result, or the notice that handling stopped, was handed over. It changes
    nothing of the outcome."""


@event("dossier.fee_asked.v1", source="online_services", subject="dossier_id")
class DossierFeeRequested(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the applicant is asked to pay a fee: the clock stops. `fee` counts the fees of the
    dossier, and `amount` is in đồng."""

    fee: int
    amount: int


@event("dossier.fee_settled.v1", source="online_services", subject="dossier_id")
class DossierFeeSettled(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a fee is settled: the clock goes on. `amount` is what was paid, in đồng;
    `settled_by` is `treasury` (paid online), `cash`, `reduction` or `waiver`."""

    fee: int
    amount: int
    settled_by: str


@event("dossier.step_passed.v1", source="online_services", subject="dossier_id")
class DossierStepPassed(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a handler passes a dossier on to the step `step` of the internal process."""

    process_code: str
    step: int


@event("dossier.moved.v1", source="online_services", subject="dossier_id")
class DossierMoved(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a dossier is moved from `former_agency` to another agency that is competent, the
    `deciding_agency` from now on."""

    former_agency: str


@event("dossier.result_replaced.v1", source="online_services", subject="dossier_id")
class DossierResultReplaced(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the result is replaced before it was handed over. The outcome stays as it was
    fixed by the first one."""


@event("dossier.result_revoked.v1", source="online_services", subject="dossier_id")
class DossierResultRevoked(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a result that was handed over is revoked. The outcome stays as it was fixed."""


@event("dossier.deadline_near.v1", source="online_services", subject="dossier_id")
class DossierDeadlineNear(DossierEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the appointment of an open dossier is near, once for each warning.

    `kind` is `percent`, where `threshold` per cent of the limit are over, or `days_before`, where the appointment is in
    `threshold` working days. The moment for the warning was `warned_for`.
    """

    kind: str
    threshold: int
    warned_for: datetime
