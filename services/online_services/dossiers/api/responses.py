"""Response bodies."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from online_services.clock.domain.appointments import Timeliness
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.domain.fees import SettledBy
from online_services.dossiers.domain.filing import Person
from online_services.dossiers.domain.states import NAMES, STATES, Stage
from online_services.dossiers.queries.whole_dossier import WholeDossier


class TimeLimitOut(BaseModel):
    """It counts from reception, or anew from a later act: until an extension it is the one that the version states,
    then the one that ends on the new appointment. Only working days and working hours give an appointment."""

    amount: float
    unit: str


class DossierOut(BaseModel):
    """`state` is the code of the National Portal, `state_name` its name. `revision`, between quotes, is what officers
    send as `If-Match`. `timeliness` is how the result keeps the appointment; of an open dossier, how a result of now
    would. Where it is paused, or was when it ended, the beginning of the pause counts. `step` is the one of the
    internal process; null: the first one. `results` counts the results that were signed: the last one counts, unless
    it is revoked. `parent_id` is the dossier of which this is a sub-dossier. `back_entered` marks
    a past dossier that was entered later, at stated moments."""

    id: UUID
    parent_id: UUID | None
    revision: int
    number: str | None
    procedure_code: str
    version: int
    channel: str
    for_case: str | None
    filed_at_agency: str
    receiving_agency: str
    deciding_agency: str
    state: int
    state_name: str
    stage: Stage
    filed_at: datetime
    received_at: datetime | None
    ended_at: datetime | None
    time_limit: TimeLimitOut | None
    due_on: date | None
    due_at: datetime | None
    paused_from: datetime | None
    supplement_due: date | None
    extended: bool
    timeliness: Timeliness | None
    step: int | None
    step_name: str | None
    results: int
    result_revoked: bool
    back_entered: bool

    @classmethod
    def of(cls, dossier: Dossier, now: datetime) -> Self:
        return cls(**members_of(dossier, now))


def members_of(dossier: Dossier, now: datetime) -> dict[str, Any]:
    filing, appointed, limit, progress = dossier.filing, dossier.appointed, dossier.limit, dossier.progress
    return {
        "id": filing.id,
        "parent_id": filing.parent_id,
        "revision": dossier.revision,
        "number": dossier.number,
        "procedure_code": filing.procedure_code,
        "version": filing.version,
        "channel": filing.channel,
        "for_case": filing.for_case,
        "filed_at_agency": filing.agencies.filed_at,
        "receiving_agency": filing.agencies.receiving,
        "deciding_agency": filing.agencies.deciding,
        "state": int(dossier.state),
        "state_name": NAMES[dossier.state],
        "stage": dossier.stage,
        "filed_at": filing.filed_at,
        "received_at": dossier.received_at,
        "ended_at": dossier.ended_at,
        "time_limit": None if limit is None else TimeLimitOut(amount=float(limit.amount), unit=limit.unit),
        "due_on": None if appointed is None else appointed.day,
        "due_at": None if appointed is None else appointed.moment,
        "paused_from": dossier.paused_from,
        "supplement_due": dossier.supplement_due,
        "extended": dossier.extended,
        "timeliness": dossier.timeliness(now),
        "step": None if progress is None else progress.step.number,
        "step_name": None if progress is None else progress.step.name,
        "results": dossier.results,
        "result_revoked": dossier.result_revoked,
        "back_entered": dossier.back_entered,
    }


class DelegationOut(BaseModel):
    personal_id: str
    ground: str
    extent: list[str]


class ApplicantOut(BaseModel):
    personal_id: str
    full_name: str
    phone: str | None
    delegation: DelegationOut | None

    @classmethod
    def of(cls, person: Person) -> Self:
        delegation = None
        if person.delegate_personal_id is not None and person.delegation_ground is not None:
            delegation = DelegationOut(
                personal_id=person.delegate_personal_id,
                ground=person.delegation_ground,
                extent=list(person.delegation_extent),
            )
        return cls(
            personal_id=person.personal_id, full_name=person.full_name, phone=person.phone, delegation=delegation
        )


class FiledPaperOut(BaseModel):
    name: str
    digitisation: int


class DossierActOut(BaseModel):
    """`due_on` and `due_at` are the appointment after the act; `assigned_to` is the officer to whom it assigned the
    dossier."""

    action: str
    role: str
    agency_code: str
    acted_by: str
    acted_at: datetime
    reason: str | None
    due_on: date | None
    due_at: datetime | None
    assigned_to: str | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class DossierFeeOut(BaseModel):
    """Amounts are in đồng. `settled_by` is how the fee was settled, and `paid` what was paid; null: it is owed, unless
    the dossier ended."""

    number: int
    amount: int
    ground: str
    requested_at: datetime
    settled_by: SettledBy | None
    paid: int | None
    settled_at: datetime | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class SubDossierOut(BaseModel):
    id: UUID
    number: str | None
    deciding_agency: str
    state: int
    state_name: str
    due_on: date | None
    due_at: datetime | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        state = STATES[Stage(row.stage)]
        return cls(
            id=row.id,
            number=row.number,
            deciding_agency=row.deciding_agency,
            state=int(state),
            state_name=NAMES[state],
            due_on=row.due_on,
            due_at=row.due_at,
        )


class WholeDossierOut(DossierOut):
    """A dossier with the applicant, the papers, what was done with it, its fees, and its sub-dossiers.
    `form_data` is what was filled in, null where the version had no form."""

    applicant: ApplicantOut
    papers: list[FiledPaperOut]
    acts: list[DossierActOut]
    fees: list[DossierFeeOut]
    sub_dossiers: list[SubDossierOut]
    form_data: dict[str, Any] | None

    @classmethod
    def of_whole(cls, whole: WholeDossier, now: datetime) -> Self:
        return cls(
            **members_of(whole.dossier, now),
            applicant=ApplicantOut.of(whole.person),
            papers=[FiledPaperOut(name=row.name, digitisation=row.digitisation) for row in whole.papers],
            acts=[DossierActOut.of_row(row) for row in whole.acts],
            fees=[DossierFeeOut.of_row(row) for row in whole.fees],
            sub_dossiers=[SubDossierOut.of_row(row) for row in whole.sub_dossiers],
            form_data=None if whole.form_data is None else dict(whole.form_data),
        )


class EnteredDossierOut(BaseModel):
    id: UUID
    number: str | None
    state: int
    due_on: date | None
    due_at: datetime | None
    timeliness: Timeliness | None

    @classmethod
    def of(cls, dossier: Dossier, now: datetime) -> Self:
        members = members_of(dossier, now)
        return cls(**{name: members[name] for name in cls.model_fields})


class EnteredDossiersOut(BaseModel):
    """In the order of the request."""

    items: list[EnteredDossierOut]


class DossierReadingOut(BaseModel):
    reader_name: str
    agency_code: str
    reason: str
    read_at: datetime


class DossierReadings(BaseModel):
    items: list[DossierReadingOut]

    @classmethod
    def of_rows(cls, rows: Any) -> Self:
        return cls(
            items=[
                DossierReadingOut(**{name: getattr(row, name) for name in DossierReadingOut.model_fields})
                for row in rows
            ]
        )


class RecordedOfficers(BaseModel):
    recorded: int
