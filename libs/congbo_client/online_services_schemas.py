"""The bodies of requests and responses of `online_services`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from congbo_client.shared_schemas import DecisionRef

DelegableAct = Literal["file", "submit_supplement", "withdraw"]
"""What a delegation may name, among the acts of the table of states."""


DossierChannel = Literal["direct", "online", "post"]
"""Trực tiếp, trực tuyến, bưu chính."""


DraftPart = Literal["papers", "steps", "limits", "fees", "channels", "agencies", "form"]
"""Thành phần hồ sơ, trình tự, thời hạn, phí và lệ phí, cách thức, cơ quan, biểu mẫu."""


EnteredAction = Literal[
    "receive",
    "decline",
    "request_supplement",
    "submit_supplement",
    "lapse",
    "accept",
    "begin",
    "withdraw",
    "stop",
    "finish",
    "replace_result",
    "deliver",
    "revoke_result",
    "extend",
]
"""The acts that can be entered: fees and the work inside an agency stay with the system that it was done in."""


LimitUnit = Literal["working_day", "working_hour"]
"""The units that give an appointment."""


Obstacle = Literal[
    "procedure_not_in_force",
    "not_offered",
    "information_only",
    "undetermined",
    "review_pending",
    "content_not_here_yet",
]
"""Why nothing can be filed online on the day. At the counter a dossier can be filed unless the procedure is not in
force."""


OfficerRole = Literal["receiver", "handler", "signer", "deliverer", "treasury", "head_of_agency"]
"""The roles that are recorded for officers; those of applicants are not."""


OnlineLevel = Literal["full", "partial", "information_only", "undetermined"]
"""Mức độ: toàn trình (full), the rule since 1 July 2026, or một phần (partial), for which a reason must be published
(Điều 14 NĐ 224/2026). At chỉ cung cấp thông tin (information only) the procedure is only described, and chưa xác
định (undetermined) states no level yet: at neither can anything be filed, and neither counts as an online
service."""


PaymentMethod = Literal["treasury", "cash"]
"""Qua kho bạc, tiền mặt."""


ProactiveLevel = Literal[0, 1, 2, 3, 4]
"""What the agency does before anybody asks for it. The four levels are those of Điều 16 NĐ 224/2026; `NONE` is a
service that waits for a dossier, as every service does of which nothing is recorded."""


SetKind = Literal["essential", "interconnected"]
"""Dịch vụ công thiết yếu (essential services), or nhóm thủ tục liên thông (procedures that one dossier covers)."""


SettledBy = Literal["treasury", "cash", "reduction", "waiver"]
"""Qua kho bạc, tiền mặt, giảm, miễn."""


Stage = Literal[
    "filed",
    "received",
    "declined",
    "in_process",
    "supplement_before_reception",
    "supplement",
    "fee_requested",
    "withdrawn",
    "stopped",
    "finished",
    "handed_over",
]
"""A state; state 5 is two stages, since its way on depends on where it came from."""


State = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
"""Trạng thái hồ sơ."""


Timeliness = Literal["early", "on_time", "late"]
"""Trước hạn, đúng hạn, quá hạn."""


WorkGroup = Literal[
    "to_receive",
    "supplement_awaited",
    "overdue",
    "due_today",
    "due_later",
    "without_appointment",
    "waiting",
    "to_deliver",
]
"""`to_receive`, `supplement_awaited` (before reception) and `to_deliver` are of the receiving agency; `overdue`,
`due_today`, `due_later`, `without_appointment` and `waiting` (for a supplement or a fee) of the deciding one."""


class Agency(TypedDict):
    code: str
    name: str


class Applicant(TypedDict):
    delegation: Delegation | None
    full_name: str
    personal_id: str
    phone: str | None


class ApplicantInput(TypedDict):
    delegation: NotRequired[DelegationInput | None]
    full_name: str
    personal_id: str
    phone: NotRequired[str | None]


class AssignmentInput(TypedDict):
    """`handler` is the subject of an officer who handles dossiers of the deciding agency today."""

    handler: str


class ChangedDossierDraftInput(TypedDict):
    """It replaces the whole draft. `version` is the one in force today, where the draft is filled in by it from now
    on; left out, the draft stays with the version that it has."""

    applicant: NotRequired[DraftedApplicantInput | None]
    channel: DossierChannel
    deciding_agency: NotRequired[str | None]
    for_case: NotRequired[str | None]
    form_data: NotRequired[dict[str, Any] | None]
    papers: NotRequired[list[FiledPaperInput]]
    receiving_agency: NotRequired[str | None]
    version: NotRequired[int | None]


class Delegation(TypedDict):
    extent: list[str]
    ground: str
    personal_id: str


class DelegationInput(TypedDict):
    """Who acts for the applicant, on what ground (căn cứ ủy quyền), and which acts the delegation names."""

    extent: list[DelegableAct]
    ground: str
    personal_id: str


class Dossier(TypedDict):
    """`state` is the code of the National Portal, `state_name` its name. `revision`, between quotes, is what
    officers send as `If-Match`. `timeliness` is how the result keeps the appointment; of an open dossier, how a
    result of now would. Where it is paused, or was when it ended, the beginning of the pause counts. `step` is
    the one of the internal process; null: the first one. `results` counts the results that were signed: the last
    one counts, unless it is revoked. `parent_id` is the dossier of which this is a sub-dossier. `back_entered`
    marks a past dossier that was entered later, at stated moments."""

    back_entered: bool
    channel: str
    deciding_agency: str
    due_at: str | None
    due_on: str | None
    ended_at: str | None
    extended: bool
    filed_at: str
    filed_at_agency: str
    for_case: str | None
    id: str
    number: str | None
    parent_id: str | None
    paused_from: str | None
    procedure_code: str
    received_at: str | None
    receiving_agency: str
    result_revoked: bool
    results: int
    revision: int
    stage: Stage
    state: int
    state_name: str
    step: int | None
    step_name: str | None
    supplement_due: str | None
    time_limit: TimeLimit | None
    timeliness: Timeliness | None
    version: int


class DossierAct(TypedDict):
    """`due_on` and `due_at` are the appointment after the act; `assigned_to` is the officer to whom it assigned the
    dossier."""

    acted_at: str
    acted_by: str
    action: str
    agency_code: str
    assigned_to: str | None
    due_at: str | None
    due_on: str | None
    reason: str | None
    role: str


class DossierDraftInput(TypedDict):
    applicant: NotRequired[DraftedApplicantInput | None]
    channel: DossierChannel
    deciding_agency: NotRequired[str | None]
    for_case: NotRequired[str | None]
    form_data: NotRequired[dict[str, Any] | None]
    papers: NotRequired[list[FiledPaperInput]]
    procedure_code: str
    receiving_agency: NotRequired[str | None]


class DossierFee(TypedDict):
    """Amounts are in đồng. `settled_by` is how the fee was settled, and `paid` what was paid; null: it is owed,
    unless the dossier ended."""

    amount: int
    ground: str
    number: int
    paid: int | None
    requested_at: str
    settled_at: str | None
    settled_by: SettledBy | None


class DossierInput(TypedDict):
    """`receiving_agency` may be any agency of the province; `deciding_agency` is one that the version names or,
    where it names all communes, one of them. `for_case` is needed where the version tells cases apart, and
    `form_data` where it has a form, which `GET /v1/forms/{code}/versions/{version}` returns."""

    applicant: ApplicantInput
    channel: DossierChannel
    deciding_agency: str
    for_case: NotRequired[str | None]
    form_data: NotRequired[dict[str, Any] | None]
    papers: NotRequired[list[FiledPaperInput]]
    procedure_code: str
    receiving_agency: str


class DossierReading(TypedDict):
    agency_code: str
    read_at: str
    reader_name: str
    reason: str


class DossierReadings(TypedDict):
    items: list[DossierReading]


class DraftReading(TypedDict):
    """`id` is that of the draft, and of the dossier that was filed from it."""

    agency_code: str
    id: str
    read_at: str
    reader: str
    reader_name: str
    reason: str


class DraftReadings(TypedDict):
    """The latest comes first."""

    items: list[DraftReading]


class DraftState(TypedDict):
    """`current_version` is the version in force today, null where there is none, or its content is not here yet.
    `changed_parts` differ between the two versions; `form` also where another form of the version counts now.
    `misfits` are the reasons for which it could not be filed as it is."""

    agency_code: str | None
    changed_at: str
    changed_parts: list[DraftPart]
    channel: str
    created_at: str
    current_version: int | None
    id: str
    kept_until: str
    misfits: list[Misfit]
    procedure_code: str
    revision: int
    version: int


class DraftedApplicant(TypedDict):
    delegation: Delegation | None
    full_name: str | None
    personal_id: str | None
    phone: str | None


class DraftedApplicantInput(TypedDict):
    delegation: NotRequired[DelegationInput | None]
    full_name: NotRequired[str | None]
    personal_id: NotRequired[str | None]
    phone: NotRequired[str | None]


class Drafts(TypedDict):
    """The draft that was changed last comes first. What they say of an applicant is not listed."""

    items: list[ListedDraft]


class EnteredDossier(TypedDict):
    due_at: str | None
    due_on: str | None
    id: str
    number: str | None
    state: int
    timeliness: Timeliness | None


class EnteredDossiers(TypedDict):
    """In the order of the request."""

    items: list[EnteredDossier]


class ExtensionInput(TypedDict):
    """`appointment` is the new day, which the letter of apology states with the reason."""

    appointment: str
    reason: str


class FeeInput(TypedDict):
    """`amount` is in đồng, and `ground` the legal basis of the fee."""

    amount: int
    ground: str
    reason: str


class FiledPaper(TypedDict):
    digitisation: int
    name: str


class FiledPaperInput(TypedDict):
    """`name` is that of a paper of the version. `digitisation` is 0 not digitised, 1 digitised, 2 reused from a
    paper of another dossier, 3 reused from another result."""

    digitisation: int
    name: str


class FilingRequirements(TypedDict):
    """`content` is the complete content of the version in force, as `GET /v1/procedures/{code}/versions/{number}` of
    `procedures` returns it, and `content_sha256` the hash of those bytes. `population_fields` are the fields of
    the population database that the procedure may ask for."""

    content: dict[str, Any]
    content_sha256: str
    effective_from: str
    effective_to: str | None
    name: str
    on: str
    population_fields: list[str]
    procedure_code: str
    processes: list[Process]
    version: int


class Form(TypedDict):
    """The form by which data are judged that are filed under the version."""

    agency_code: str
    json_schema: dict[str, Any]
    legal_basis: str
    procedure_code: str
    recorded_at: str
    version: int


class FormInput(TypedDict):
    """`json_schema` is a JSON Schema of draft 2020-12 with the keywords that forms may use; `legal_basis` names the
    document that lays the form down."""

    json_schema: dict[str, Any]
    legal_basis: str


class LevelChangeInput(TypedDict):
    """The level applies from `effective_on` until the next change that has already been decided."""

    effective_on: str
    level: OnlineLevel
    partial_reason: NotRequired[PartialReasonInput | None]


class LevelPeriod(TypedDict):
    """`[effective_from, effective_to)`; open-ended where `effective_to` is null."""

    decision: DecisionRef | None
    effective_from: str
    effective_to: str | None
    level: OnlineLevel
    partial_reason: PartialReason | None


class ListedDraft(TypedDict):
    """`version` is the one by which it was filled in. `agency_code` is where an officer keeps it for an applicant;
    null: it is an applicant's. If it is not changed before, it is deleted after `kept_until`."""

    agency_code: str | None
    changed_at: str
    channel: str
    created_at: str
    id: str
    kept_until: str
    procedure_code: str
    revision: int
    version: int


