"""Request bodies."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from common.http.days import Day, Moment
from common.http.request_body import RequestBody
from online_services.clock.domain.appointments import MOST_DAYS, Limit
from online_services.dossiers.commands.enter_past_dossiers import PastDossier
from online_services.dossiers.commands.file_dossier import DossierRequest
from online_services.dossiers.commands.open_sub_dossier import SubDossierRequest
from online_services.dossiers.commands.special_acts import NO_DETAILS, ActDetails, FeeRequest
from online_services.dossiers.domain.back_entries import EnteredAction, StatedAct
from online_services.dossiers.domain.fees import Payment
from online_services.dossiers.domain.filing import DelegableAct, DossierChannel, FiledPaper, Person
from online_services.dossiers.domain.officers import Officer, OfficerRole
from online_services.dossiers.domain.transitions import Action, Role
from online_services.law.api.parameters import ProcedureCode

MAX_PAPERS, MAX_OFFICERS = 200, 2_000
MAX_AMOUNT = 10**13
"""In đồng."""
Words = Annotated[str, Field(min_length=1, max_length=1_000)]
LongText = Annotated[str, Field(min_length=1, max_length=4_000)]
AgencyCode = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9.]{0,34}$", examples=["H60.01"])]
PersonalNumber = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
Subject = Annotated[str, Field(min_length=1, max_length=200)]


class DossierBody(RequestBody):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class DelegationIn(DossierBody):
    """Who acts for the applicant, on what ground (căn cứ ủy quyền), and which acts the delegation names."""

    personal_id: PersonalNumber
    ground: Words
    extent: Annotated[list[DelegableAct], Field(min_length=1, max_length=3)]


class ApplicantIn(DossierBody):
    personal_id: PersonalNumber
    full_name: Words
    phone: Annotated[str, Field(pattern=r"^[0-9+ ]{8,20}$")] | None = None
    delegation: DelegationIn | None = None

    def person(self) -> Person:
        if (delegation := self.delegation) is None:
            return Person(self.personal_id, self.full_name, self.phone)
        extent = tuple(act.value for act in delegation.extent)
        return Person(self.personal_id, self.full_name, self.phone, delegation.personal_id, delegation.ground, extent)


class FiledPaperIn(DossierBody):
    """`name` is that of a paper of the version. `digitisation` is 0 not digitised, 1 digitised, 2 reused from a paper
    of another dossier, 3 reused from another result."""

    name: LongText
    digitisation: Annotated[int, Field(ge=0, le=3)]


class DossierIn(DossierBody):
    """`receiving_agency` may be any agency of the province; `deciding_agency` is one that the version names or, where
    it names all communes, one of them. `for_case` is needed where the version tells cases apart, and `form_data` where
    it has a form, which `GET /v1/forms/{code}/versions/{version}` returns."""

    procedure_code: ProcedureCode
    channel: DossierChannel
    for_case: LongText | None = None
    receiving_agency: AgencyCode
    deciding_agency: AgencyCode
    applicant: ApplicantIn
    papers: Annotated[list[FiledPaperIn], Field(default_factory=list, max_length=MAX_PAPERS)]
    form_data: Annotated[dict[str, Any], Field(max_length=500)] | None = None

    def request(self) -> DossierRequest:
        return DossierRequest(
            procedure_code=self.procedure_code,
            channel=self.channel.value,
            for_case=self.for_case,
            receiving_agency=self.receiving_agency,
            deciding_agency=self.deciding_agency,
            person=self.applicant.person(),
            papers=[FiledPaper(paper.name, paper.digitisation) for paper in self.papers],
            form_data=self.form_data,
        )


class StatedActIn(DossierBody):
    """`at` is when it was done, `appointment` the new day that an extension gave."""

    action: EnteredAction
    at: Moment
    reason: LongText | None = None
    appointment: Day | None = None

    def act(self) -> StatedAct:
        return StatedAct(Action(self.action.value), self.at, self.reason, self.appointment)


class PastDossierIn(DossierIn):
    """`acts` are those after the filing, in their order. The filing was at the receiving agency."""

    filed_at: Moment
    acts: Annotated[list[StatedActIn], Field(max_length=50)]

    def entry(self) -> PastDossier:
        return PastDossier(self.request(), self.filed_at, [act.act() for act in self.acts])


class PastDossiersIn(DossierBody):
    """All of them are entered, or none."""

    dossiers: Annotated[list[PastDossierIn], Field(min_length=1, max_length=500)]


class ReasonIn(DossierBody):
    """The citizen reads the reason."""

    reason: LongText


class ExtensionIn(ReasonIn):
    """`appointment` is the new day, which the letter of apology states with the reason."""

    appointment: Day


class FeeIn(ReasonIn):
    """`amount` is in đồng, and `ground` the legal basis of the fee."""

    amount: Annotated[int, Field(gt=0, le=MAX_AMOUNT)]
    ground: Words

    def details(self) -> ActDetails:
        return ActDetails(fee=FeeRequest(self.amount, self.ground))


class PaymentMethod(StrEnum):
    """Qua kho bạc, tiền mặt."""

    TREASURY = "treasury"
    CASH = "cash"


class PaymentIn(DossierBody):
    """`reference` is that of the treasury's payment, or the number of the receipt for cash. The whole fee is paid."""

    method: PaymentMethod
    amount: Annotated[int, Field(gt=0, le=MAX_AMOUNT)]
    reference: Annotated[str, Field(min_length=1, max_length=100)]


