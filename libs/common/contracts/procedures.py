"""The events of `procedures`. `periods` is the complete result: readers replace theirs by it and derive nothing."""

from datetime import date, datetime

import msgspec

from common.contracts.event import Event, event
from common.contracts.parts import (
    AgencyRef,
    DecisionRef,
    FieldRef,
    InForce,
    ItemKind,
    ItemRef,
    Level,
    OnlineLevel,
    Part,
)


class ProcedureEvent(Event, frozen=True, kw_only=True):
    """The fields of every event about a procedure. `agency` is the agency that the procedure belongs to.

    `list`, `section` and `list_number` are the heading of the list in which the Decision prints the item, the heading
    within the list, and the number there, as written; null where the Decision states none.
    """

    procedure_code: str
    name: str
    agency: AgencyRef
    field: FieldRef
    levels: tuple[Level, ...]
    item: ItemRef
    effective_on: date
    decision: DecisionRef
    periods: tuple[InForce, ...]
    list: str | None = None
    section: str | None = None
    list_number: str | None = None


@event("procedure.introduced.v1", source="procedures", subject="procedure_code")
class ProcedureIntroduced(ProcedureEvent, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision introduces a procedure (mới ban hành), also as the successor in a
    replacement."""


@event("procedure.amended.v1", source="procedures", subject="procedure_code")
class ProcedureAmended(ProcedureEvent, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision amends or supplements a procedure (sửa đổi, bổ sung), or puts its
    text into the national form (chuẩn hóa, an item of kind `standardise`): a new version from `effective_on`.

    `changed_parts` are the parts in which it differs from the version that it replaces (Article 15 NĐ 63/2010).
    `changed_parts_stated` is false where the Decision does not name them and `procedures` computed them.
    `predecessor_unrecorded` means that no earlier version is recorded: its history here begins with this event, and
    parts that are not stated are all parts.
    """

    changed_parts: tuple[str, ...] = ()
    changed_parts_stated: bool = True
    predecessor_unrecorded: bool = False


@event("procedure.replaced.v1", source="procedures", subject="procedure_code")
class ProcedureReplaced(ProcedureEvent, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision replaces a procedure (thay thế).

    With a `successor_code` nothing of this code is in force from `effective_on` on, and the same Decision has an event
    of the successor; without one the same code continues with a new version. `predecessor_unrecorded` means that no
    earlier version of this code is recorded.
    """

    successor_code: str | None = None
    predecessor_unrecorded: bool = False


@event("procedure.repealed.v1", source="procedures", subject="procedure_code")
class ProcedureRepealed(ProcedureEvent, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision repeals a procedure (bãi bỏ), at once, even if it takes effect
    later.

    From `effective_on` on no dossier may be filed and no look-up made for it. `predecessor_unrecorded` means that no
    version of it is recorded: `periods` is empty, and this event is all that is known of it here.
    """

    predecessor_unrecorded: bool = False


@event("procedure.declared_online.v1", source="procedures", subject="procedure_code")
class ProcedureDeclaredOnline(ProcedureEvent, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision lists a procedure as fit for an online service of `online_level`
    from `effective_on`.

    `designation` is the code of the list, null in events from before lists had codes.
    """

    online_level: OnlineLevel
    designation: str | None = None


@event("procedure.designated.v1", source="procedures", subject="procedure_code")
class ProcedureDesignated(ProcedureEvent, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision lists a procedure for a way of handling that is no online service,
    from `effective_on`: by postal service, at the one-stop, without regard to place.

    `designation` is the code of the list in `GET /v1/designations`; the periods do not change.
    """

    designation: str


@event("procedure.confirmed.v1", source="procedures", subject="procedure_code")
class ProcedureConfirmed(ProcedureEvent, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision publishes a procedure again (công bố lại): nothing changes, and
    from `effective_on` on the Decision is one of those that name it."""


class InstrumentRef(Part, frozen=True, kw_only=True):
    """The document by which a Decision was annulled or corrected. `number` is as written, `canonical_number` the form
    by which spellings of a number are compared."""

    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str
    canonical_number: str | None = None


class ProcedureRectified(ProcedureEvent, frozen=True, kw_only=True):
    """The fields of every event about a rectification: `item` and `decision` are those that are rectified, `reason` is
    the one that `instrument` states."""

    instrument: InstrumentRef
    reason: str


@event("procedure.restored.v1", source="procedures", subject="procedure_code")
class ProcedureRestored(ProcedureRectified, frozen=True, kw_only=True):
    """Sent by `procedures` when an item that had ended a procedure is annulled (hủy bỏ): a repeal, or a replacement by
    another code.

    The procedure is in force again as `periods` say, from `effective_on` at the earliest; periods that another item
    ended stay ended.
    """


@event("procedure.annulled.v1", source="procedures", subject="procedure_code")
class ProcedureAnnulled(ProcedureRectified, frozen=True, kw_only=True):
    """Sent by `procedures` when an item that had introduced, amended, standardised, replaced, declared, designated or
    confirmed a procedure is annulled (hủy bỏ).

    From `effective_on` on the law is what it would be without the item, as `periods` say: the former version again, or
    nothing. `online_level` is the one that the item had declared.
    """

    online_level: OnlineLevel | None = None


@event("procedure.corrected.v1", source="procedures", subject="procedure_code")
class ProcedureCorrected(ProcedureRectified, frozen=True, kw_only=True):
    """Sent by `procedures` when a clerical error of an item is corrected (đính chính): its content, its day, or both.

    `effective_on` is the corrected day, `previous_effective_on` the one stated before. `corrected_parts` are the parts
    of the content that are corrected. `online_level` is the one that the item declares, `successor_code` the procedure
    that replaces this one.
    """

    previous_effective_on: date
    corrected_parts: tuple[str, ...] = ()
    online_level: OnlineLevel | None = None
    successor_code: str | None = None


class CodeDocumentRef(Part, frozen=True, kw_only=True):
    """The document that states the code of a procedure. `number` is as written, `canonical_number` the form by which
    spellings of a number are compared."""

    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str
    canonical_number: str | None = None


class RecodedItem(Part, frozen=True, kw_only=True):
    """An item that names the procedure by its provisional code."""

    decision_id: str
    number: int


class RecodedProcess(Part, frozen=True, kw_only=True):
    """A process of the procedure that was approved under its provisional code."""

    decision_id: str
    process_code: str


@event("procedure.recoded.v1", source="procedures", subject="to")
class ProcedureRecoded(Event, frozen=True, kw_only=True):
    """Sent by `procedures` when a procedure that was published under the provisional code `from` gets its own code
    `to`, at once and for ever.

    Nothing else changes: readers move what they keep under `from` to `to`. `periods` are all periods of the procedure;
    `items` and `processes` are those that earlier events of Decisions name by `from`, and `document` states the code.
    """

    former_code: str = msgspec.field(name="from")
    to: str
    name: str
    agency: AgencyRef
    field: FieldRef
    levels: tuple[Level, ...]
    periods: tuple[InForce, ...]
    items: tuple[RecodedItem, ...]
    processes: tuple[RecodedProcess, ...]
    document: CodeDocumentRef
    recorded_at: datetime


class ProcessStep(Part, frozen=True, kw_only=True):
    """Bước xử lý. `hours` are working hours. The step is taken by `agency` if that is recorded, else by the body that
    `agency_name` names."""

    number: int
    name: str
    role: str
    hours: int
    agency: AgencyRef | None = None
    agency_name: str | None = None


@event("process.approved.v1", source="procedures", subject="process_code")
class ProcessApproved(Event, frozen=True, kw_only=True):
    """Sent by `procedures` when a published Decision approves an internal process (quy trình nội bộ), or an
    inter-agency one (liên thông).

    `channel` and `case` say for which dossiers it is; if they are null, for those of all channels and of every case.
    With a `separate_signer` a dossier is not finished or stopped by an officer who handled it.
    """

    process_code: str
    name: str
    procedure_code: str
    inter_agency: bool
    agency: AgencyRef
    steps: tuple[ProcessStep, ...]
    decision: DecisionRef
    channel: str | None = None
    case: str | None = None
    separate_signer: bool = False


class ReplacedLists(Part, frozen=True, kw_only=True):
    """The Decision whose lists are replaced, by its number as written and in its canonical form. `id` is null where it
    is not recorded here."""

    id: str | None
    number: str
    issuing_body: str
    signed_on: date
    canonical_number: str | None = None


class ItemCount(Part, frozen=True, kw_only=True):
    kind: ItemKind
    count: int


@event("decision.published.v1", source="procedures", subject="decision_id")
class DecisionPublished(Event, frozen=True, kw_only=True):
    """Sent by `procedures` as the last event of one Decision: its events run from `first_sequence` to this one, without
    a gap.

    `agency` is the agency whose matters the Decision concerns. `late` says that an item took effect before the day of
    the Decision. A back-entered Decision is an old one recorded later: its stated days are valid, and `recorded_at`
    says when this system recorded it. `signer` is the signer's position (chức vụ), never a person; `signed_file_sha256`
    is the hash of the signed file, in hexadecimal. `replaces_lists_of` are the Decisions whose lists it replaces.
    `canonical_number` is the form of its number by which spellings are compared.
    """

    decision_id: str
    decision: DecisionRef
    agency: AgencyRef
    topics: tuple[str, ...]
    items: tuple[ItemCount, ...]
    processes: int
    published_on: date
    recorded_at: datetime
    back_entered: bool
    late: bool
    first_sequence: int
    signer: str | None = None
    signed_file_sha256: str | None = None
    replaces_lists_of: tuple[ReplacedLists, ...] = ()
    canonical_number: str | None = None


class DecisionRectified(Event, frozen=True, kw_only=True):
    """The last event of one rectification, whose events run from `first_sequence` to this one. `items` are those
    concerned. `legal_document_canonical_number` is the form of the number by which spellings are compared."""

    decision_id: str
    decision: DecisionRef
    agency: AgencyRef
    instrument: InstrumentRef
    legal_document_number: str
    reason: str
    items: tuple[ItemRef, ...]
    recorded_at: datetime
    first_sequence: int
    legal_document_canonical_number: str | None = None


@event("decision.annulled.v1", source="procedures", subject="decision_id")
class DecisionAnnulled(DecisionRectified, frozen=True, kw_only=True):
    """Sent by `procedures` as the last event of one annulment (hủy bỏ): its events run from `first_sequence` to this
    one.

    `items` are those that are annulled, from `effective_from` on; `entire_decision` says that the Decision was annulled
    as such: from that day on the processes and the groups of procedures that it approved are no longer in force. A
    Decision without items has none here.
    """

    effective_from: date
    entire_decision: bool


@event("decision.corrected.v1", source="procedures", subject="decision_id")
class DecisionCorrected(DecisionRectified, frozen=True, kw_only=True):
    """Sent by `procedures` as the last event of one correction (đính chính): its events run from `first_sequence` to
    this one."""