class ListedPartialReason(TypedDict):
    code: str
    name: str
    name_en: str
    source: str


class ListedServiceSet(TypedDict):
    """`members` is the number of its members on the day."""

    code: str
    kind: SetKind
    legal_basis: str
    members: int
    name: str
    valid_from: str
    valid_to: str | None


class ListedServiceSets(TypedDict):
    items: list[ListedServiceSet]
    on: str


class Misfit(TypedDict):
    """`pointer` is the JSON pointer of the place in the draft, `problem` the type of the problem with which its
    filing would be refused, and `keyword` the one of the JSON Schema that data of the form do not fit. No value
    is repeated."""

    keyword: str | None
    pointer: str
    problem: str


class MoveInput(TypedDict):
    """`agency` decides from now on: one that the version names or, where it names all communes, one of them."""

    agency: str
    reason: str


class OfferedOnlineService(TypedDict):
    """A service with its level on the requested day."""

    administrative_levels: list[str]
    agency: Agency
    id: str
    level: OnlineLevel
    name: str
    offered_from: str | None
    offered_to: str | None
    partial_reason: PartialReason | None
    paused_from: str | None
    procedure_code: str
    revision: int
    under_review: bool


class OfferedOnlineServicePage(TypedDict):
    items: list[OfferedOnlineService]
    next: str | None


