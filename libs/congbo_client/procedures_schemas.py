"""The bodies of requests and responses of `procedures`.

Generated from docs/contracts/openapi by `make client`: do not edit."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from congbo_client.shared_schemas import DecisionRef, FiguresImpact, LookupsImpact, PopulationField, ServicesImpact

AgencyRole = Literal["executes", "competent", "delegated", "coordinates"]
"""`COQUANTHUCHIEN`, `COQUANCOTHAMQUYEN`, `COQUANDUOCUYQUYEN`, `COQUANPHOIHOP`."""


AnnexLineKind = Literal["banner", "headings", "column_numbers", "section", "other_sheet", "text"]
"""A line above the headings; the headings, also where they are repeated; the numbers of the columns; a section; a
line of another sheet; any other text, which an officer should look at."""


ChannelKind = Literal["direct", "online", "post", "unstated"]
"""Trực tiếp, trực tuyến, bưu chính (`KENH`). `unstated`: the source states times and fees, and for no channel."""


ConvertibleUnit = Literal["working_day", "day", "hour", "month"]


Currency = Literal["VND", "USD"]
"""The đồng has no fractions; amounts in dollars have cents."""


DayKind = Literal["working", "calendar"]


DeadlineAnchor = Literal[
    "signed_on", "legal_document_issued_on", "legal_document_effective_on", "ministry_decision_issued_on"
]
"""The day from which a deadline is counted. A ministry's Decision of publication has no effective day: where items
rest on such Decisions alone, a deadline that is counted from the day on which the ministry signed takes the place
of those that are counted from legal documents."""


DeadlineDirection = Literal["before", "after"]


DecisionItemKind = Literal[
    "introduce", "amend", "replace", "repeal", "declare_online", "standardise", "designate", "confirm"
]
"""What a Decision does to a procedure (Article 14 NĐ 63/2010): mới ban hành; sửa đổi, bổ sung; thay thế; bãi bỏ.
`standardise` (chuẩn hóa) puts the text into the national form; the law is the same. `designate` lists the
procedure for a way of handling, such as by postal service; where that is an online service of a level, the item
is a `declare_online`. `confirm` publishes it again and changes nothing."""


DecisionRole = Literal["drafter", "controller", "signer", "publisher"]
"""Cơ quan chủ trì soạn thảo; cơ quan kiểm soát thủ tục hành chính; người ký; nơi công bố, công khai."""


DecisionStatus = Literal["draft", "review", "signed", "published"]


FeeForm = Literal["amount", "per_unit", "tiers", "percentage", "as_laid_down", "none", "not_published", "words"]
"""An `amount`; an amount `per_unit`; `tiers`; a `percentage`; what a document lays down (`as_laid_down`); that there
is `none`; that it is `not_published`; or what only `words` can say."""


FeeKind = Literal["phi", "le_phi", "gia"]
"""Phí, lệ phí (Luật Phí và lệ phí) and giá (Luật Giá), which English does not distinguish."""


HandlingLevel = Literal["ministry", "province", "district", "commune", "other"]
"""Cấp thực hiện: the administrative level that handles a procedure, highest first. The district ended on 1 July 2025
(Luật 72/2025/QH15). The set is closed: within this version a level that the law adds is `other`."""


Language = Literal["vi", "en"]


OnlineLevel = Literal["full", "partial"]
"""The levels of online service that a Decision may declare: toàn trình (full) or một phần (partial)."""


ProcedurePart = Literal[
    "name",
    "field",
    "levels",
    "steps",
    "channels",
    "papers",
    "time_limits",
    "audience",
    "agency",
    "agencies",
    "results",
    "conditions",
    "fees",
    "legal_bases",
    "population_fields",
]
"""A closed list. Forms belong to `papers`; `agency` is the agency that owns the procedure, `agencies` are those in a
role."""


ProcessChannel = Literal["direct", "online", "post"]


ProposedAct = Literal["amend", "repeal"]


PublicationMethod = Literal["push", "evidence"]


PublishedAs = Literal["list", "content"]
"""Danh mục (point a) and nội dung (point b)."""


RectificationKind = Literal["annulment", "correction"]
"""What an instrument does to a published Decision."""


ReliefKind = Literal["exemption", "reduction"]
"""Miễn, giảm."""


ResultGrouping = Literal["procedure", "agency", "level"]


RowOutcome = Literal["accepted", "accepted_with_notes", "refused"]


TargetMeasure = Literal["processing_time", "procedures", "papers", "procedures_or_papers"]
"""`processing_time` measures the time that the law allows, in each unit of time separately. `papers` measures the
papers that a citizen brings, over procedures that continue. `procedures` measures how many procedures are gone.
`procedures_or_papers` measures how many are gone or need fewer papers."""


TermKind = Literal["abbreviation", "meaning", "ignored", "kept", "place"]
"""What the search does with a term: it writes an abbreviation or another spelling out; it searches for the meaning
instead; it passes over the term; it keeps the term as typed, although shorter terms are part of it; it passes
over the term, which is the kind of a place, and over the name that follows."""


TimeLimitForm = Literal["length", "range", "same_day", "unlimited", "words"]
"""What a Decision states as a time limit: one `length`; a `range`; within the day (`same_day`, trong ngày); that no
limit is laid down (`unlimited`, không quy định thời hạn); or what only `words` can say."""


TimeUnit = Literal["working_day", "day", "hour", "working_hour", "minute", "week", "month", "year"]
"""Units of time as Decisions write them. None is ever converted to another one by this system."""


class AdministrativeLevel(TypedDict):
    """Cấp thực hiện, valid in `[valid_from, valid_to)`; null leaves a side open."""

    code: str
    name: str
    rank: int
    valid_from: str | None
    valid_to: str | None


class AdministrativeLevels(TypedDict):
    """The highest first."""

    items: list[AdministrativeLevel]


class Adoption(TypedDict):
    """The published Decision that realised the proposal, and the version in which it did; null for a repeal."""

    decision: DecisionRef
    version: int | None


class AffectedPeriod(TypedDict):
    """A period that was decided earlier, and the item that affects it."""

    effective_from: str
    effective_to: str | None
    item: int
    procedure_code: str
    under_review: bool
    version: int


class AgenciesInput(TypedDict):
    agencies: list[AgencyInput]


class Agency(TypedDict):
    """Valid in `[valid_from, valid_to)`; null leaves a side open. Agencies that have ended stay listed, since old
    Decisions name them. `successor_codes` are the agencies that its matters pass to, several where it was
    divided."""

    code: str
    name: str
    successor_codes: list[str]
    valid_from: str | None
    valid_to: str | None


class AgencyInRole(TypedDict):
    """`role` is executes, competent, delegated or coordinates; an agency without a code is not in the register."""

    code: str | None
    name: str | None
    role: str


class AgencyInRoleInput(TypedDict):
    """An agency that executes, is competent, is delegated or coordinates: by the code of a recorded agency, or by
    name."""

    code: NotRequired[str | None]
    name: NotRequired[str | None]
    role: AgencyRole


class AgencyInput(TypedDict):
    """Valid in `[valid_from, valid_to)`; null opens that side. `successor_codes` are the agencies that its matters
    pass to, several where it was divided. A member that is omitted leaves the recorded one as it is."""

    code: str
    name: str
    successor_codes: NotRequired[list[str]]
    valid_from: NotRequired[str | None]
    valid_to: NotRequired[str | None]


class AgencyPage(TypedDict):
    items: list[Agency]
    next: str | None


class AllWorkingHours(TypedDict):
    """All recorded working hours. Limits in a unit that is not listed, or not yet valid, cannot be compared."""

    items: list[WorkingHours]


class AnnexColumn(TypedDict):
    """`words` are all values that a cell of the column may hold; empty where it holds other texts, days or numbers."""

    description: str
    heading: str
    name: str
    required: bool
    words: list[str]


class AnnexFault(TypedDict):
    """`column` is the heading of the column; `rule` is one of docs/imports.md, or the type of a problem."""

    column: str
    detail: str
    rule: str


class AnnexHeadings(TypedDict):
    """The columns in the order of the template, and all synonyms of their headings."""

    columns: list[AnnexColumn]
    synonyms: list[HeadingSynonym]


class AnnexImport(TypedDict):
    """`decision` is the draft; null after a dry run. `rules` has the faults and notes by rule, with the first rows
    of each: those that refuse come first, then those that an officer should look at. `other_lines` are the lines
    of the file that are no rows, each with its text."""

    accepted: int
    accepted_with_notes: int
    decision: DecisionDraft | None
    other_lines: list[OtherAnnexLine]
    refused: int
    rows: list[AnnexRow]
    rules: list[RuleGroup]


class AnnexRow(TypedDict):
    """`line` is the line of the file; `code` and `name` are kept as far as they could be read. `outcome` is
    accepted, accepted_with_notes or refused; `faults` are the reasons of a refusal."""

    code: str | None
    faults: list[AnnexFault]
    item: DecisionItem | None
    line: int
    name: str | None
    notes: list[AnnexFault]
    outcome: str


class Annulment(TypedDict):
    """From `effective_from` on, the listed items of the Decision no longer count; `entire_decision` means that the
    Decision was annulled as a whole."""

    effective_from: str
    entire_decision: bool
    id: str
    issuing_body: str
    items: list[int]
    legal_document: LegalDocument
    number: str
    reason: str
    recorded_at: str
    signed_on: str
    title: str


class AnnulmentInput(TypedDict):
    """Hủy bỏ. `effective_from` is the day from which the annulment applies; `items` are the numbers of the annulled
    items. Without `items` the entire Decision is annulled."""

    effective_from: str
    issuing_body: str
    items: NotRequired[list[int]]
    legal_document: LegalDocumentInput
    number: str
    reason: str
    signed_on: str
    title: str


class ApprovalHistory(TypedDict):
    """Steps in the order in which they were taken; those of the drafts that the Decision revises come first."""

    decision: str
    items: list[ApprovalStep]


class ApprovalStep(TypedDict):
    """`decision` is the Decision itself, or a draft that it revises; `revision` is the one that the step produced.
    `legal_basis` is that of the role, `reason` is in the words of whoever took the step. `taken_by` and `reason`
    are null for callers whose agency could not read the Decision as a draft."""

    agency_code: str
    decision: str
    legal_basis: str
    reason: str | None
    revision: int
    role: str
    signed_file_sha256: str | None
    step: str
    taken_at: str
    taken_by: str | None
    title: str


class ApprovalStepInput(TypedDict):
    """Why the step is taken, in the words of whoever takes it. The legal basis is that of the role in which they
    act."""

    reason: NotRequired[str | None]


class AttributeDifference(TypedDict):
    """The old and the new value of one attribute; null where it was not stated. An attribute of a nested entry is
    named like `form.name`."""

    after: Any
    """a text, a number, a list of texts, or null where it was not stated"""
    before: Any
    """a text, a number, a list of texts, or null where it was not stated"""
    name: str


class Calendar(TypedDict):
    """In the order of the days. For a day that is not listed, the weekday decides."""

    items: list[CalendarDay]
    year: int


class CalendarDay(TypedDict):
    """`by_officer` is false where the day comes from the library of public holidays and no officer recorded
    otherwise."""

    by_officer: bool
    day: str
    note: str
    working: bool


class CalendarDayInput(TypedDict):
    """`working` states whether agencies work on that day, whatever its weekday; `note` states why."""

    day: str
    """from 1990-01-01 to 2099-12-31"""
    note: str
    working: bool


class CalendarDaysInput(TypedDict):
    days: list[CalendarDayInput]


class CancelledPeriod(TypedDict):
    """A version that would not be in force at any time, though it is decided now. Null is no end."""

    effective_from: str
    effective_to: str | None
    version: int


class CatalogueImport(TypedDict):
    """`snapshot` is null after a dry run. `already_imported` says that the same file was imported before, and
    nothing was written. `rows_by_rule` counts the rows in which each rule was met, `occurrences_by_rule` every
    single occurrence. `changes` counts changed records by kind; it is null where there was no snapshot to compare
    with. `rows` lists the first 5,000 rows of a dry run; the rows of a snapshot are a resource of their own.
    `rules` has the notes and refusals by rule, with the first rows of each: those that refuse come first, then
    those that an officer should look at. `other_lines` are the lines of a list export that are no rows, each with
    its text."""

    accepted: int
    accepted_with_notes: int
    already_imported: bool
    changes: dict[str, int] | None
    format: str
    occurrences_by_rule: dict[str, int]
    other_lines: list[OtherAnnexLine]
    refused: int
    rows: list[NationalSnapshotRow]
    rows_by_rule: dict[str, int]
    rules: list[RuleGroup]
    snapshot: NationalSnapshot | None


class ChainLink(TypedDict):
    """What one act did to the procedure. `act` is publication, annulment or correction; an annulment or a correction
    rectifies the item of the Decision by its own `instrument`. `recorded_at` is when this system recorded the
    act. For an annulment, `effective_on` is the stated day; for a correction, it is the corrected day, and
    `previous_effective_on` is the day that applied before. `opened` are the periods that the act made known,
    `closed` those that no longer apply since then; `cancelled` are the closed periods whose version will not be
    in force at any time. `predecessor_code` is set where the procedure was introduced as a successor.
    `computed_changed_parts` are the parts that this system computed on publication, where the Decision does not
    state which ones it changes. `predecessor_unrecorded` means that the recorded history begins here: the
    procedure existed before, but no earlier version of it is recorded. `list`, `section` and `list_number` are
    the heading of the list in which the Decision prints the item, the heading within the list, and the number
    there, as written."""

    act: str
    back_entered: bool
    cancelled: list[PeriodInForce]
    changed_parts: list[str] | None
    closed: list[PeriodInForce]
    computed_changed_parts: list[str] | None
    corrected_parts: list[str] | None
    decision: DecisionRef
    designation: str | None
    effective_on: str
    instrument: Instrument | None
    item: int
    kind: str
    late: bool
    legal_document: LegalDocument | None
    list: str | None
    list_number: str | None
    lists_replaced_by: list[RelatedDecision]
    ministry_publication: MinistryPublication | None
    online_level: str | None
    opened: list[PeriodInForce]
    predecessor_code: str | None
    predecessor_unrecorded: bool
    previous_effective_on: str | None
    published_as: str | None
    published_on: str
    recorded_at: str
    replaces_lists_of: list[RelatedDecision]
    section: str | None
    successor_code: str | None


class ChannelEvidence(TypedDict):
    """`by_officer` is false if the channel itself returned the evidence in its response."""

    by_officer: bool
    note: str | None
    url: str | None


class ChannelEvidenceInput(TypedDict):
    """Where the Decision is shown (`url`) or what the officer saw (`note`), and the day on which it was shown."""

    note: NotRequired[str | None]
    shown_on: str
    url: NotRequired[str | None]


class ChannelPublication(TypedDict):
    """`in_time` is null if no deadline applies, or if the deadline has not passed and nothing is shown yet.
    `last_attempt_at` is null if nothing was pushed."""

    article: str | None
    attempts: int
    channel: str
    due_on: str | None
    evidence: ChannelEvidence | None
    in_time: bool | None
    last_attempt_at: str | None
    mandatory: bool
    name: str
    shown_on: str | None
    state: str


class ChannelsInput(TypedDict):
    channels: list[PublicationChannelInput]


class CodeAndName(TypedDict):
    """An agency or a field."""

    code: str
    name: str


class CodeDocument(TypedDict):
    id: str
    issuing_body: str
    number: str
    signed_on: str
    title: str


class CodeDocumentInput(TypedDict):
    """The document that states the code of the national portal."""

    issuing_body: str
    number: str
    signed_on: str
    title: str


class CorrectedItem(TypedDict):
    """`previous_effective_on` is the day that counted until then; `version` is the version with the corrected
    content."""

    corrected_parts: list[str] | None
    effective_on: str | None
    number: int
    previous_effective_on: str | None
    version: int | None


class CorrectedItemInput(TypedDict):
    """What one item should have stated: its correct effective date, or its complete correct content with the names
    of the parts that it corrects."""

    content: NotRequired[ProcedureContentInput | None]
    corrected_parts: NotRequired[list[ProcedurePart]]
    effective_on: NotRequired[str | None]
    number: int


class Correction(TypedDict):
    id: str
    issuing_body: str
    items: list[CorrectedItem]
    legal_document: LegalDocument
    number: str
    reason: str
    recorded_at: str
    signed_on: str
    title: str


class CorrectionInput(TypedDict):
    """Đính chính. Only the content and the effective date of items can be corrected; every other change needs
    another Decision."""

    issuing_body: str
    items: list[CorrectedItemInput]
    legal_document: LegalDocumentInput
    number: str
    reason: str
    signed_on: str
    title: str


class Decision(TypedDict):
    """`status` is draft, review, signed or published; `approved` means that the controlling body has consented.
    `number` is as written, `canonical_number` the form by which numbers are compared and looked up.
    `signed_file_sha256` is the hash of the signed file, `signer` is whom that file names as its signer, `revises`
    is the draft that this one replaces. `published_on` is the stated day of a back-entered Decision, otherwise
    the day of publication here; `recorded_at` is when this system learned of it. `late` means that an item took
    effect before the day of the Decision. `timeliness` is determined on publication, and null where no deadline
    applies."""

    agency_code: str
    approved: bool
    back_entered: bool
    canonical_number: str | None
    id: str
    issuing_body: str
    item_count: int
    late: bool
    number: str | None
    published_on: str | None
    recorded_at: str | None
    revises: str | None
    revision: int
    shortened: bool
    signed_file_sha256: str | None
    signed_on: str
    signer: str | None
    status: str
    timeliness: Timeliness | None
    title: str
    topics: list[str]


class DecisionChannels(TypedDict):
    """`items` are about the Decision itself, the mandatory channels first. `rectifications` are its annulments and
    corrections, in the order of their recording."""

    decision: str
    items: list[ChannelPublication]
    rectifications: list[RectificationChannels]


class DecisionDetail(TypedDict):
    """A Decision with everything that it lists, with the Decisions whose lists it replaces, and with those that
    replace its own."""

    agency_code: str
    agency_name: str
    annulments: list[Annulment]
    approved: bool
    back_entered: bool
    canonical_number: str | None
    corrections: list[Correction]
    groups: list[ListedProcedureGroup]
    id: str
    issuing_body: str
    item_count: int
    items: list[ListedDecisionItem]
    late: bool
    legal_documents: list[LegalDocument]
    lists_replaced_by: list[RelatedDecision]
    number: str | None
    processes: list[Process]
    published_on: str | None
    recorded_at: str | None
    replaces_lists_of: list[RelatedDecision]
    revises: str | None
    revision: int
    shortened: bool
    signed_file_sha256: str | None
    signed_on: str
    signer: str | None
    status: str
    timeliness: Timeliness | None
    title: str
    topics: list[str]


class DecisionDraft(TypedDict):
    """The draft, and what its drafter should look at."""

    agency_code: str
    approved: bool
    back_entered: bool
    canonical_number: str | None
    findings: list[DraftFinding]
    id: str
    issuing_body: str
    item_count: int
    items: list[DecisionItem]
    late: bool
    number: str | None
    published_on: str | None
    recorded_at: str | None
    revises: str | None
    revision: int
    shortened: bool
    signed_file_sha256: str | None
    signed_on: str
    signer: str | None
    status: str
    timeliness: Timeliness | None
    title: str
    topics: list[str]


class DecisionInput(TypedDict):
    """Quyết định công bố. `number` may be omitted until the Decision is signed; until then `signed_on` is the
    intended day. A `back_entered` Decision records an old one: it states when it was published, the SHA-256 of
    its signed file and optionally its `signer` (chức vụ), and needs the scope `decisions.back_enter`. `topics`
    are codes of `GET /v1/topics`. `shortened` (rút gọn) means that its legal document was issued by the shortened
    procedure, which has deadlines of its own. `replaces_lists_of` names the Decisions whose lists this one
    replaces."""

    agency_code: str
    back_entered: NotRequired[bool]
    groups: NotRequired[list[ProcedureGroupInput]]
    issuing_body: str
    items: NotRequired[list[DecisionItemInput]]
    legal_documents: NotRequired[list[LegalDocumentInput]]
    number: NotRequired[str | None]
    processes: NotRequired[list[ProcessInput]]
    published_on: NotRequired[str | None]
    replaces_lists_of: NotRequired[list[ReplacedListsInput]]
    shortened: NotRequired[bool]
    signed_file_sha256: NotRequired[str | None]
    signed_on: str
    signer: NotRequired[str | None]
    title: str
    topics: NotRequired[list[str]]


class DecisionItem(TypedDict):
    """`name` is the name in the content or the heading, where the item has one. `late` means that the item takes
    effect before the day of the Decision. `changed_parts` is null where the procedure does not continue under its
    code or the Decision does not state them; then `computed_changed_parts` are those that this system computed on
    publication. `published_as` is null where the item does not state whether it is a `list` or a `content` item.
    `ministry_publication` names the ministry's publication, `national_record` the record of a snapshot that the
    item follows. `predecessor_unrecorded` means that no earlier version of the procedure is recorded here;
    `heading` is then that of a procedure which the item ends. `designation` is the code of the list for which the
    item designates the procedure. `list`, `section` and `list_number` are the headings under which the Decision
    prints the item, and its number there."""

    changed_parts: list[str] | None
    computed_changed_parts: list[str] | None
    designation: str | None
    effective_on: str
    fee_delegation: str | None
    heading: ProcedureHeading | None
    kind: str
    late: bool
    legal_document_canonical_number: str | None
    legal_document_number: str | None
    list: str | None
    list_number: str | None
    ministry_publication: MinistryPublication | None
    name: str | None
    national_record: NationalRecordRef | None
    number: int
    online_level: str | None
    predecessor_unrecorded: bool
    procedure_code: str
    published_as: str | None
    section: str | None
    successor_code: str | None


class DecisionItemInput(TypedDict):
    """One line of the list. `introduce`, `amend`, `standardise` and `replace` carry `content`, `declare_online`
    carries an `online_level`, `designate` carries a `designation`, and a repeal rests on a document that the
    Decision lists: it carries its `legal_document_number`, or a `ministry_publication` whose Decision is listed.
    `designation` is the code of a list of `GET /v1/designations`. An item that designates for a list with an
    online level is recorded as `declare_online`. `confirm` publishes again what is in force, and changes nothing.
    A replacement that names a `successor_code` ends this procedure and introduces the successor with the content;
    a replacement without one continues under the same code. An item whose procedure continues under its code
    states in `changed_parts` exactly the parts that it changes (Article 15 NĐ 63/2010); without `changed_parts`,
    as where the Decision only names the legal document, they are computed on publication. `legal_document_number`
    is the number of a legal document that the Decision lists; both may write it differently. `published_as`
    states what the item publishes (Article 13(2) NĐ 63/2010). A `list` item states nothing that the ministry
    states, and a fee only with the document that delegates it to the province (`fee_delegation`, one that the
    Decision lists); `ministry_publication` says where its content can be read. A `content` item cites a
    provincial legal document. Without `published_as`, none of this is checked. `predecessor_unrecorded` states
    that no earlier version of the procedure is recorded here, so that its history begins with this item. Such an
    item cites its legal document; if it ends the procedure, `heading` states what the procedure was. `number` is
    unique in the Decision. A Decision with several lists, each numbered for itself, states beside it `list` (the
    list's heading), `section` (a heading within the list) and `list_number` (the number there), as printed. A
    procedure may stand in several lists: at most one item changes it, one declares its online level, and any
    number designate or confirm it."""

    changed_parts: NotRequired[list[ProcedurePart] | None]
    content: NotRequired[ProcedureContentInput | None]
    designation: NotRequired[str | None]
    effective_on: str
    fee_delegation: NotRequired[str | None]
    heading: NotRequired[ProcedureHeadingInput | None]
    kind: DecisionItemKind
    legal_document_number: NotRequired[str | None]
    list: NotRequired[str | None]
    list_number: NotRequired[str | None]
    ministry_publication: NotRequired[MinistryPublicationInput | None]
    national_record: NotRequired[NationalRecordRefInput | None]
    number: int
    online_level: NotRequired[OnlineLevel | None]
    predecessor_unrecorded: NotRequired[bool]
    procedure_code: str
    published_as: NotRequired[PublishedAs | None]
    section: NotRequired[str | None]
    successor_code: NotRequired[str | None]


class DecisionPage(TypedDict):
    items: list[Decision]
    next: str | None


class DecisionReturnInput(TypedDict):
    """Whoever sends a Decision back must state why."""

    reason: str


class Designation(TypedDict):
    """A list for which Decisions designate procedures. `online_level` is the level of online service for which it
    does so, null where it is another way of handling."""

    code: str
    name: str
    online_level: str | None


class DesignationInput(TypedDict):
    """A list for which Decisions may designate procedures; with an `online_level`, it is a list of online services."""

    code: str
    name: str
    online_level: NotRequired[OnlineLevel | None]


class DesignationLists(TypedDict):
    items: list[Designation]


class DesignationsInput(TypedDict):
    designations: list[DesignationInput]


class DraftFinding(TypedDict):
    """What the drafter should look at in an item: as it stands, its publication would be refused. `rule` is
    predecessor-not-recorded or procedure-not-recorded."""

    detail: str
    item: int
    rule: str


class DraftFromNationalChangeInput(TypedDict):
    """The heading of the Decision, the day on which its item takes effect, and the facts that the catalogue lacks:
    the codes of the item's agency and field, the legal document that it cites, or its whole content, such as the
    proposed content with the missing facts filled in."""

    agency_code: str
    content: NotRequired[ProcedureContentInput | None]
    effective_on: str
    field_code: NotRequired[str | None]
    issuing_body: str
    item_agency_code: NotRequired[str | None]
    legal_document_number: NotRequired[str | None]
    legal_documents: NotRequired[list[LegalDocumentInput]]
    number: str
    signed_on: str
    title: str


class EarlierResult(TypedDict):
    """`MA_KQ_THAYTHE`: the result of another procedure that replaces the paper."""

    code: str | None
    procedure_code: str | None


class EarlierResultInput(TypedDict):
    """`MA_KQ_THAYTHE`: the result of another procedure, named by its own `code` or by that of the procedure."""

    code: NotRequired[str | None]
    procedure_code: NotRequired[str | None]


class EventReplay(TypedDict):
    after: int
    code: str


class EventReplayInput(TypedDict):
    """The events after this sequence are sent, whether they were sent before or not."""

    after: int


class Fee(TypedDict):
    """Without a `form` the fee is an `amount`; otherwise `form` is per_unit, tiers, percentage, as_laid_down, none,
    not_published or words. An amount of 0 is not the same as none. `fee_kind` is phi, le_phi or gia."""

    amount: int | str | None
    cap: NotRequired[int | str | None]
    currency: str | None
    fee_kind: NotRequired[str | None]
    floor: NotRequired[int | str | None]
    form: NotRequired[str | None]
    laid_down_by: NotRequired[str | None]
    name: str
    note: NotRequired[str | None]
    per: NotRequired[str | None]
    percent: NotRequired[int | str | None]
    percent_of: NotRequired[str | None]
    reliefs: NotRequired[list[FeeRelief]]
    tiers: NotRequired[list[FeeTier]]
    words: NotRequired[str | None]


class FeeInput(TypedDict):
    """Phí, lệ phí. `form` says what else the fee states: `amount` (the default); `per_unit`: an amount `per`
    something; `tiers`; `percentage`: `percent`, and if stated `percent_of`, `floor` and `cap`; `as_laid_down`:
    `laid_down_by`, the document that lays it down; `none`; `not_published`; `words`. An amount of 0 is not the
    same as none. `reliefs`, `note`, `laid_down_by` and `fee_kind` may stand beside any form. `currency` is VND
    unless it is stated, and null where no money is."""

    amount: NotRequired[float | str | None]
    cap: NotRequired[float | str | None]
    currency: NotRequired[Currency | None]
    fee_kind: NotRequired[FeeKind | None]
    floor: NotRequired[float | str | None]
    form: NotRequired[FeeForm]
    laid_down_by: NotRequired[str | None]
    name: str
    note: NotRequired[str | None]
    per: NotRequired[str | None]
    percent: NotRequired[float | str | None]
    percent_of: NotRequired[str | None]
    reliefs: NotRequired[list[FeeReliefInput]]
    tiers: NotRequired[list[FeeTierInput]]
    words: NotRequired[str | None]


class FeeRelief(TypedDict):
    """`relief` is exemption or reduction; `percent` says by how much a fee is reduced."""

    applies_to: str
    percent: int | str | None
    relief: str


class FeeReliefInput(TypedDict):
    """Miễn (exemption) or giảm (reduction), and to whom it applies."""

    applies_to: str
    percent: NotRequired[float | str | None]
    relief: ReliefKind


class FeeTier(TypedDict):
    """An amount or a percentage for the dossiers to which it applies."""

    amount: int | str | None
    applies_to: str
    percent: int | str | None


class FeeTierInput(TypedDict):
    """An amount or a percentage for the dossiers to which it applies."""

    amount: NotRequired[float | str | None]
    applies_to: str
    percent: NotRequired[float | str | None]


class GivenCode(TypedDict):
    """The act by which the procedure got its code in place of the provisional one: `number` to `title` are those of
    the document that states the code."""

    former_code: str
    issuing_body: str
    number: str
    recorded_at: str
    signed_on: str
    title: str


class GroupReviewResult(TypedDict):
    """`key` is the code of a procedure, an agency or a level."""

    gone: int
    key: str
    name: str
    procedures: int
    targets: list[ReviewTargetResult]


class HeadingSynonym(TypedDict):
    """`reason` and `recorded_at` are null for a synonym that was installed with the service."""

    column: str
    heading: str
    reason: str | None
    recorded_at: str | None


class HeadingSynonymInput(TypedDict):
    """`column` is the name of a column, or `note`: the texts below the heading are kept in the notes of their rows.
    `withdrawn` removes the synonym."""

    column: NotRequired[str | None]
    heading: str
    withdrawn: NotRequired[bool]


class HeadingSynonymsInput(TypedDict):
    reason: str
    synonyms: list[HeadingSynonymInput]


class Impact(TypedDict):
    """What would follow if the Decision were published now, as each service sees it at the positions that it states;
    `Event-Position` is the one of this service. `not_answering` names the followers that did not answer within
    two seconds, or not as agreed: what they would do is not known now."""

    changes: list[ProposedChange]
    decision_id: str
    not_answering: list[str]
    online_services: ServicesImpact | None
    population_lookup: LookupsImpact | None
    reporting: FiguresImpact | None
    revision: int


class Instrument(TypedDict):
    """The document by which a Decision was annulled or corrected. `recorded_at` is when this system learned of it."""

    id: str
    issuing_body: str
    legal_document: LegalDocument
    number: str
    reason: str
    recorded_at: str
    signed_on: str
    title: str


class LegalBasis(TypedDict):
    """A document by its number, its title or both; `article`, `clause` and `point` name the provision that is meant."""

    article: NotRequired[str | None]
    clause: NotRequired[str | None]
    effective_on: str | None
    issued_on: str | None
    issuing_body: str | None
    link: str | None
    number: str | None
    point: NotRequired[str | None]
    title: str | None


class LegalBasisInput(TypedDict):
    """Căn cứ pháp lý: a document by its `number`, its `title` ("Luật Luật sư năm 2006") or both; `article`, `clause`
    and `point` name the provision that is meant."""

    article: NotRequired[str | None]
    clause: NotRequired[str | None]
    effective_on: NotRequired[str | None]
    issued_on: NotRequired[str | None]
    issuing_body: NotRequired[str | None]
    link: NotRequired[str | None]
    number: NotRequired[str | None]
    point: NotRequired[str | None]
    title: NotRequired[str | None]


class LegalDocument(TypedDict):
    """`number` is as written; `canonical_number`, the form by which numbers are compared and looked up, is there
    where it differs. A ministry's Decision of publication (`ministry_decision`) has no `effective_on`."""

    canonical_number: NotRequired[str | None]
    effective_on: str | None
    issued_on: str
    ministry_decision: NotRequired[bool]
    number: str
    provincial: bool
    title: str


class LegalDocumentInput(TypedDict):
    """A legal document (văn bản quy phạm pháp luật) on which the Decision rests. `provincial` means that the
    province's own council or committee issued it. `ministry_decision` means that it is the Decision by which a
    ministry publishes procedures (quyết định công bố). It makes nothing law and has no `effective_on`;
    `issued_on` is the day on which it was signed."""

    effective_on: NotRequired[str | None]
    issued_on: str
    ministry_decision: NotRequired[bool]
    number: str
    provincial: NotRequired[bool]
    title: str


class LifeEvent(TypedDict):
    """`procedures` are codes, the first procedure to apply for first. `reason` and `recorded_at` are null for an
    event that was installed with the service."""

    name: str
    phrases: list[str]
    procedures: list[str]
    reason: str | None
    recorded_at: str | None


class LifeEventInput(TypedDict):
    """`phrases` tell of the event: a query must have the words of one, in this order and with few others between. A
    slash separates alternatives of a word. `procedures` are codes, the first procedure to apply for first.
    `withdrawn` removes the event."""

    name: str
    phrases: NotRequired[list[str]]
    procedures: NotRequired[list[str]]
    withdrawn: NotRequired[bool]


class LifeEvents(TypedDict):
    """All life events, ordered by name."""

    items: list[LifeEvent]


class LifeEventsInput(TypedDict):
    events: list[LifeEventInput]
    reason: str


class ListedDecisionItem(TypedDict):
    """The item as it was published. `annulled_from` is the day from which it no longer counts; `corrections` of the
    Decision list what was corrected."""

    annulled_from: str | None
    changed_parts: list[str] | None
    computed_changed_parts: list[str] | None
    content: ProcedureContent | None
    designation: str | None
    effective_on: str
    fee_delegation: str | None
    heading: ProcedureHeading | None
    kind: str
    late: bool
    legal_document_canonical_number: str | None
    legal_document_number: str | None
    list: str | None
    list_number: str | None
    ministry_publication: MinistryPublication | None
    name: str | None
    national_record: NationalRecordRef | None
    number: int
    online_level: str | None
    predecessor_unrecorded: bool
    procedure_code: str
    published_as: str | None
    section: str | None
    successor_code: str | None


class ListedProcedureGroup(TypedDict):
    code: str
    lead_agency_code: str
    members: list[str]
    name: str
    valid_from: str
    valid_to: str | None


class MinistryPublication(TypedDict):
    """The ministry's publication of a listed procedure's content: its code in the national record and the number of
    the ministry's Decision, as written there."""

    code: str
    decision_number: str


class MinistryPublicationInput(TypedDict):
    """The ministry's publication in which the content of a listed procedure can be read: its code in the national
    record and the number of the ministry's Decision, as written there."""

    code: str
    decision_number: str


class MissingFact(TypedDict):
    """`pointer` locates the fact in the item (RFC 6901)."""

    pointer: str
    reason: str


class NationalChange(TypedDict):
    """`codes_in_force` lists the codes that are law of the province today: the national code and the province's own
    variants of it."""

    code: str
    codes_in_force: list[str]
    day: str
    id: str
    kind: str
    name: str
    parts: list[str]
    snapshot_id: str
    source: str


class NationalChangeDetail(TypedDict):
    """The record after the change and before it, and an item that would follow the change. `proposal` is null where
    there is nothing to follow: the record was removed, and the procedure is not in force in the province."""

    after: NationalContent | None
    before: NationalContent | None
    code: str
    day: str
    id: str
    kind: str
    parts: list[str]
    proposal: ProposedItem | None
    snapshot_id: str
    source: str


class NationalChangeDismissalInput(TypedDict):
    """Why the province need not follow the change."""

    reason: str


class NationalChangePage(TypedDict):
    items: list[NationalChange]
    next: str | None


class NationalChannel(TypedDict):
    channel: str
    fees: list[NationalFee]
    time_limits: list[NationalTimeLimit]


class NationalContent(TypedDict):
    """The whole record. `stated` are the parts of which the source says something; null: of all."""

    agencies: list[AgencyInRole]
    audience: list[str]
    channels: list[NationalChannel]
    code: str
    conditions: str | None
    decision_number: str | None
    field_code: str | None
    field_name: str | None
    legal_bases: list[LegalBasis]
    levels: list[str]
    ministry: str | None
    name: str
    papers: list[NationalPapers]
    reception: NotRequired[list[str]]
    results: list[ProcedureResult]
    stated: NotRequired[list[str] | None]
    steps: list[StepsOfCase]


class NationalFee(TypedDict):
    """`amount` is in đồng, and null where the fee is something else: then `fee` has it as it was parsed, or only
    `raw` and `note` state it. `time_limit` and `time_limit_note` are those of the time limit for which the fee is
    due, where the source states it."""

    amount: int | None
    fee: NotRequired[Fee | None]
    note: str | None
    raw: str
    time_limit: str | None
    time_limit_note: str | None


class NationalPaper(TypedDict):
    code: str | None
    copies: int | None
    form: str | None
    form_url: str | None
    name: str
    originals: int | None
    replaced_by: str | None


class NationalPapers(TypedDict):
    case: str | None
    papers: list[NationalPaper]


class NationalRecordDetail(TypedDict):
    """The fullest record of a code, the newest of those that state as much, and each snapshot that has the code,
    newest first."""

    code: str
    content: NationalContent
    day: str
    decision_number: str | None
    field_name: str | None
    levels: list[str]
    ministry: str | None
    name: str
    snapshot_id: str
    snapshots: list[NationalSnapshotRecord]
    source: str


class NationalRecordRef(TypedDict):
    code: str
    snapshot_id: str


class NationalRecordRefInput(TypedDict):
    """The record of the national catalogue that the item follows. A repeal names the snapshot that no longer has the
    code."""

    code: str
    snapshot_id: str


class NationalRecordSummary(TypedDict):
    """`decision_number` is the ministry's, as the source wrote it. There is no effective date: the record is no law
    of the province."""

    code: str
    day: str
    decision_number: str | None
    field_name: str | None
    levels: list[str]
    ministry: str | None
    name: str
    snapshot_id: str
    source: str


class NationalRecordSummaryPage(TypedDict):
    items: list[NationalRecordSummary]
    next: str | None


class NationalSnapshot(TypedDict):
    """`complete` says that the file lists everything that the source has. `accepted`, `accepted_with_notes` and
    `refused` count the rows by outcome. `previous_id` is the snapshot with which it was compared; null where it
    was compared with none."""

    accepted: int
    accepted_with_notes: int
    complete: bool
    day: str
    format: str
    id: str
    previous_id: str | None
    recorded_at: str
    recorded_by: str
    refused: int
    sha256: str
    size: int
    source: str


class NationalSnapshotDetail(TypedDict):
    """`rows_by_rule` counts the rows in which each rule was met."""

    accepted: int
    accepted_with_notes: int
    complete: bool
    day: str
    format: str
    id: str
    previous_id: str | None
    recorded_at: str
    recorded_by: str
    refused: int
    rows_by_rule: dict[str, int]
    sha256: str
    size: int
    source: str


class NationalSnapshotPage(TypedDict):
    items: list[NationalSnapshot]
    next: str | None


class NationalSnapshotRecord(TypedDict):
    """The record of a code in one snapshot. `unchanged` says that the previous snapshot of the same source has an
    equal record."""

    day: str
    line: int
    notes: list[RowNote]
    row: int
    snapshot_id: str
    source: str
    unchanged: bool


class NationalSnapshotRow(TypedDict):
    """`line`, `code` and `name` identify the row, the latter two as far as they could be read. `outcome` is
    accepted, accepted_with_notes or refused."""

    code: str | None
    line: int
    name: str | None
    notes: list[RowNote]
    number: int
    outcome: str


class NationalSnapshotRowPage(TypedDict):
    items: list[NationalSnapshotRow]
    next: str | None


class NationalTimeLimit(TypedDict):
    """`note` says when the limit holds. `form` is range, same_day or unlimited; without it the limit is the length
    `amount`, or, where that is null, the text that `raw` or `note` states."""

    amount: int | float | None
    form: NotRequired[str | None]
    longest: NotRequired[int | float | None]
    note: str | None
    raw: str
    shortest: NotRequired[int | float | None]
    unit: str | None


class OtherAnnexLine(TypedDict):
    """`kind` is banner, headings, column_numbers, section, other_sheet, or text, at which an officer should look."""

    kind: AnnexLineKind
    line: int
    text: str


class OverduePublication(TypedDict):
    """`rectification` is null if the Decision itself is overdue. `status` and `error` are those of the last attempt,
    null if there was none. `circuit` is closed, open or gone."""

    article: str
    attempts: int
    channel: str
    circuit: str
    decision: DecisionRef
    due_on: str
    error: str | None
    name: str
    rectification: RectificationRef | None
    state: str
    status: int | None


class OverduePublicationPage(TypedDict):
    items: list[OverduePublication]
    next: str | None


class Paper(TypedDict):
    """`originals` and `copies` are null where it is not stated how many."""

    code: str | None
    copies: int | None
    form: PaperForm | None
    name: str
    originals: int | None
    replaced_by_data: ReplacingData | None
    replaced_by_result: EarlierResult | None


class PaperForm(TypedDict):
    name: str
    url: str | None


class PaperFormInput(TypedDict):
    """Mẫu đơn, mẫu tờ khai."""

    name: str
    url: NotRequired[str | None]


class PaperInput(TypedDict):
    """Giấy tờ: one paper of the dossier. `originals` and `copies` are null where the Decision does not state how
    many."""

    code: NotRequired[str | None]
    copies: NotRequired[int | None]
    form: NotRequired[PaperFormInput | None]
    name: str
    originals: NotRequired[int | None]
    replaced_by_data: NotRequired[ReplacingDataInput | None]
    replaced_by_result: NotRequired[EarlierResultInput | None]


class PapersOfCase(TypedDict):
    """`case` is null where the papers apply to all cases."""

    case: str | None
    papers: list[Paper]


class PapersOfCaseInput(TypedDict):
    """Trường hợp with its papers."""

    case: NotRequired[str | None]
    papers: list[PaperInput]


class PartDifference(TypedDict):
    changes: list[ProcedureDifferenceLine]
    part: str


class PeriodInForce(TypedDict):
    """The version is law in `[effective_from, effective_to)`, open where `effective_to` is null. `under_review`
    means that a Decision which takes effect earlier was published after this period was decided."""

    effective_from: str
    effective_to: str | None
    under_review: bool
    version: int


class Procedure(TypedDict):
    """A procedure as it is in force on the requested day, with the Decision that put this version in force."""

    agency: CodeAndName
    code: str
    decision: DecisionRef
    field: CodeAndName
    levels: list[str]
    name: str
    period: PeriodInForce
    population_fields: list[str]


class ProcedureChain(TypedDict):
    """All acts, in the order in which this system recorded them, not in that of their effective dates. `code_given`
    is null for a procedure that always had its code."""

    code: str
    code_given: GivenCode | None
    items: list[ChainLink]


class ProcedureContent(TypedDict):
    """The complete content. Its members have the order of the stored text, which responses contain unchanged.
    `dossier_sets` is the number of sets of papers to be filed, `household_member_fields` are the population
    fields that may be used of the other members of the applicant's household."""

    agencies: list[AgencyInRole]
    agency_code: str
    audience: list[str]
    channels: list[SubmissionChannel]
    conditions: str | None
    dossier_sets: NotRequired[int | None]
    field_code: str
    household_member_fields: NotRequired[list[str]]
    legal_bases: list[LegalBasis]
    levels: list[str]
    name: str
    papers: list[PapersOfCase]
    population_fields: list[str]
    reception: NotRequired[list[ReceptionPlace]]
    results: list[ProcedureResult]
    steps: list[StepsOfCase]


class ProcedureContentInput(TypedDict):
    """`steps` and `papers` may be grouped by case; those without a case apply to all cases. `population_fields`
    lists the fields that the procedure may ask for, among the 20 fields of the national population database, and
    `household_member_fields` those that it may ask for of the other members of the applicant's household."""

    agencies: NotRequired[list[AgencyInRoleInput]]
    agency_code: str
    audience: NotRequired[list[str]]
    channels: NotRequired[list[SubmissionChannelInput]]
    conditions: NotRequired[str | None]
    dossier_sets: NotRequired[int | None]
    field_code: str
    household_member_fields: NotRequired[list[PopulationField]]
    legal_bases: NotRequired[list[LegalBasisInput]]
    levels: list[HandlingLevel]
    name: str
    papers: NotRequired[list[PaperInput | PapersOfCaseInput]]
    population_fields: NotRequired[list[PopulationField]]
    reception: NotRequired[list[ReceptionPlaceInput]]
    results: NotRequired[list[str | ProcedureResultInput]]
    steps: NotRequired[list[str | StepsOfCaseInput]]


class ProcedureDetail(TypedDict):
    agency: CodeAndName
    code: str
    content: ProcedureContent
    decision: DecisionRef
    field: CodeAndName
    levels: list[str]
    name: str
    period: PeriodInForce
    population_fields: list[str]


class ProcedureDifference(TypedDict):
    """Only the parts that differ, in the order of Article 8(2) NĐ 63/2010; none where the contents are equal."""

    after: ProcedureVersionRef
    before: ProcedureVersionRef
    code: str
    parts: list[PartDifference]


class ProcedureDifferenceLine(TypedDict):
    """`change` is added, removed or changed. `path` names the entry, with the outermost entry first: `{"channel":
    "online", "fee": "Lệ phí"}`; it is empty where the part is a single value."""

    aspects: list[AttributeDifference]
    change: str
    path: dict[str, str]


class ProcedureField(TypedDict):
    code: str
    name: str


class ProcedureFieldInput(TypedDict):
    """Lĩnh vực."""

    code: str
    name: str


class ProcedureFieldPage(TypedDict):
    items: list[ProcedureField]
    next: str | None


class ProcedureFieldsInput(TypedDict):
    fields: list[ProcedureFieldInput]


class ProcedureGroup(TypedDict):
    """A group as this Decision defined it for `[valid_from, valid_to)`. If the entire Decision is annulled, the
    definition applies only until before `annulled_from`. `members` are in the order in which they are handled."""

    annulled_from: str | None
    code: str
    decision: DecisionRef
    lead_agency: CodeAndName
    members: list[ProcedureGroupMember]
    name: str
    valid_from: str
    valid_to: str | None


class ProcedureGroupHistory(TypedDict):
    """All definitions of the group, the earliest first; for the same days, the later definition applies."""

    code: str
    items: list[ProcedureGroup]


class ProcedureGroupInput(TypedDict):
    """Nhóm thủ tục liên thông, as it is from `valid_from` on. Without `valid_from` this is the signing day of the
    Decision."""

    code: str
    lead_agency_code: str
    members: list[str]
    name: str
    valid_from: NotRequired[str | None]
    valid_to: NotRequired[str | None]


class ProcedureGroupMember(TypedDict):
    """`name` and `in_force` are those of the requested day: a group keeps a member that is repealed."""

    in_force: bool
    name: str
    procedure_code: str


class ProcedureGroupPage(TypedDict):
    items: list[ProcedureGroup]
    next: str | None


class ProcedureHeading(TypedDict):
    agency_code: str
    field_code: str
    levels: list[str]
    name: str


class ProcedureHeadingInput(TypedDict):
    """Name, field, agency and levels of a procedure. The agency and the levels may have ended before the Decision."""

    agency_code: str
    field_code: str
    levels: list[HandlingLevel]
    name: str


class ProcedureOutcome(TypedDict):
    """The outcome for one procedure, which is restored, annulled or corrected. `opened` are the periods that apply
    from now on, `closed` those that no longer apply; `periods` are all resulting periods."""

    closed: list[PeriodInForce]
    effective_on: str
    item: int
    opened: list[PeriodInForce]
    outcome: str
    periods: list[PeriodInForce]
    procedure_code: str


class ProcedurePage(TypedDict):
    items: list[Procedure]
    next: str | None


class ProcedureResult(TypedDict):
    """`validity` says how long the result is valid."""

    code: str | None
    name: str
    validity: NotRequired[str | None]


class ProcedureResultInput(TypedDict):
    """Kết quả; `validity` says how long it is valid."""

    code: NotRequired[str | None]
    name: str
    validity: NotRequired[str | None]


class ProcedureSuggestion(TypedDict):
    code: str
    name: str


class ProcedureSuggestions(TypedDict):
    """Distinct names, each with the code of a procedure that has it."""

    items: list[ProcedureSuggestion]


class ProcedureVersion(TypedDict):
    """`periods` are those in which the version is in force, none if it is not in force at any time; `period` is the
    last of them. `correction` is the instrument that corrected the content of the item. `annulled_from` is the
    day from which the annulment of the item applies."""

    agency: CodeAndName
    annulled_from: str | None
    content: ProcedureContent
    correction: Instrument | None
    decision: DecisionRef
    field: CodeAndName
    item: int
    levels: list[str]
    name: str
    number: int
    period: PeriodInForce | None
    periods: list[PeriodInForce]
    population_fields: list[str]


class ProcedureVersionRef(TypedDict):
    """`period` is null where the version is not in force at any time."""

    decision: DecisionRef
    name: str
    number: int
    period: PeriodInForce | None


class ProcedureVersions(TypedDict):
    """All versions, in the order of their numbers."""

    code: str
    items: list[ProcedureVersion]


class Process(TypedDict):
    """`limit` is null while the Decision is a draft, and for Decisions published before processes were compared."""

    agency_code: str
    case: str | None
    channel: str | None
    code: str
    inter_agency: bool
    limit: ProcessFit | None
    name: str
    procedure_code: str
    separate_signer: bool
    steps: list[ProcessStep]


class ProcessFit(TypedDict):
    """The sum of the steps compared with the time limit of a `version`. `fits` is null where the comparison was not
    possible, and `note` says why. A process that takes longer than the limit cannot be published."""

    fits: bool | None
    hours: int
    incomparable: str | None
    limit: ProcessTimeLimit | None
    note: str | None
    process_code: str
    version: int | None


class ProcessInForce(TypedDict):
    """A process in force on the requested day: its Decision approved it from `valid_from` on, and no later Decision
    approved another one for the same dossiers by that day. `annulled_from` is the day from which the entire
    Decision is annulled, if it is. `limit` compares the process with the law of that day, which may have changed
    since the approval: where `fits` is false, the province must approve another process."""

    agency: CodeAndName
    annulled_from: str | None
    case: str | None
    channel: str | None
    code: str
    decision: DecisionRef
    hours: int
    inter_agency: bool
    limit: ProcessFit
    name: str
    procedure: ProcedureGroupMember
    separate_signer: bool
    steps: list[ProcessStep]
    valid_from: str


class ProcessInForcePage(TypedDict):
    items: list[ProcessInForce]
    next: str | None


class ProcessInput(TypedDict):
    """Quy trình nội bộ, or quy trình liên thông if it is `inter_agency`. A process for the dossiers of one `channel`
    or one `case` names it; the case is written as in the note of the procedure's time limit. With a
    `separate_signer` a dossier is not finished or stopped by an officer who handled it."""

    agency_code: str
    case: NotRequired[str | None]
    channel: NotRequired[ProcessChannel | None]
    code: str
    inter_agency: NotRequired[bool]
    name: str
    procedure_code: str
    separate_signer: NotRequired[bool]
    steps: NotRequired[list[ProcessStepInput]]


class ProcessStep(TypedDict):
    """`hours` are working hours."""

    agency_code: str | None
    agency_name: str | None
    hours: int
    name: str
    number: int
    role: str


class ProcessStepInput(TypedDict):
    """Bước xử lý; `hours` are working hours. A step of an inter-agency process names its agency by code or by name."""

    agency_code: NotRequired[str | None]
    agency_name: NotRequired[str | None]
    hours: int
    name: str
    role: str


class ProcessTimeLimit(TypedDict):
    """`hours` are working hours; null where the unit cannot be converted to them."""

    amount: str
    case: str | None
    channel: str
    hours: str | None
    unit: str


class Proposal(TypedDict):
    """`parts` are the parts in which the proposed content differs from version `before`, line by line; there are
    none for a repeal. `state` is proposed, adopted or withdrawn."""

    action: str
    adopted_by: Adoption | None
    agency_code: str
    before: int
    name: str
    number: int
    parts: list[PartDifference]
    procedure_code: str
    reason: str
    recorded_at: str
    recorded_by: str
    revision: int
    state: str
    withdrawn: ProposalWithdrawal | None


class ProposalInput(TypedDict):
    """What the agency proposes: to `amend` a procedure so that it states what is in `after`, or to `repeal` it.
    `before` is the number of the version that the proposal concerns; it defaults to the one in force today."""

    action: ProposedAct
    after: NotRequired[ProposedPartsInput | None]
    agency_code: str
    before: NotRequired[int | None]
    procedure_code: str
    reason: str


class ProposalPage(TypedDict):
    items: list[Proposal]
    next: str | None


class ProposalWithdrawal(TypedDict):
    reason: str
    withdrawn_at: str
    withdrawn_by: str


class ProposalWithdrawalInput(TypedDict):
    reason: str


class ProposedChange(TypedDict):
    """`kind` is that of the item, `for_review` the versions that would have to be looked at again."""

    cancelled: list[CancelledPeriod]
    effective_on: str
    for_review: list[int]
    kind: str
    procedure_code: str


class ProposedItem(TypedDict):
    """An item that would follow the change. A missing fact is an empty text in `content`; only the drafter can state
    it."""

    changed_parts: list[str] | None
    content: dict[str, Any] | None
    kind: str
    missing: list[MissingFact]
    procedure_code: str


class ProposedPartsInput(TypedDict):
    """The parts of a content that would change. Each is stated whole, as in an item's content; an omitted part stays
    as it is."""

    agencies: NotRequired[list[AgencyInRoleInput] | None]
    agency_code: NotRequired[str | None]
    audience: NotRequired[list[str] | None]
    channels: NotRequired[list[SubmissionChannelInput] | None]
    conditions: NotRequired[str | None]
    dossier_sets: NotRequired[int | None]
    field_code: NotRequired[str | None]
    household_member_fields: NotRequired[list[PopulationField] | None]
    legal_bases: NotRequired[list[LegalBasisInput] | None]
    levels: NotRequired[list[HandlingLevel] | None]
    name: NotRequired[str | None]
    papers: NotRequired[list[PaperInput | PapersOfCaseInput] | None]
    population_fields: NotRequired[list[PopulationField] | None]
    reception: NotRequired[list[ReceptionPlaceInput] | None]
    results: NotRequired[list[str | ProcedureResultInput] | None]
    steps: NotRequired[list[str | StepsOfCaseInput] | None]


class PublicationChannel(TypedDict):
    """`connected` is true if the channel is pushed to; for the others an officer enters evidence. No law sets a
    deadline for a channel whose `deadlines` are empty."""

    code: str
    connected: bool
    deadlines: list[PublicationDeadline]
    mandatory: bool
    method: str
    name: str
    valid_from: str | None
    valid_to: str | None


class PublicationChannelInput(TypedDict):
    """`secret_name` names a file in the directory `CHANNEL_SECRETS_DIR`. A push goes to `url`, signed with the
    secret in that file."""

    code: str
    mandatory: NotRequired[bool]
    method: PublicationMethod
    name: str
    secret_name: NotRequired[str | None]
    url: NotRequired[str | None]
    valid_from: NotRequired[str | None]
    valid_to: NotRequired[str | None]


class PublicationChannels(TypedDict):
    """`decision` holds the deadlines for signing the Decision itself."""

    decision: list[PublicationDeadline]
    items: list[PublicationChannel]


class PublicationDeadline(TypedDict):
    """A deadline of `days` (`day_kind`: working or calendar days) before or after the day that `anchor` names.
    `kind` is null if it applies to items of any kind. `rectification` is null if it applies to Decisions, else it
    applies to annulments or to corrections."""

    anchor: str
    article: str
    day_kind: str
    days: int
    direction: str
    kind: str | None
    rectification: str | None
    shortened: bool
    valid_from: str | None
    valid_to: str | None


class PublicationDeadlineInput(TypedDict):
    """A deadline of `days` before or after the day that `anchor` names. It applies to items of one `kind` (of any,
    if it is absent) on one `channel` (to the signing of the Decision itself, if it is absent). `article` names
    the rule that sets it; `valid_from` and `valid_to` are compared with the day of signing. With a
    `rectification` the deadline is that by which a channel is informed of an annulment or a correction, counted
    from the signing of its instrument."""

    anchor: DeadlineAnchor
    article: str
    channel: NotRequired[str | None]
    day_kind: DayKind
    days: int
    direction: DeadlineDirection
    kind: NotRequired[DecisionItemKind | None]
    rectification: NotRequired[RectificationKind | None]
    shortened: NotRequired[bool]
    valid_from: NotRequired[str | None]
    valid_to: NotRequired[str | None]


class PublicationResult(TypedDict):
    """`cancelled` lists periods that were decided earlier and will not be law; `under_review` lists those that
    another Decision now precedes. `processes` states of each internal process whether it fits into the
    procedure's time limit."""

    agency_code: str
    approved: bool
    back_entered: bool
    cancelled: list[AffectedPeriod]
    canonical_number: str | None
    id: str
    issuing_body: str
    item_count: int
    items: list[DecisionItem]
    late: bool
    number: str | None
    processes: list[ProcessFit]
    published_on: str | None
    recorded_at: str | None
    revises: str | None
    revision: int
    shortened: bool
    signed_file_sha256: str | None
    signed_on: str
    signer: str | None
    status: str
    timeliness: Timeliness | None
    title: str
    topics: list[str]
    under_review: list[AffectedPeriod]


class PublicationState(TypedDict):
    """The state of a Decision, or of a rectification of it, on one channel after an officer has changed it."""

    channel: str
    due_on: str | None
    shown_on: str | None
    state: str


class ReceptionPlace(TypedDict):
    """Where dossiers are received, and at which hours."""

    opening_hours: str | None
    place: str


class ReceptionPlaceInput(TypedDict):
    """Địa điểm, thời gian tiếp nhận hồ sơ."""

    opening_hours: NotRequired[str | None]
    place: str


Recoding = TypedDict("Recoding", {"document": "CodeDocument", "from": "str", "recorded_at": "str", "to": "str"})
"""`from` is the provisional code, which leads to the procedure for ever; `to` is its code."""


class RecodingInput(TypedDict):
    """`to` is the code that the procedure has from now on, `document` the ground of the act."""

    document: CodeDocumentInput
    to: str


class RecordedAnnulment(TypedDict):
    """`revision` is that of the Decision after this act."""

    decision_id: str
    effective_from: str
    entire_decision: bool
    id: str
    issuing_body: str
    items: list[int]
    legal_document: LegalDocument
    number: str
    procedures: list[ProcedureOutcome]
    reason: str
    recorded_at: str
    revision: int
    signed_on: str
    title: str


class RecordedCorrection(TypedDict):
    """`revision` is that of the Decision after this act."""

    decision_id: str
    id: str
    issuing_body: str
    items: list[CorrectedItem]
    legal_document: LegalDocument
    number: str
    procedures: list[ProcedureOutcome]
    reason: str
    recorded_at: str
    revision: int
    signed_on: str
    title: str


class RecordedCount(TypedDict):
    """The number of given entries, all of which are recorded now."""

    recorded: int


class RecordedResult(TypedDict):
    """A result that an officer has recorded: of the `procedures` in force on the first day this many were `gone` on
    `compared_on`. `GET …/results?on=…&known_on=…` with this day and with `recorded_at` has all of it."""

    compared_on: str
    gone: int
    ground: str
    number: int
    procedures: int
    recorded_at: str
    recorded_by: str


class RecordedResultPage(TypedDict):
    items: list[RecordedResult]
    next: str | None


class RectificationChannels(TypedDict):
    """The state of an annulment or a correction of the Decision on each channel, the mandatory channels first."""

    id: str
    items: list[ChannelPublication]
    kind: str
    number: str


class RectificationRef(TypedDict):
    """An annulment or a correction."""

    id: str
    kind: str
    number: str


class ReductionShare(TypedDict):
    """`numerator` of `denominator` was cut, in a `unit` of time where time is measured; a negative cut is an
    increase. `percent` is rounded down to hundredths, and null where nothing could be compared. `not_comparable`
    counts time limits or papers that are in neither number, or procedures that could not be assessed."""

    denominator: str
    not_comparable: int
    numerator: str
    percent: str | None
    unit: str | None


class RelatedDecision(TypedDict):
    """A Decision whose lists are replaced, with its number as written. `id` and `title` are null where it is not
    recorded here."""

    id: str | None
    issuing_body: str
    number: str
    signed_on: str
    title: str | None


class ReplacedListsInput(TypedDict):
    """The Decision whose lists (danh mục) are replaced: its `decision_id` where it is recorded here, otherwise its
    `number` and the day on which it was signed. Without `issuing_body` it is one of the same body."""

    decision_id: NotRequired[str | None]
    issuing_body: NotRequired[str | None]
    number: NotRequired[str | None]
    signed_on: NotRequired[str | None]


class ReplacingData(TypedDict):
    """The fields of a database that replace the paper; `fallback` says what is done if they are unavailable or
    wrong."""

    database: str
    fallback: str | None
    fields: list[str]


class ReplacingDataInput(TypedDict):
    """The data that replace the paper. `database` is `population` or the name of another database; the `fields` of
    `population` must be among the `population_fields` of the content. `fallback` says what is done if the data
    are unavailable or wrong."""

    database: str
    fallback: NotRequired[str | None]
    fields: list[str]


class ReviewResultInput(TypedDict):
    """The result of a round compares the law of its first day with that of `on`, which is not in the future.
    `ground` is the document by which it was established."""

    ground: str
    on: str


class ReviewResults(TypedDict):
    """Compares the law of `before_on` with that of `after_on`. In `total` each procedure counts once; in the groups
    it counts for each agency that handles it and for each level, so the groups do not add up to the total. `next`
    is null on the last page."""

    after_on: str
    before_on: str
    group_by: str
    items: list[GroupReviewResult]
    known_on: str | None
    next: str | None
    round: str
    total: SimplificationResult


class ReviewRound(TypedDict):
    ends_on: str
    id: str
    legal_basis: str
    name: str
    recorded_at: str
    recorded_by: str
    starts_on: str
    targets: list[ReviewTarget]


class ReviewRoundInput(TypedDict):
    """Results compare the law of the day `starts_on` with that of a later day, so changes that take effect on
    `starts_on` itself are not counted."""

    ends_on: str
    legal_basis: str
    name: str
    starts_on: str
    targets: list[ReviewTargetInput]


class ReviewRoundPage(TypedDict):
    items: list[ReviewRound]
    next: str | None


class ReviewTarget(TypedDict):
    """At least `minimum_percent` per cent of what the measure measures must be cut."""

    legal_basis: str
    measure: str
    minimum_percent: str
    number: int


class ReviewTargetInput(TypedDict):
    """At least `minimum_percent` per cent of what the measure measures must be cut. `legal_basis` defaults to that
    of the round."""

    legal_basis: NotRequired[str | None]
    measure: TargetMeasure
    minimum_percent: float | str


class ReviewTargetResult(TypedDict):
    """`met` is computed from the exact numbers, over all units; null where nothing could be compared."""

    measure: str
    met: bool | None
    minimum_percent: str
    shares: list[ReductionShare]
    target: int


class RoleHolder(TypedDict):
    """The role is held in `[valid_from, valid_to)`; null leaves a side open. `subject` is null where anyone who acts
    for the agency holds the role, and for callers who do not record role holders."""

    agency_code: str
    legal_basis: str
    recorded_at: str
    role: str
    subject: str | None
    title: str
    valid_from: str | None
    valid_to: str | None


class RoleHolderInput(TypedDict):
    """The role is held in `[valid_from, valid_to)`; null leaves a side open. A `subject` of null means anyone who
    acts for the agency. Among rows with the same role, agency, subject and first day, the last recorded one
    counts: so an end can be set later, and a row whose end equals its beginning withdraws the role."""

    agency_code: str
    legal_basis: str
    role: DecisionRole
    subject: NotRequired[str | None]
    title: str
    valid_from: NotRequired[str | None]
    valid_to: NotRequired[str | None]


class RoleHolders(TypedDict):
    items: list[RoleHolder]


class RoleHoldersInput(TypedDict):
    role_holders: list[RoleHolderInput]


class RowNote(TypedDict):
    """`rule` is one of docs/imports.md; `occurrences` counts how often the column met it, `detail` describes the
    first."""

    column: str
    detail: str
    occurrences: int
    rule: str


class RowWithNotes(TypedDict):
    """`line`, `code` and `name` identify the row, the latter two as far as they could be read."""

    code: str | None
    column: str
    detail: str
    line: int
    name: str | None


class RuleGroup(TypedDict):
    """`rule` is one of docs/imports.md, or the type of a problem. `refuses` says that the rows are refused, `act`
    that an officer should look at them; `first` names the first rows."""

    act: bool
    first: list[RowWithNotes]
    occurrences: int
    refuses: bool
    rows: int
    rule: str


class SearchFacetCount(TypedDict):
    """How many procedures have the value; `name` is that of a field or an agency. A procedure counts for each of its
    levels and audiences."""

    count: int
    name: NotRequired[str | None]
    value: str


class SearchFacets(TypedDict):
    """The counts of each facet, the most frequent value first."""

    agency: list[SearchFacetCount]
    audience: list[SearchFacetCount]
    field: list[SearchFacetCount]
    level: list[SearchFacetCount]
    online_level: list[SearchFacetCount]


class SearchHit(TypedDict):
    """`matched` are the words of the query, without diacritics, that the procedure has, or for which it has a
    similar word."""

    agency: CodeAndName
    audience: list[str]
    code: str
    field: CodeAndName
    levels: list[str]
    matched: list[str]
    name: str
    online_level: str | None


class SearchResult(TypedDict):
    """`total` and the facets count all procedures that match, not only the listed hits."""

    facets: SearchFacets
    hits: list[SearchHit]
    total: int


class SearchTerm(TypedDict):
    """`reason` and `recorded_at` are null for a term that was installed with the service."""

    context: list[str]
    kind: TermKind
    meaning: str | None
    reason: str | None
    recorded_at: str | None
    term: str


class SearchTermInput(TypedDict):
    """`meaning` is the term of the law, or what an abbreviation stands for; without it, the search passes over the
    words of the term, unless `kind` says otherwise. `context` are phrases of which a query must have one; a term
    may have a meaning in each context. In `term`, # stands for any number. `withdrawn` removes the term."""

    context: NotRequired[list[str]]
    kind: NotRequired[TermKind | None]
    meaning: NotRequired[str | None]
    term: str
    withdrawn: NotRequired[bool]


class SearchTerms(TypedDict):
    """All search terms, ordered by term and context."""

    items: list[SearchTerm]


class SearchTermsInput(TypedDict):
    reason: str
    terms: list[SearchTermInput]


class SimplificationResult(TypedDict):
    """Of the `procedures` in force on the first day, this many are `gone` on the later one: neither they nor a
    successor are in force."""

    gone: int
    procedures: int
    targets: list[ReviewTargetResult]


class StepsOfCase(TypedDict):
    """`case` is null where the steps apply to all cases."""

    case: str | None
    steps: list[str]


class StepsOfCaseInput(TypedDict):
    """Trường hợp with its steps, in order."""

    case: NotRequired[str | None]
    steps: list[str]


class SubmissionChannel(TypedDict):
    """`channel` is direct, online, post, or unstated where the source names none. `fees` are those that belong to no
    time limit of the channel."""

    channel: str
    fees: NotRequired[list[Fee]]
    time_limits: list[TimeLimit]


class SubmissionChannelInput(TypedDict):
    """Cách thức thực hiện with its time limits; `unstated` where the Decision names no channel for them. `fees` are
    those that belong to no time limit of the channel."""

    channel: ChannelKind
    fees: NotRequired[list[FeeInput]]
    time_limits: NotRequired[list[TimeLimitInput]]


class Subscriber(TypedDict):
    """`sequence` is that of the last event which the subscriber accepted, `lag` counts the events after it.
    `circuit` is closed (events are pushed), open (nothing is pushed until `probe_at`) or gone (nothing is pushed
    until the subscriber is recorded again)."""

    active: bool
    attempts: int
    circuit: str
    code: str
    failures: int
    lag: int
    last_attempt_at: str | None
    last_error: str | None
    last_status: int | None
    name: str
    next_attempt_at: str
    probe_at: str | None
    secret_name: str
    sequence: int
    url: str


class SubscriberInput(TypedDict):
    """`secret_name` names a file in the directory `WEBHOOK_SECRETS_DIR`. A new subscriber starts behind the event
    `after`, or with the next event if `after` is absent; a known subscriber continues at its position."""

    active: NotRequired[bool]
    after: NotRequired[int | None]
    code: str
    name: str
    secret_name: str
    url: str


class Subscribers(TypedDict):
    items: list[Subscriber]


class TimeLimit(TypedDict):
    """`unit` is working_day, day, hour, working_hour, minute, week, month or year. Without a `form` the limit is one
    length of time, its `amount`; otherwise `form` is range (from `shortest` to `longest`), same_day, unlimited
    (no limit is laid down) or words, and `amount` is null. `condition` says when the limit holds, `ground` on
    which provision it rests."""

    amount: int | float | None
    condition: NotRequired[str | None]
    fees: list[Fee]
    form: NotRequired[str | None]
    ground: NotRequired[str | None]
    longest: NotRequired[int | float | None]
    note: str | None
    shortest: NotRequired[int | float | None]
    unit: str | None
    words: NotRequired[str | None]


class TimeLimitInput(TypedDict):
    """Thời hạn giải quyết with its fees. A `length` states `amount` and `unit`; a `range` states `shortest`,
    `longest` and `unit`; `same_day` may state the unit day or working_day; `unlimited` means that no limit is
    laid down; `words` states what can be said in no other way."""

    amount: NotRequired[float | str | None]
    condition: NotRequired[str | None]
    fees: NotRequired[list[FeeInput]]
    form: NotRequired[TimeLimitForm]
    ground: NotRequired[str | None]
    longest: NotRequired[float | str | None]
    note: NotRequired[str | None]
    shortest: NotRequired[float | str | None]
    unit: NotRequired[TimeUnit | None]
    words: NotRequired[str | None]


class Timeliness(TypedDict):
    """Whether the Decision was signed by the day that the article sets."""

    article: str
    due_on: str
    in_time: bool


class Topic(TypedDict):
    code: str
    name: str


class Topics(TypedDict):
    items: list[Topic]


class WorkingHours(TypedDict):
    hours: str
    legal_basis: str
    recorded_at: str
    recorded_by: str
    unit: str
    valid_from: str


class WorkingHoursInput(TypedDict):
    """How many working hours a unit of time has for Decisions signed from `valid_from` on, with its `legal_basis`."""

    hours: float | str
    legal_basis: str
    unit: ConvertibleUnit
    valid_from: str
