"""The bodies of requests and responses of `population_lookup`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from congbo_client.shared_schemas import DecisionRef, PopulationField

GatewayFormat = Literal["xml", "json"]
"""`xml`: the answer is the text of the SOAP envelope. `json`: it is converted, element by element."""


LookupState = Literal["matched", "not_matched", "refused"]
"""`matched`: a citizen's data was disclosed. `not_matched`: the look-up was lawful, but number, name and birth date
do not agree. `refused`: the look-up was not allowed."""


NumberWarning = Literal[
    "unknown-place-of-birth-registration", "birth-year-differs-from-number", "sex-differs-from-number"
]
"""What is unusual about a number, without being an error."""


SpellingProfile = Literal["noibo", "qcvn109"]


Verdict = Literal["holds", "fails", "unknown"]
"""`unknown`: it depends on calls that are no longer kept."""


class Access(TypedDict):
    """`personal_id` is the citizen whom the access concerns: the caller, or whom they represent by law. A look-up of
    a household concerns each member of whom it disclosed something: then `fields` are those of this one.
    `refusal` is the type of the returned problem, null if the look-up was answered; `fields` are the disclosed
    fields, `masked_fields` those that the law lists and the officer may not see. `endpoint` is the operation that
    was called: by a look-up, or by an officer who read these accesses, whose `reason` is stated. `recoded_to` is
    the code of the procedure, where `procedure_code` is its former provisional one."""

    agency_code: str
    answered_at: str
    decision: AccessDecision | None
    endpoint: str
    fields: list[str]
    lookup_id: str
    masked_fields: NotRequired[list[str]]
    officer_id: str
    personal_id: str
    procedure_code: str
    reason: str | None
    recoded_to: NotRequired[str | None]
    refusal: str | None
    requested_at: str
    state: LookupState
    version: int | None


class AccessDecision(TypedDict):
    id: str
    issuing_body: str
    number: str
    signed_on: str
    title: str


class AccessPage(TypedDict):
    items: list[Access]
    next: str | None


class AccessSearchInput(TypedDict):
    """`reason` is shown to the citizen."""

    officer_id: str
    personal_id: str
    reason: str


class Address(TypedDict):
    """`district` is null in addresses of the two-level government, since 1 July 2025."""

    commune: str | None
    country: str
    detail: str
    district: str | None
    province: str | None


class AddressInput(TypedDict):
    commune: NotRequired[str | None]
    country: NotRequired[str]
    detail: NotRequired[str]
    district: NotRequired[str | None]
    province: NotRequired[str | None]


class AnotherPersonInput(TypedDict):
    """The record of the stated resident, or of the next one in the register."""

    kind: Literal["another_person"]
    personal_id: NotRequired[str | None]


class Call(TypedDict):
    """One look-up as it came. `sequence` counts the calls of the session. `problem` is the type of the problem of a
    malformed one, of which nothing else is known. `client` is the subject of the token, `number` a personal
    number or that of an old card."""

    agency_code: str
    client: str
    endpoint: str
    number: str
    officer_id: str
    operation: str
    problem: str | None
    procedure_code: str
    request_id: str
    sequence: int


class CallPage(TypedDict):
    """`truncated`: older calls of the session are no longer kept."""

    items: list[RecordedCall]
    next: str | None
    truncated: bool


class CallPattern(TypedDict):
    agency_code: str | None
    number: str | None
    operation: str | None
    procedure_code: str | None


class CallPatternInput(TypedDict):
    """Calls that have each of these values; what is absent may be anything. `number` is a personal number or that of
    an old card, `operation` a national name."""

    agency_code: NotRequired[str | None]
    number: NotRequired[str | None]
    operation: NotRequired[str | None]
    procedure_code: NotRequired[str | None]


class Citizen(TypedDict):
    """A field that is missing is not listed by the law, or the request did not ask for it; one that is null is
    listed, but nothing is known, or the answer names it among its `masked_fields`."""

    birth_date: NotRequired[str | None]
    birth_registration_place: NotRequired[Address | None]
    blood_group: NotRequired[CodedValue | None]
    current_residence: NotRequired[Address | None]
    ethnic_group: NotRequired[CodedValue | None]
    father: NotRequired[Relative | None]
    full_name: NotRequired[str | None]
    household_book: NotRequired[str | None]
    household_head: NotRequired[HouseholdHead | None]
    legal_representative: NotRequired[Relative | None]
    marital_status: NotRequired[CodedValue | None]
    mother: NotRequired[Relative | None]
    nationality: NotRequired[str | None]
    native_place: NotRequired[Address | None]
    old_identity_card: NotRequired[str | None]
    permanent_residence: NotRequired[Address | None]
    personal_id: NotRequired[str | None]
    religion: NotRequired[CodedValue | None]
    sex: NotRequired[CodedValue | None]
    spouse: NotRequired[Relative | None]


class CodedValue(TypedDict):
    """`list` is the numbering that `code` belongs to."""

    code: str
    list: str
    name: str


class Confirmation(TypedDict):
    KetQuaXacThuc: KetQuaXacThuc


class CongDanList(TypedDict):
    """`CongDan` holds one record, or one for each member of the household, the head first; none if number, name and
    birth date do not agree. A record contains only elements that the law lists."""

    CongDan: list[dict[str, Any]]
    GhiChu: str
    HanSuDungDuLieu: str
    """ours: after it the data may not be used any more"""
    SoCongDan: int
    ThoiDiemDuLieu: str
    id: str


class CongdanCollection(TypedDict):
    CongdanCollection: CongDanList


class CountInput(TypedDict):
    """At least and at most so many calls came."""

    at_least: NotRequired[int]
    at_most: NotRequired[int | None]
    call: NotRequired[CallPatternInput]
    kind: Literal["count"]


class CutInput(TypedDict):
    """The connection ends after so many bytes of the body."""

    bytes: int
    kind: Literal["cut"]


class Description(TypedDict):
    """What is unusual about the persona."""

    en: str
    vi: str


class Difference(TypedDict):
    expected: str
    member: str
    received: str


class DribbleInput(TypedDict):
    """The response in so many pieces, over so many seconds."""

    kind: Literal["dribble"]
    pieces: NotRequired[int]
    seconds: float


class DuplicateInput(TypedDict):
    """The record twice; `/v1/lookups`, which has no place for a second one, sends its whole response twice."""

    kind: Literal["duplicate"]


class EmptyFieldsInput(TypedDict):
    """The record with nothing in these fields: null, or an empty element."""

    fields: list[PopulationField]
    kind: Literal["empty_fields"]


class EmptyInput(TypedDict):
    """As if nobody had matched."""

    kind: Literal["empty"]


class EmptyNameInput(TypedDict):
    """The record without the name."""

    kind: Literal["empty_name"]


class Expectation(TypedDict):
    """`played` counts over all replicas. The access log names the `id` in each look-up that it was played for."""

    call: CallPattern
    faults: list[dict[str, Any]]
    id: str
    note: str | None
    played: int
    plays_from: str
    plays_until: str
    priority: int
    probability: float
    seed: str
    session: str
    times: int | None


class ExpectationInput(TypedDict):
    """The faults that are played for the calls of a session that `call` describes. Of one group there is one at
    most: a delay; a refusal or a change of the record; what becomes of the response. It plays `times` times over
    all replicas (without it as often as a call comes), from the moment `starts_at` (without it: now) for `ttl`
    seconds. Of several expectations for a call the one with the highest `priority` plays, of equal ones the
    oldest. With a `probability` it plays for a part of the calls: which ones follows from `seed` and the request
    id alone."""

    call: NotRequired[CallPatternInput]
    faults: list[FaultInput]
    note: NotRequired[str | None]
    """why: it is shown with the expectation"""
    priority: NotRequired[int]
    probability: NotRequired[float]
    seed: NotRequired[str]
    starts_at: NotRequired[str | None]
    times: NotRequired[int | None]
    ttl: NotRequired[int]
    """seconds"""


class ExpectationPage(TypedDict):
    items: list[Expectation]
    next: str | None


class FixedDelayInput(TypedDict):
    """A wait before the look-up is decided."""

    kind: Literal["fixed_delay"]
    seconds: float


class Gateway(TypedDict):
    """`message` is the SOAP envelope as text. With `format=json` the members are those of the envelope instead."""

    error_code: NotRequired[str | None]
    message: NotRequired[str | None]


class GatewayRequest(TypedDict):
    """The names of the national request, or the same in camelCase. The date of birth is `NgayThangNam` or `Nam`,
    flat, or in `NgayThangNamSinh`; `type` and other members are ignored: the operation is in the path."""

    HoVaTen: str
    """as written, or in capitals without diacritics and spaces"""
    MaCanBo: str
    MaDVC: str
    """a procedure's code, or what stands for one at a client"""
    MaDonVi: NotRequired[str | None]
    MaTichHop: NotRequired[str | None]
    """chooses the operation; 037: the look-up"""
    MaYeuCau: str
    NgayThangNamSinh: NotRequired[str | None]
    """yyyy-MM-dd, yyyyMMdd, or yyyy if only the year is known"""
    SoCMND: NotRequired[str | None]
    SoDienThoai: NotRequired[str | None]
    SoDinhDanh: NotRequired[str | None]
    TaiKhoan: NotRequired[str | None]