class OfficerInput(TypedDict):
    """The role is held in `[valid_from, valid_to)`. A row that ends on its first day was recorded by mistake."""

    agency_code: str
    legal_basis: str
    role: OfficerRole
    subject: str
    valid_from: str
    valid_to: NotRequired[str | None]


class OfficersInput(TypedDict):
    officers: list[OfficerInput]


class OnlineFiling(TypedDict):
    """`obstacle` says why nothing can be filed online on the day, null where it can. `level` is what is offered on
    the day, since `offered_from`, also while a review pauses it; null where nothing is offered. `partial_reason`
    is the published reason of a partial service. `begins` is the first later day from which filing is decided,
    `ends` the day from which it no longer is possible, as decided now. `proactive_level` is 0 to 4, and `sets`
    are those that the procedure is in on the day."""

    begins: str | None
    ends: str | None
    level: OnlineLevel | None
    may_file: bool
    obstacle: Obstacle | None
    offered_from: str | None
    on: str
    partial_reason: PublishedPartialReason | None
    proactive_level: int
    procedure_code: str
    service_id: str | None
    sets: list[SetOfProcedure]


class OnlineServiceDetail(TypedDict):
    """`proactive_levels` are in the order of their days; before the first one the level is 0."""

    administrative_levels: list[str]
    agency: Agency
    id: str
    levels: list[LevelPeriod]
    name: str
    offered_from: str | None
    offered_to: str | None
    paused_from: str | None
    proactive_levels: list[ProactiveLevelPeriod]
    procedure_code: str
    revision: int
    under_review: bool


