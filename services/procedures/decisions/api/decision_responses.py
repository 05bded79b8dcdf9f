"""Decisions as clients read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import RowMapping

from common.http.cache.sql_json import FromColumns, RowModel
from procedures.decisions.api.procedure_headings import ProcedureHeadingOut
from procedures.decisions.api.rectification_responses import AnnulmentOut, CorrectionOut
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_findings import DraftFinding
from procedures.decisions.domain.items import Item
from procedures.decisions.queries.decision_by_id import DecisionRows
from procedures.law.api.content_responses import ContentOut
from procedures.law.domain.references import DecisionReference
from procedures.processes.api.responses import FitOut, ListedGroupOut, ProcessOut, ProcessStepOut
from procedures.shared.api.responses import LegalDocumentOut, MinistryPublicationOut, RelatedDecisionOut


class TimelinessOut(BaseModel):
    """Whether the Decision was signed by the day that the article sets."""

    due_on: date
    in_time: bool
    article: str


class DecisionOut(RowModel):
    """`status` is draft, review, signed or published; `approved` means that the controlling body has consented.
    `number` is as written, `canonical_number` the form by which numbers are compared and looked up.
    `signed_file_sha256` is the hash of the signed file, `signer` is whom that file names as its signer, `revises` is
    the draft that this one replaces. `published_on` is the stated day of a back-entered Decision, otherwise the day of
    publication here; `recorded_at` is when this system learned of it. `late` means that an item took effect before the
    day of the Decision. `timeliness` is determined on publication, and null where no deadline applies."""

    id: UUID
    number: str | None
    canonical_number: str | None
    issuing_body: str
    signed_on: date
    agency_code: str
    title: str
    topics: list[str]
    status: str
    approved: bool
    signed_file_sha256: str | None
    signer: str | None
    revises: UUID | None
    revision: int
    back_entered: bool
    late: bool
    shortened: bool
    published_on: date | None
    recorded_at: datetime | None
    item_count: int
    timeliness: Annotated[TimelinessOut | None, FromColumns("timeliness_")]

    @classmethod
    def of_decision(cls, decision: Decision) -> Self:
        return cls.model_validate(decision_fields(decision))


def decision_fields(decision: Decision, recorded_at: datetime | None = None) -> dict[str, Any]:
    """The members of `DecisionOut`, taken from a Decision."""
    plain = {name: getattr(decision, name) for name in DecisionReference.__dataclass_fields__}
    also = (
        "canonical_number",
        "agency_code",
        "topics",
        "status",
        "revision",
        "back_entered",
        "shortened",
        "published_on",
        "approved",
        "signer",
        "revises",
    )
    return {
        **plain,
        **{name: getattr(decision, name) for name in also},
        "signed_file_sha256": decision.signed_file_sha256,
        "late": decision.is_late,
        "recorded_at": recorded_at,
        "item_count": len(decision.items),
        "timeliness": decision.due
        and {"due_on": decision.due.on, "in_time": decision.in_time, "article": decision.due.article},
    }


Texts = list[str]
"""Named here, because an item has a member `list`."""


class NationalRecordRefOut(BaseModel):
    snapshot_id: UUID
    code: str


class ItemOut(BaseModel):
    """`name` is the name in the content or the heading, where the item has one. `late` means that the item takes effect
    before the day of the Decision. `changed_parts` is null where the procedure does not continue under its code or the
    Decision does not state them; then `computed_changed_parts` are those that this system computed on publication.

    `published_as` is null where the item does not state whether it is a `list` or a `content` item.
    `ministry_publication` names the ministry's publication, `national_record` the record of a snapshot that the item
    follows. `predecessor_unrecorded` means that no earlier version of the procedure is recorded here; `heading` is then
    that of a procedure which the item ends. `designation` is the code of the list for which the item designates the
    procedure. `list`, `section` and `list_number` are the headings under which the Decision prints the item, and its
    number there.
    """

    number: int
    kind: str
    procedure_code: str
    name: str | None
    effective_on: date
    legal_document_number: str | None
    legal_document_canonical_number: str | None
    successor_code: str | None
    online_level: str | None
    changed_parts: Texts | None
    computed_changed_parts: Texts | None
    published_as: str | None
    ministry_publication: MinistryPublicationOut | None
    fee_delegation: str | None
    national_record: NationalRecordRefOut | None
    predecessor_unrecorded: bool
    heading: ProcedureHeadingOut | None
    designation: str | None
    list: str | None
    section: str | None
    list_number: str | None
    late: bool

    @classmethod
    def of(cls, item: Item, signed_on: date, computed_parts: Sequence[str] | None = None) -> Self:
        return cls(
            number=item.number,
            kind=item.kind,
            procedure_code=item.code,
            name=heading.name if (heading := item.content or item.heading) else None,
            effective_on=item.effective_on,
            legal_document_number=item.legal_document_number,
            legal_document_canonical_number=item.cited,
            successor_code=item.successor_code,
            online_level=item.online_level,
            changed_parts=None if item.changed_parts is None else list(item.changed_parts),
            computed_changed_parts=None if computed_parts is None else list(computed_parts),
            published_as=item.published_as,
            ministry_publication=item.ministry_publication
            and MinistryPublicationOut.model_validate(item.ministry_publication, from_attributes=True),
            fee_delegation=item.fee_delegation,
            national_record=None
            if item.national_record is None
            else NationalRecordRefOut(snapshot_id=item.national_record.snapshot_id, code=item.national_record.code),
            predecessor_unrecorded=item.predecessor_unrecorded,
            heading=None
            if item.heading is None
            else ProcedureHeadingOut.model_validate(item.heading, from_attributes=True),
            designation=item.designation,
            list=item.list,
            section=item.section,
            list_number=item.list_number,
            late=item.effective_on < signed_on,
        )


class DraftFindingOut(BaseModel):
    """What the drafter should look at in an item: as it stands, its publication would be refused. `rule` is
    predecessor-not-recorded or procedure-not-recorded."""

    rule: str
    item: int
    detail: str


class DraftOut(DecisionOut):
    """The draft, and what its drafter should look at."""

    items: list[ItemOut]
    findings: list[DraftFindingOut]

    @classmethod
    def of(cls, decision: Decision, findings: Iterable[DraftFinding]) -> Self:
        return cls.model_validate(
            {
                **decision_fields(decision),
                "items": [ItemOut.of(item, decision.signed_on) for item in decision.items],
                "findings": [asdict(finding) for finding in findings],
            }
        )


class ListedItemOut(ItemOut):
    """The item as it was published. `annulled_from` is the day from which it no longer counts; `corrections` of the
    Decision list what was corrected."""

    content: ContentOut | None
    annulled_from: date | None


class DecisionDetail(DecisionOut):
    """A Decision with everything that it lists, with the Decisions whose lists it replaces, and with those that replace
    its own."""

    agency_name: str
    legal_documents: list[LegalDocumentOut]
    replaces_lists_of: list[RelatedDecisionOut]
    lists_replaced_by: list[RelatedDecisionOut]
    items: list[ListedItemOut]
    processes: list[ProcessOut]
    groups: list[ListedGroupOut]
    annulments: list[AnnulmentOut]
    corrections: list[CorrectionOut]

    @classmethod
    def of_rows(cls, rows: DecisionRows) -> Self:
        row = rows.decision
        annulments = [
            AnnulmentOut.of_rectification(rectification)
            for rectification in rows.rectifications
            if rectification.row["kind"] == "annulment"
        ]
        annulled = {number: annulment.effective_from for annulment in annulments for number in annulment.items}
        steps: dict[str, list[ProcessStepOut]] = defaultdict(list)
        for step in rows.steps:
            steps[step["process_code"]].append(ProcessStepOut.model_validate(step))
        fits = {fit["process_code"]: FitOut.of_row(fit) for fit in rows.fits}
        members: dict[str, list[str]] = defaultdict(list)
        for member in rows.members:
            members[member["group_code"]].append(member["procedure_code"])
        return cls(
            **DecisionOut.values_of(row),
            agency_name=row.agency_name,
            legal_documents=[LegalDocumentOut.model_validate(document) for document in rows.legal_documents],
            replaces_lists_of=[RelatedDecisionOut.of_row(related) for related in rows.replaces_lists_of],
            lists_replaced_by=[RelatedDecisionOut.of_row(related) for related in rows.lists_replaced_by],
            items=[ListedItemOut.model_validate(_item_members(item, row.signed_on, annulled)) for item in rows.items],
            processes=[
                ProcessOut.model_validate(
                    {
                        **process,
                        "case": process["for_case"],
                        "steps": steps[process["code"]],
                        "limit": fits.get(process["code"]),
                    }
                )
                for process in rows.processes
            ],
            groups=[
                ListedGroupOut.model_validate({**group, "members": members[group["code"]]}) for group in rows.groups
            ],
            annulments=annulments,
            corrections=[
                CorrectionOut.of_rectification(rectification)
                for rectification in rows.rectifications
                if rectification.row["kind"] == "correction"
            ],
        )


def _item_members(row: RowMapping, signed_on: date, annulled: Mapping[int, date]) -> dict[str, Any]:
    publication = MinistryPublicationOut.of(
        row["ministry_publication_code"], row["ministry_publication_decision_number"]
    )
    return {
        **row,
        "name": row["name"] or (row["heading"] and row["heading"]["name"]),
        "ministry_publication": publication,
        "late": row["effective_on"] < signed_on,
        "annulled_from": annulled.get(row["number"]),
    }