class HouseholdHead(TypedDict):
    full_name: str
    old_identity_card: str | None
    personal_id: str | None
    relation: CodedValue


class HouseholdHeadInput(TypedDict):
    """`relation` is the citizen's relation to the head, a code of the list `QuanHe`."""

    full_name: str
    old_identity_card: NotRequired[str | None]
    personal_id: NotRequired[str | None]
    relation: str


class InOrderInput(TypedDict):
    """A call of each pattern came, each after that of the pattern before."""

    calls: list[CallPatternInput]
    kind: Literal["in_order"]


class KetQuaXacThuc(TypedDict):
    """`TonTai` is whether such a citizen exists: the answer of a confirmation."""

    TonTai: bool


class LawStoppedInput(TypedDict):
    """503 `law-not-current`, as while the stream of Decisions is stopped."""

    kind: Literal["law_stopped"]


class LoggedAccess(TypedDict):
    """Before the day `withheld_until` the citizen does not see the access, for the stated ground."""

    agency_code: str
    answered_at: str
    decision: AccessDecision | None
    endpoint: str
    fields: list[str]
    lookup_id: str
    masked_fields: NotRequired[list[str]]
    officer_id: str
    personal_id: str
    procedure_code: str
    reason: str | None
    recoded_to: NotRequired[str | None]
    refusal: str | None
    requested_at: str
    state: LookupState
    version: int | None
    withheld_ground: str | None
    withheld_until: str | None