class OnlineServiceHistory(TypedDict):
    items: list[OnlineServiceHistoryLine]


class OnlineServiceHistoryLine(TypedDict):
    """`action` is registered, level_changed, review_requested, reviewed, withdrawn, restored, recoded or
    proactive_level_set. After an annulment or a correction, `decision` is the instrument that orders it, and
    `reason` is the reason that the instrument states; of a proactive level `reason` is the ground."""

    action: str
    decision: DecisionRef | None
    effective_on: str
    reason: str | None
    recorded_at: str
    revision: int


class OnlineServiceInput(TypedDict):
    effective_on: str
    level: OnlineLevel
    name: NotRequired[str | None]
    partial_reason: NotRequired[PartialReasonInput | None]
    procedure_code: str


class OnlineServicesInput(TypedDict):
    """Either all services are registered or none."""

    services: list[OnlineServiceInput]


class PartialReason(TypedDict):
    """`name` is the reason as it is published, in Vietnamese."""

    code: str
    legal_basis: str
    name: str


class PartialReasonInput(TypedDict):
    """`code` is one that `GET /v1/partial-reasons` lists; `legal_basis` names the law that requires the reason."""

    code: str
    legal_basis: str


class PartialReasons(TypedDict):
    items: list[ListedPartialReason]


class PastDossierInput(TypedDict):
    """`acts` are those after the filing, in their order. The filing was at the receiving agency."""

    acts: list[StatedActInput]
    applicant: ApplicantInput
    channel: DossierChannel
    deciding_agency: str
    filed_at: str
    for_case: NotRequired[str | None]
    form_data: NotRequired[dict[str, Any] | None]
    papers: NotRequired[list[FiledPaperInput]]
    procedure_code: str
    receiving_agency: str


