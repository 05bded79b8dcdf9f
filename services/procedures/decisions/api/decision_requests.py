"""A Decision as an officer files it."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from common.http.days import Day
from procedures.decisions.api.examples import DECISION
from procedures.decisions.api.procedure_headings import ProcedureHeadingIn
from procedures.decisions.domain.decision import Decision, LegalDocument, ReplacedLists
from procedures.decisions.domain.items import Item, NationalRecordRef
from procedures.decisions.domain.published_as import MinistryPublication, PublishedAs
from procedures.law.api.content_requests import ContentIn
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind, OnlineLevel
from procedures.processes.api.requests import GroupIn, ProcessIn
from procedures.shared.api.text_fields import AgencyCode, Body, Code, Line, Number, Sha256
from procedures.shared.domain.document_numbers import canonical_number
from procedures.shared.domain.procedure_codes import ProcedureCode

MOST = 2_000
"""Items of one Decision. The largest real Decisions list some hundreds."""


class LegalDocumentIn(Body):
    """A legal document (văn bản quy phạm pháp luật) on which the Decision rests. `provincial` means that the province's
    own council or committee issued it.

    `ministry_decision` means that it is the Decision by which a ministry publishes procedures (quyết định công bố). It
    makes nothing law and has no `effective_on`; `issued_on` is the day on which it was signed."""

    number: Number
    title: Line
    issued_on: Day
    effective_on: Day | None = None
    provincial: bool = False
    ministry_decision: bool = False

    @model_validator(mode="after")
    def takes_effect_or_publishes(self) -> Self:
        if self.ministry_decision is (self.effective_on is not None):
            raise ValueError("a legal document needs effective_on, and a ministry's Decision of publication has none")
        if self.ministry_decision and self.provincial:
            raise ValueError("a ministry's Decision is no document of the province")
        return self

    def document(self) -> LegalDocument:
        return LegalDocument(**dict(self))


class ReplacedListsIn(Body):
    """The Decision whose lists (danh mục) are replaced: its `decision_id` where it is recorded here, otherwise its
    `number` and the day on which it was signed. Without `issuing_body` it is one of the same body."""

    decision_id: UUID | None = None
    number: Number | None = None
    signed_on: Day | None = None
    issuing_body: AgencyCode | None = None

    @model_validator(mode="after")
    def is_named_in_one_way(self) -> Self:
        stated = [part is not None for part in (self.number, self.signed_on, self.issuing_body)]
        if any(stated) if self.decision_id is not None else not all(stated[:2]):
            raise ValueError("name the Decision by decision_id alone, or by number and signed_on")
        return self

    def lists(self) -> ReplacedLists:
        return ReplacedLists(self.decision_id, self.number, self.issuing_body, self.signed_on)


class MinistryPublicationIn(Body):
    """The ministry's publication in which the content of a listed procedure can be read: its code in the national
    record and the number of the ministry's Decision, as written there."""

    code: Number
    decision_number: Number

    def publication(self) -> MinistryPublication:
        return MinistryPublication(self.code, self.decision_number)


class NationalRecordRefIn(Body):
    """The record of the national catalogue that the item follows. A repeal names the snapshot that no longer has the
    code."""

    snapshot_id: UUID
    code: Code


