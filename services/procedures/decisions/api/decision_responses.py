"""Decisions, and what publishing one did."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row, RowMapping

from procedures.decisions.api.rectification_responses import AnnulmentOut, CorrectionOut
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item
from procedures.decisions.queries.decision_by_id import Listed
from procedures.law.api.content_responses import ContentOut
from procedures.law.domain.references import DecisionReference
from procedures.processes.api.responses import FitOut, ListedGroupOut, ProcessOut, ProcessStepOut
from procedures.shared.api.responses import LegalDocumentOut, MinistryPublicationOut


class TimelinessOut(BaseModel):
    """Whether the Decision was signed by the day that the article sets."""

    due_on: date
    in_time: bool
    article: str


class DecisionOut(BaseModel):
    """`status` is draft, review, signed or published; `approved` says that the controlling body has consented.
    `signed_file_sha256` is that
    of the signed file, `signer` whom it names as its signer, `revises` the draft in whose place it came. `published_on`
    is the stated day of
    a back-entered Decision, else the day of publication here; `recorded_at` is when this system knew. `late` says that
    an item took effect
    before the day of the Decision. `timeliness` is judged when it is published, and null where no deadline holds."""

    id: UUID
    number: str | None
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
    timeliness: TimelinessOut | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls.model_validate(row, from_attributes=True)

    @classmethod
    def of_decision(cls, decision: Decision) -> Self:
        return cls.model_validate(shown(decision))


def shown(decision: Decision, recorded_at: datetime | None = None) -> dict[str, Any]:
    """What `DecisionOut` shows of a Decision."""
    plain = {name: getattr(decision, name) for name in DecisionReference.__dataclass_fields__}
    also = (
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


class NationalRecordRefOut(BaseModel):
    snapshot_id: UUID
    code: str


class ItemOut(BaseModel):
    """`name` is that of the content, where the item has one. `late` says that it takes effect before the day of the
    Decision.
    `changed_parts` is null where nothing goes on under the code, `published_as` where the item does not say whether it
    is a `list` or a
    `content` item. `ministry_publication` names the ministry's publication, `national_record` the record of a snapshot that the
    item follows."""

    number: int
    kind: str
    procedure_code: str
    name: str | None
    effective_on: date
    legal_document_number: str | None
    successor_code: str | None
    online_level: str | None
    changed_parts: list[str] | None
    published_as: str | None
    ministry_publication: MinistryPublicationOut | None
    fee_delegation: str | None
    national_record: NationalRecordRefOut | None
    late: bool

    @classmethod
    def of(cls, item: Item, signed_on: date) -> Self:
        return cls(
            number=item.number,
            kind=item.kind,
            procedure_code=item.code,
            name=None if item.content is None else item.content.name,
            effective_on=item.effective_on,
            legal_document_number=item.legal_document_number,
            successor_code=item.successor_code,
            online_level=item.online_level,
            changed_parts=None if item.changed_parts is None else list(item.changed_parts),
            published_as=item.published_as,
            ministry_publication=item.ministry_publication
            and MinistryPublicationOut.model_validate(item.ministry_publication, from_attributes=True),
            fee_delegation=item.fee_delegation,
            national_record=None
            if item.national_record is None
            else NationalRecordRefOut(snapshot_id=item.national_record.snapshot_id, code=item.national_record.code),
            late=item.effective_on < signed_on,
        )


class DraftOut(DecisionOut):
    items: list[ItemOut]

    @classmethod
    def of(cls, decision: Decision) -> Self:
        return cls.model_validate(
            {**shown(decision), "items": [ItemOut.of(item, decision.signed_on) for item in decision.items]}
        )


class ListedItemOut(ItemOut):
    """As it was published. `annulled_from` is the day from which it counts no more; what was mended stands in
    `corrections`."""

    content: ContentOut | None
    annulled_from: date | None


class DecisionDetail(DecisionOut):
    """A Decision with all that it lists."""

    agency_name: str
    legal_documents: list[LegalDocumentOut]
    items: list[ListedItemOut]
    processes: list[ProcessOut]
    groups: list[ListedGroupOut]
    annulments: list[AnnulmentOut]
    corrections: list[CorrectionOut]

    @classmethod
    def of_listed(cls, listed: Listed) -> Self:
        row = listed.decision
        annulments = [AnnulmentOut.of_act(act) for act in listed.rectifications if act.row["kind"] == "annulment"]
        annulled = {number: one.effective_from for one in annulments for number in one.items}
        steps: dict[str, list[ProcessStepOut]] = defaultdict(list)
        for step in listed.steps:
            steps[step["process_code"]].append(ProcessStepOut.model_validate(step))
        fits = {one["process_code"]: FitOut.of_row(one) for one in listed.fits}
        members: dict[str, list[str]] = defaultdict(list)
        for member in listed.members:
            members[member["group_code"]].append(member["procedure_code"])
        return cls(
            **{name: getattr(row, name) for name in (*DecisionOut.model_fields, "agency_name")},
            legal_documents=[LegalDocumentOut.model_validate(one) for one in listed.legal_documents],
            items=[ListedItemOut.model_validate(_listed(one, row.signed_on, annulled)) for one in listed.items],
            processes=[
                ProcessOut.model_validate(
                    {**one, "case": one["for_case"], "steps": steps[one["code"]], "limit": fits.get(one["code"])}
                )
                for one in listed.processes
            ],
            groups=[ListedGroupOut.model_validate({**one, "members": members[one["code"]]}) for one in listed.groups],
            annulments=annulments,
            corrections=[CorrectionOut.of_act(act) for act in listed.rectifications if act.row["kind"] == "correction"],
        )


def _listed(row: RowMapping, signed_on: date, annulled: Mapping[int, date]) -> dict[str, Any]:
    reference, late = (
        MinistryPublicationOut.of(row["ministry_publication_code"], row["ministry_publication_decision_number"]),
        row["effective_on"] < signed_on,
    )
    return {**row, "ministry_publication": reference, "late": late, "annulled_from": annulled.get(row["number"])}