class PastDossiersInput(TypedDict):
    """All of them are entered, or none."""

    dossiers: list[PastDossierInput]


class PaymentInput(TypedDict):
    """`reference` is that of the treasury's payment, or the number of the receipt for cash. The whole fee is paid."""

    amount: int
    method: PaymentMethod
    reference: str


class ProactiveLevelInput(TypedDict):
    """`level` is 0, or one of the four levels of Điều 16 NĐ 224/2026: 1 the agency reminds, 2 it also prepares the
    dossier, 3 it also recommends what to do, 4 it acts by itself. It applies from `effective_on` until the next
    one that is recorded."""

    effective_on: str
    legal_basis: str
    level: ProactiveLevel


class ProactiveLevelPeriod(TypedDict):
    """How proactively the service is provided from `effective_from` until the next row begins."""

    effective_from: str
    legal_basis: str
    level: int


class Process(TypedDict):
    """An internal process (quy trình nội bộ). Without a `channel` it is for dossiers of all channels, without a
    `case` for those of every case."""

    agency: ProcessAgency
    case: str | None
    channel: str | None
    code: str
    inter_agency: bool
    name: str
    separate_signer: bool
    steps: list[ProcessStep]


class ProcessAgency(TypedDict):
    code: str
    name: str


class ProcessStep(TypedDict):
    """`hours` are working hours. The step is taken by `agency` if that is recorded, else by the body that
    `agency_name` names."""

    agency: ProcessAgency | None
    agency_name: str | None
    hours: int
    name: str
    number: int
    role: str


class PublishedPartialReason(TypedDict):
    """Why not everything is done online, as Điều 14 NĐ 224/2026 has it published: the listed reason, and the
    specialised law that requires it."""

    code: str
    legal_basis: str
    name: str
    name_en: str


class ReadingInput(TypedDict):
    """The citizen sees who read the dossier, and this reason."""

    reason: str


class ReasonInput(TypedDict):
    """The citizen reads the reason."""

    reason: str


class RecordedDossierOfficers(TypedDict):
    recorded: int


class ReductionInput(TypedDict):
    """Without `reduced_to` the fee is waived. Else that amount, in đồng, was taken in cash, and `receipt` is the
    number of the receipt."""

    reason: str
    receipt: NotRequired[str | None]
    reduced_to: NotRequired[int | None]


class RegisterLine(TypedDict):
    """`timeliness` is how the result keeps the appointment; of an open dossier, how a result of now would. Where it
    is paused, or was when it ended, the beginning of the pause counts."""

    channel: str
    deciding_agency: str
    due_at: str | None
    due_on: str | None
    ended_at: str | None
    filed_at: str
    id: str
    number: str
    parent_id: str | None
    paused_from: str | None
    procedure_code: str
    received_at: str
    state: int
    state_name: str
    timeliness: Timeliness | None
    version: int


class RegisterLinePage(TypedDict):
    items: list[RegisterLine]
    next: str | None


class RegisteredOnlineServices(TypedDict):
    services: list[OnlineServiceDetail]


class ServiceSetDetail(TypedDict):
    code: str
    kind: SetKind
    legal_basis: str
    members: list[ServiceSetMember]
    name: str
    on: str
    valid_from: str
    valid_to: str | None


class ServiceSetInput(TypedDict):
    """Members that are recorded already and not named stay in the set."""

    code: str
    kind: SetKind
    legal_basis: str
    members: NotRequired[list[ServiceSetMemberInput]]
    name: str
    valid_from: str
    valid_to: NotRequired[str | None]


class ServiceSetMember(TypedDict):
    """`service_id` and `level` tell what is offered on the day; null where nothing is."""

    legal_basis: str
    level: OnlineLevel | None
    position: int
    procedure_code: str
    service_id: str | None
    valid_from: str
    valid_to: str | None


