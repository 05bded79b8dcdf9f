"""A Decision as an officer files it."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from common.contracts.parts import ItemKind as Kind
from common.contracts.parts import OnlineLevel
from procedures.api.asked.content import ContentIn
from procedures.api.asked.examples import DECISION
from procedures.api.asked.texts import AgencyCode, Body, Code, Day, Line, Number
from procedures.domain.codes import ProcedureCode
from procedures.domain.decision import Decision, LegalDocument
from procedures.domain.items import Item, ItemKind, NationalReference
from procedures.domain.parts import Part
from procedures.domain.processes import Process, ProcessStep

MOST = 2_000
"""Items of one Decision. The largest real ones list some hundred."""


class LegalDocumentIn(Body):
    """Văn bản quy phạm pháp luật that the Decision rests on."""

    number: Number
    title: Line
    issued_on: Day
    effective_on: Day

    def document(self) -> LegalDocument:
        return LegalDocument(self.number, self.title, self.issued_on, self.effective_on)


class NationalIn(Body):
    """The record of the national catalogue that the item follows; of a repeal, the snapshot that has the code no more."""

    snapshot_id: UUID
    code: Code


class ItemIn(Body):
    """One line of the list. `introduce`, `amend` and `replace` carry `content`, `declare_online` a `level`, a repeal a `legal_document`.

    A replacement that names a `successor_code` ends this procedure and introduces the successor with the content; one that names
    none goes on under the same code. An item under whose code the procedure goes on says in `changed_parts` which parts it changes,
    just those (Article 15 NĐ 63/2010). `legal_document` is the number of one that the Decision lists.
    """

    number: Annotated[int, Field(ge=1, le=100_000)]
    kind: Kind
    procedure_code: Code
    effective_on: Day
    legal_document: Number | None = None
    successor_code: Code | None = None
    level: OnlineLevel | None = None
    content: ContentIn | None = None
    changed_parts: tuple[Part, ...] | None = None
    national: NationalIn | None = None

    def item(self) -> Item:
        return Item(
            number=self.number,
            kind=ItemKind(self.kind),
            code=ProcedureCode(self.procedure_code),
            effective_on=self.effective_on,
            ground=self.legal_document,
            successor=None if self.successor_code is None else ProcedureCode(self.successor_code),
            level=None if self.level is None else self.level.value,
            content=None if self.content is None else self.content.content(),
            changed_parts=None if self.changed_parts is None else tuple(part for part in Part if part in self.changed_parts),
            national=None
            if self.national is None
            else NationalReference(self.national.snapshot_id, ProcedureCode(self.national.code)),
        )


class StepIn(Body):
    """Bước xử lý; `hours` are working hours."""

    name: Line
    role: Line
    hours: Annotated[int, Field(ge=0, le=100_000)]


class ProcessIn(Body):
    """Quy trình nội bộ, or liên thông where it is `inter_agency`."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,60}$", examples=["QT.0001"])]
    procedure_code: Code
    name: Line
    inter_agency: bool = False
    agency_code: AgencyCode
    steps: tuple[StepIn, ...] = ()

    def process(self) -> Process:
        steps = tuple(ProcessStep(step.name, step.role, step.hours) for step in self.steps)
        return Process(self.code, ProcedureCode(self.procedure_code), self.name, self.inter_agency, self.agency_code, steps)


class DecisionIn(Body):
    """Quyết định công bố. A `back_entry` records an old Decision: it states when it was published, and needs the scope
    `decisions.back_enter`. `topics` are codes of `GET /v1/topics`. `shortened` (rút gọn) says that its legal document came by the
    shortened procedure, which has deadlines of its own."""

    model_config = ConfigDict(json_schema_extra={"examples": [DECISION]})

    number: Number
    issuing_body: AgencyCode
    signed_on: Day
    agency_code: AgencyCode
    title: Line
    topics: tuple[Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")], ...] = ()
    back_entry: bool = False
    published_on: Day | None = None
    shortened: bool = False
    legal_documents: tuple[LegalDocumentIn, ...] = ()
    items: Annotated[tuple[ItemIn, ...], Field(max_length=MOST)] = ()
    processes: Annotated[tuple[ProcessIn, ...], Field(max_length=MOST)] = ()

    @model_validator(mode="after")
    def lists_something(self) -> "DecisionIn":
        if not self.items and not self.processes:
            raise ValueError("a Decision lists at least one item or process")
        numbers = [document.number for document in self.legal_documents]
        if len(set(numbers)) < len(numbers):
            raise ValueError("a legal document is listed once")
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
            back_entry=self.back_entry,
            published_on=self.published_on,
            shortened=self.shortened,
        )