class LoggedAccessPage(TypedDict):
    items: list[LoggedAccess]
    next: str | None


class LognormalDelayInput(TypedDict):
    """A wait drawn at random, from the seed and the request id: half of them are longer than the median."""

    kind: Literal["lognormal_delay"]
    median_seconds: float
    sigma: float


class Lookup(TypedDict):
    """If number, name and birth date do not agree, `matched` is false and `citizen` is null. So is the `citizen` of
    a confirmation: there `matched` is the answer. `masked_fields` are null in `citizen`: the law lists them, and
    the caller lacks the scope for sensitive fields. After `valid_until` the answer may not be used any more. The
    last three are there where the operation answers a household: its other members, the head first, and which of
    their fields the law lists, disclosed or masked."""

    answered_at: str
    citizen: Citizen | None
    decision: DecisionRef
    fields: list[str]
    household_member_fields: NotRequired[list[str]]
    household_members: NotRequired[list[Citizen]]
    lookup_id: str
    masked_fields: list[str]
    masked_household_member_fields: NotRequired[list[str]]
    matched: bool
    operation: str
    procedure: ProcedureRef
    request_id: str
    valid_until: str
    warnings: list[NumberWarning]


class LookupInput(TypedDict):
    """Number, name and birth date must all agree; only a confirmation may leave the birth date out. The operation is
    chosen by its `operation`, a national name, or else by the integration code. `request_id` identifies the
    request: a repeated request is decided again. `fields` asks for fewer fields than the law allows; without it
    all are answered."""

    agency_code: str
    """the caller's own agency, as in the token"""
    birth_date: NotRequired[str | None]
    """yyyy-MM-dd, yyyyMMdd, or yyyy if only the year is known"""
    fields: NotRequired[list[PopulationField] | None]
    full_name: str
    """as written, or in capitals without diacritics and spaces"""
    integration_code: NotRequired[str]
    """chooses the operation; 037: the look-up"""
    officer_id: str
    old_identity_card: NotRequired[str | None]
    operation: NotRequired[str | None]
    personal_id: NotRequired[str | None]
    procedure_code: str
    request_id: str