class ServiceSetMemberInput(TypedDict):
    """The procedure is in the set in `[valid_from, valid_to)`, on the ground of the set where none is stated. A row
    that ends on its first day takes back one that was recorded by mistake."""

    legal_basis: NotRequired[str | None]
    position: NotRequired[int]
    procedure_code: str
    valid_from: str
    valid_to: NotRequired[str | None]


class ServiceSetsInput(TypedDict):
    """Either all rows are recorded or none."""

    sets: list[ServiceSetInput]


class SetOfProcedure(TypedDict):
    """A set of services that the procedure is in on the day."""

    code: str
    kind: SetKind
    name: str


class StatedActInput(TypedDict):
    """`at` is when it was done, `appointment` the new day that an extension gave."""

    action: EnteredAction
    appointment: NotRequired[str | None]
    at: str
    reason: NotRequired[str | None]


class StepInput(TypedDict):
    """`handler` is the officer to whom the next step is assigned; without one any handler of the agency may claim
    it."""

    handler: NotRequired[str | None]


class SubDossier(TypedDict):
    deciding_agency: str
    due_at: str | None
    due_on: str | None
    id: str
    number: str | None
    state: int
    state_name: str


class SubDossierInput(TypedDict):
    """`agency` is asked for its part, and `reason` says for what; its clock has the `time_limit`, if there is one."""

    agency: str
    reason: str
    time_limit: NotRequired[SubLimitInput | None]


class SubLimitInput(TypedDict):
    amount: int
    unit: LimitUnit


class TimeLimit(TypedDict):
    """It counts from reception, or anew from a later act: until an extension it is the one that the version states,
    then the one that ends on the new appointment. Only working days and working hours give an appointment."""

    amount: float
    unit: str


class WholeDossier(TypedDict):
    """A dossier with the applicant, the papers, what was done with it, its fees, and its sub-dossiers. `form_data`
    is what was filled in, null where the version had no form."""

    acts: list[DossierAct]
    applicant: Applicant
    back_entered: bool
    channel: str
    deciding_agency: str
    due_at: str | None
    due_on: str | None
    ended_at: str | None
    extended: bool
    fees: list[DossierFee]
    filed_at: str
    filed_at_agency: str
    for_case: str | None
    form_data: dict[str, Any] | None
    id: str
    number: str | None
    papers: list[FiledPaper]
    parent_id: str | None
    paused_from: str | None
    procedure_code: str
    received_at: str | None
    receiving_agency: str
    result_revoked: bool
    results: int
    revision: int
    stage: Stage
    state: int
    state_name: str
    step: int | None
    step_name: str | None
    sub_dossiers: list[SubDossier]
    supplement_due: str | None
    time_limit: TimeLimit | None
    timeliness: Timeliness | None
    version: int


class WholeDraft(TypedDict):
    """The draft with all that was filled in."""

    agency_code: str | None
    applicant: DraftedApplicant
    changed_at: str
    changed_parts: list[DraftPart]
    channel: str
    created_at: str
    current_version: int | None
    deciding_agency: str | None
    for_case: str | None
    form_data: dict[str, Any] | None
    id: str
    kept_until: str
    misfits: list[Misfit]
    papers: list[FiledPaper]
    procedure_code: str
    receiving_agency: str | None
    revision: int
    version: int


class WorkItem(TypedDict):
    """`handler` is the officer to whom the dossier is assigned, since `assigned_at`; null: any handler of the agency
    may claim it. `step` is the one of the internal process; null: the first one."""

    assigned_at: str | None
    channel: str
    due_at: str | None
    due_on: str | None
    filed_at: str
    handler: str | None
    id: str
    number: str | None
    paused_from: str | None
    procedure_code: str
    received_at: str | None
    revision: int
    stage: Stage
    state: int
    state_name: str
    step: int | None
    step_name: str | None


class WorkItemPage(TypedDict):
    items: list[WorkItem]
    next: str | None