class ItemIn(Body):
    """One line of the list. `introduce`, `amend`, `standardise` and `replace` carry `content`, `declare_online` carries
    an `online_level`, `designate` carries a `designation`, and a repeal rests on a document that the Decision lists: it
    carries its `legal_document_number`, or a `ministry_publication` whose Decision is listed.

    `designation` is the code of a list of `GET /v1/designations`. An item that designates for a list with an online
    level is recorded as `declare_online`. `confirm` publishes again what is in force, and changes nothing.

    A replacement that names a `successor_code` ends this procedure and introduces the successor with the content; a
    replacement without one continues under the same code. An item whose procedure continues under its code states in
    `changed_parts` exactly the parts that it changes (Article 15 NĐ 63/2010); without `changed_parts`, as where the
    Decision only names the legal document, they are computed on publication. `legal_document_number` is the number of
    a legal document that the Decision lists; both may write it differently.

    `published_as` states what the item publishes (Article 13(2) NĐ 63/2010). A `list` item states nothing that the
    ministry states, and a fee only with the document that delegates it to the province (`fee_delegation`, one that the
    Decision lists); `ministry_publication` says where its content can be read. A `content` item cites a provincial
    legal document. Without `published_as`, none of this is checked.

    `predecessor_unrecorded` states that no earlier version of the procedure is recorded here, so that its history
    begins with this item. Such an item cites its legal document; if it ends the procedure, `heading` states what the
    procedure was.

    `number` is unique in the Decision. A Decision with several lists, each numbered for itself, states beside it `list`
    (the list's heading), `section` (a heading within the list) and `list_number` (the number there), as printed. A
    procedure may stand in several lists: at most one item changes it, one declares its online level, and any number
    designate or confirm it.
    """

    number: Annotated[int, Field(ge=1, le=100_000)]
    kind: ItemKind
    procedure_code: Code
    effective_on: Day
    legal_document_number: Number | None = None
    successor_code: Code | None = None
    online_level: OnlineLevel | None = None
    content: ContentIn | None = None
    changed_parts: Annotated[tuple[Part, ...], Field(max_length=100)] | None = None
    published_as: PublishedAs | None = None
    ministry_publication: MinistryPublicationIn | None = None
    fee_delegation: Number | None = None
    national_record: NationalRecordRefIn | None = None
    predecessor_unrecorded: bool = False
    heading: ProcedureHeadingIn | None = None
    designation: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")] | None = None
    list: Line | None = None
    section: Line | None = None
    list_number: Number | None = None

    def item(self) -> Item:
        return Item(
            number=self.number,
            kind=self.kind,
            code=ProcedureCode(self.procedure_code),
            effective_on=self.effective_on,
            legal_document_number=self.legal_document_number,
            successor_code=None if self.successor_code is None else ProcedureCode(self.successor_code),
            online_level=None if self.online_level is None else self.online_level.value,
            content=None if self.content is None else self.content.content(),
            changed_parts=None
            if self.changed_parts is None
            else tuple(part for part in Part if part in self.changed_parts),
            published_as=self.published_as,
            ministry_publication=None if self.ministry_publication is None else self.ministry_publication.publication(),
            fee_delegation=self.fee_delegation,
            national_record=None
            if self.national_record is None
            else NationalRecordRef(self.national_record.snapshot_id, ProcedureCode(self.national_record.code)),
            predecessor_unrecorded=self.predecessor_unrecorded,
            heading=None if self.heading is None else self.heading.heading(),
            designation=self.designation,
            list=self.list,
            section=self.section,
            list_number=self.list_number,
        )


class DecisionIn(Body):
    """Quyết định công bố. `number` may be omitted until the Decision is signed; until then `signed_on` is the intended
    day. A `back_entered` Decision records an old one: it states when it was published, the SHA-256 of its signed file
    and optionally its `signer` (chức vụ), and needs the scope `decisions.back_enter`. `topics` are codes of `GET
    /v1/topics`. `shortened` (rút gọn) means that its legal document was issued by the shortened procedure, which has
    deadlines of its own. `replaces_lists_of` names the Decisions whose lists this one replaces."""

    model_config = ConfigDict(json_schema_extra={"examples": [DECISION]})

    number: Number | None = None
    issuing_body: AgencyCode
    signed_on: Day
    agency_code: AgencyCode
    title: Line
    topics: Annotated[tuple[Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")], ...], Field(max_length=100)] = ()
    back_entered: bool = False
    published_on: Day | None = None
    signed_file_sha256: Sha256 | None = None
    signer: Line | None = None
    shortened: bool = False
    legal_documents: Annotated[tuple[LegalDocumentIn, ...], Field(max_length=500)] = ()
    replaces_lists_of: Annotated[tuple[ReplacedListsIn, ...], Field(max_length=500)] = ()
    items: Annotated[tuple[ItemIn, ...], Field(max_length=MOST)] = ()
    processes: Annotated[tuple[ProcessIn, ...], Field(max_length=MOST)] = ()
    groups: Annotated[tuple[GroupIn, ...], Field(max_length=MOST)] = ()

    @model_validator(mode="after")
    def lists_something(self) -> "DecisionIn":
        if not self.items and not self.processes and not self.groups:
            raise ValueError("a Decision must list at least one item, process or group")
        numbers = [canonical_number(document.number) for document in self.legal_documents]
        if len(set(numbers)) < len(numbers):
            raise ValueError("a legal document may be listed only once")
        return self

    def draft(self, id: UUID) -> Decision:
        return Decision(
            id=id,
            number=self.number,
            issuing_body=self.issuing_body,
            signed_on=self.signed_on,
            agency_code=self.agency_code,
            title=self.title,
            items=tuple(item.item() for item in self.items),
            topics=tuple(dict.fromkeys(self.topics)),
            legal_documents=tuple(document.document() for document in self.legal_documents),
            processes=tuple(process.process() for process in self.processes),
            back_entered=self.back_entered,
            published_on=self.published_on,
            signed_file_sha256=self.signed_file_sha256,
            signer=self.signer if self.back_entered else None,
            shortened=self.shortened,
            replaces_lists_of=tuple(replaced.lists() for replaced in self.replaces_lists_of),
            groups=tuple(group.group(self.signed_on) for group in self.groups),
        )