class ReductionIn(ReasonIn):
    """Without `reduced_to` the fee is waived. Else that amount, in đồng, was taken in cash, and `receipt` is the number
    of the receipt."""

    reduced_to: Annotated[int, Field(gt=0, le=MAX_AMOUNT)] | None = None
    receipt: Annotated[str, Field(min_length=1, max_length=100)] | None = None

    @model_validator(mode="after")
    def has_receipt_of_payment(self) -> Self:
        if (self.reduced_to is None) != (self.receipt is None):
            raise ValueError("`reduced_to` and `receipt` are stated together")
        return self

    def details(self) -> ActDetails:
        if self.reduced_to is None or self.receipt is None:
            return NO_DETAILS
        return ActDetails(payment=Payment(self.reduced_to, self.receipt))


class MoveIn(ReasonIn):
    """`agency` decides from now on: one that the version names or, where it names all communes, one of them."""

    agency: AgencyCode


class StepIn(DossierBody):
    """`handler` is the officer to whom the next step is assigned; without one any handler of the agency may claim
    it."""

    handler: Subject | None = None


class LimitUnit(StrEnum):
    """The units that give an appointment."""

    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"


class SubLimitIn(DossierBody):
    amount: Annotated[int, Field(gt=0, le=MOST_DAYS)]
    unit: LimitUnit


class SubDossierIn(ReasonIn):
    """`agency` is asked for its part, and `reason` says for what; its clock has the `time_limit`, if there is one."""

    agency: AgencyCode
    time_limit: SubLimitIn | None = None

    def request(self) -> SubDossierRequest:
        stated = self.time_limit
        limit = None if stated is None else Limit(Decimal(stated.amount), stated.unit.value)
        return SubDossierRequest(self.agency, self.reason, limit)


class AssignmentIn(DossierBody):
    """`handler` is the subject of an officer who handles dossiers of the deciding agency today."""

    handler: Subject


class ReadingIn(DossierBody):
    """The citizen sees who read the dossier, and this reason."""

    reason: LongText


class OfficerIn(DossierBody):
    """The role is held in `[valid_from, valid_to)`. A row that ends on its first day was recorded by mistake."""

    agency_code: AgencyCode
    subject: Subject
    role: OfficerRole
    valid_from: Day
    valid_to: Day | None = None
    legal_basis: Words

    def officer(self) -> Officer:
        return Officer(
            self.agency_code, self.subject, Role(self.role.value), self.valid_from, self.valid_to, self.legal_basis
        )


class OfficersIn(DossierBody):
    officers: Annotated[list[OfficerIn], Field(min_length=1, max_length=MAX_OFFICERS)]