class MalformedInput(TypedDict):
    """A whole response whose XML or JSON is not well-formed."""

    kind: Literal["malformed"]


class MissingFieldsInput(TypedDict):
    """The record without these fields, although the law lists them."""

    fields: list[PopulationField]
    kind: Literal["missing_fields"]


class NearMiss(TypedDict):
    """A call that is not as the statement expects, with all that differs."""

    call: Call
    differences: list[Difference]


class NeverInput(TypedDict):
    """No such call came."""

    call: NotRequired[CallPatternInput]
    kind: Literal["never"]


class NgayThangNamSinh(TypedDict):
    """At least one of the two; the full date counts if both are given."""

    Nam: NotRequired[str | None]
    NgayThangNam: NotRequired[str | None]
    """yyyy-MM-dd, yyyyMMdd, or yyyy if only the year is known"""


class NoResponseInput(TypedDict):
    """Nothing, until the caller hangs up or so many seconds have passed: then the connection ends."""

    kind: Literal["no_response"]
    seconds: NotRequired[float]


class NotAuthenticatedInput(TypedDict):
    """401, as if the token had expired."""

    kind: Literal["not_authenticated"]


class OperationResult(TypedDict):
    """What the operation answers where the law lists all fields and the caller may see sensitive ones. `citizen` is
    null for a confirmation, which answers that the person exists. `household_members` are there where it answers
    the other members of the household, the head first."""

    citizen: Citizen | None
    household_members: NotRequired[list[Citizen] | None]
    integration_codes: list[str]
    operation: str


class Persona(TypedDict):
    """One case ten times, with ten numbers, so that tests which run at once share nobody. `old_identity_cards` is
    empty where the person never had one. `registered` of the ten are in the register of this installation.
    `results` are about the first number."""

    birth_date: str
    description: Description
    full_name: str
    name: str
    old_identity_cards: list[str]
    personal_ids: list[str]
    registered: int
    results: list[OperationResult]


class PersonaList(TypedDict):
    items: list[Persona]


class ProcedureRef(TypedDict):
    code: str
    name: str
    version: int


class RecordedCall(TypedDict):
    """`expectation_id` names what was played for it."""

    agency_code: str
    at: str
    client: str
    endpoint: str
    expectation_id: str | None
    number: str
    officer_id: str
    operation: str
    problem: str | None
    procedure_code: str
    request_id: str
    sequence: int


class Relative(TypedDict):
    full_name: str
    nationality: str
    old_identity_card: str | None
    personal_id: str | None


class RelativeInput(TypedDict):
    full_name: str
    nationality: NotRequired[str]
    old_identity_card: NotRequired[str | None]
    personal_id: NotRequired[str | None]


class RemovedExpectations(TypedDict):
    removed: int


class RemovedPersonas(TypedDict):
    removed: int


class ResetInput(TypedDict):
    """The connection is reset in place of the response."""

    kind: Literal["reset"]


class SessionPersona(TypedDict):
    """`citizen` is the record that look-ups of the session find."""

    citizen: Citizen
    session: str


class SessionPersonaInput(TypedDict):
    """A person for the look-ups of one session, with the fields of the record. Codes are those of the national
    lists; an ethnic group is one of the list of 1979. A person whom the register has under the same number is
    hidden from the session."""

    birth_date: str
    """yyyy-MM-dd, or yyyy"""
    birth_registration_place: NotRequired[AddressInput]
    blood_group: NotRequired[str]
    current_residence: NotRequired[AddressInput]
    ethnic_group: NotRequired[str]
    father: NotRequired[RelativeInput | None]
    full_name: str
    household_book: NotRequired[str | None]
    household_head: NotRequired[HouseholdHeadInput | None]
    legal_representative: NotRequired[RelativeInput | None]
    marital_status: NotRequired[str]
    mother: NotRequired[RelativeInput | None]
    nationality: NotRequired[str]
    native_place: NotRequired[AddressInput]
    old_identity_card: NotRequired[str | None]
    permanent_residence: NotRequired[AddressInput]
    personal_id: str
    religion: NotRequired[str]
    sex: NotRequired[str]
    spouse: NotRequired[RelativeInput | None]


class StaleInput(TypedDict):
    """The record as it was before the citizen moved and married; `ThoiDiemDuLieu` is so many days ago."""

    days: int
    kind: Literal["stale"]


class ThrottledInput(TypedDict):
    """429 with `Retry-After`."""

    kind: Literal["throttled"]
    retry_after: NotRequired[int]


class TraCuuThongTinCongDanInput(TypedDict):
    """`MaDonVi` was added to the national service later; if it is absent, the caller's own agency counts."""

    HoVaTen: str
    """as written, or in capitals without diacritics and spaces"""
    MaCanBo: str
    MaDVC: str
    MaDonVi: NotRequired[str | None]
    MaTichHop: str
    """chooses the operation; 037: the look-up"""
    MaYeuCau: str
    NgayThangNamSinh: NgayThangNamSinh
    SoCMND: NotRequired[str | None]
    SoDienThoai: NotRequired[str | None]
    SoDinhDanh: NotRequired[str | None]
    TaiKhoan: NotRequired[str | None]


class UnavailableInput(TypedDict):
    """503 with `Retry-After`."""

    kind: Literal["unavailable"]
    retry_after: NotRequired[int]


class Verification(TypedDict):
    """`unknown`: older calls, which are no longer kept (`truncated`), could make the statement true or false.
    `matching` counts the calls that it is about; `near_misses` are those that differ in the fewest members."""

    matching: int
    near_misses: list[NearMiss]
    truncated: bool
    verdict: Verdict


class VerificationInput(TypedDict):
    statement: CountInput | NeverInput | InOrderInput


class Withholding(TypedDict):
    ground: str
    lookup_id: str
    until: str


class WithholdingInput(TypedDict):
    """`until` is the first day on which the citizen sees the access; `ground` names the law that allows to withhold
    it."""

    ground: str
    officer_id: str
    until: str


FaultInput = (
    FixedDelayInput
    | LognormalDelayInput
    | UnavailableInput
    | ThrottledInput
    | NotAuthenticatedInput
    | LawStoppedInput
    | EmptyInput
    | EmptyNameInput
    | AnotherPersonInput
    | MissingFieldsInput
    | EmptyFieldsInput
    | StaleInput
    | DuplicateInput
    | DribbleInput
    | NoResponseInput
    | ResetInput
    | CutInput
    | MalformedInput
)
