"""Decisions, and what publishing one did."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.api.answered.content import ContentOut
from procedures.api.answered.parts import LegalDocumentOut, PeriodOut
from procedures.commands.publish_decision import Published
from procedures.domain.changes import Change
from procedures.domain.decision import Decision, DecisionReference
from procedures.domain.items import Item
from procedures.domain.periods import Periods
from procedures.queries.decision_by_id import Listed


class TimelinessOut(BaseModel):
    """Whether the Decision was signed by the day that the article sets."""

    due_on: date
    in_time: bool
    article: str


class DecisionOut(BaseModel):
    """`published_on` is the stated day of a back-entered Decision, else the day of publication here; `recorded_at` is when this
    system knew. `late` says that an item took effect before the day of the Decision. `timeliness` is judged when it is published, and
    null where no deadline holds."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    agency_code: str
    title: str
    topics: list[str]
    status: str
    revision: int
    back_entry: bool
    late: bool
    shortened: bool
    published_on: date | None
    recorded_at: datetime | None
    item_count: int
    timeliness: TimelinessOut | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls.model_validate(row, from_attributes=True)


def shown(decision: Decision, recorded_at: datetime | None = None) -> dict[str, Any]:
    """What `DecisionOut` shows of a Decision."""
    plain = {name: getattr(decision, name) for name in DecisionReference.__dataclass_fields__}
    also = ("agency_code", "topics", "status", "revision", "back_entry", "shortened", "published_on")
    return {
        **plain,
        **{name: getattr(decision, name) for name in also},
        "late": decision.is_late,
        "recorded_at": recorded_at,
        "item_count": len(decision.items),
        "timeliness": decision.due and {"due_on": decision.due.on, "in_time": decision.in_time, "article": decision.due.article},
    }


class NationalReferenceOut(BaseModel):
    snapshot_id: UUID
    code: str


class ItemOut(BaseModel):
    """`national` is the record of the national catalogue that the item follows.

    `name` is that of the content, where the item has one. `late` says that it takes effect before the day of the Decision.
    `changed_parts` is null where nothing goes on under the code."""

    number: int
    kind: str
    procedure_code: str
    name: str | None
    effective_on: date
    legal_document: str | None
    successor_code: str | None
    level: str | None
    changed_parts: list[str] | None
    national: NationalReferenceOut | None
    late: bool

    @classmethod
    def of(cls, item: Item, signed_on: date) -> Self:
        return cls(
            number=item.number,
            kind=item.kind,
            procedure_code=item.code,
            name=None if item.content is None else item.content.name,
            effective_on=item.effective_on,
            legal_document=item.ground,
            successor_code=item.successor,
            level=item.level,
            changed_parts=None if item.changed_parts is None else list(item.changed_parts),
            national=None
            if item.national is None
            else NationalReferenceOut(snapshot_id=item.national.snapshot_id, code=item.national.code),
            late=item.effective_on < signed_on,
        )


class DraftOut(DecisionOut):
    items: list[ItemOut]

    @classmethod
    def of(cls, decision: Decision) -> Self:
        return cls.model_validate({**shown(decision), "items": [ItemOut.of(item, decision.signed_on) for item in decision.items]})


class Concerned(PeriodOut):
    """A period that was decided before, and the item that touched it."""

    procedure_code: str
    item: int


class PublishedOut(DecisionOut):
    """`cancelled` names the periods, decided before, that shall not be law; `under_review` those that another Decision now precedes."""

    items: list[ItemOut]
    cancelled: list[Concerned]
    under_review: list[Concerned]

    @classmethod
    def of(cls, published: Published) -> Self:
        decision = published.decision
        return cls.model_validate(
            {
                **shown(decision, published.recorded_at),
                "items": [ItemOut.of(item, decision.signed_on) for item in decision.items],
                "cancelled": [one for change in published.changes for one in _concerned(change, change.cancelled)],
                "under_review": [one for change in published.changes for one in _concerned(change, change.marked_for_review)],
            }
        )


def _concerned(change: Change, periods: Periods) -> list[Concerned]:
    return [
        Concerned(
            procedure_code=change.code,
            item=change.ground.item,
            version=period.version,
            effective_from=period.effective_from,
            effective_to=period.effective_to,
            under_review=period.under_review,
        )
        for period in periods
    ]


class ListedItemOut(ItemOut):
    content: ContentOut | None


class StepOut(BaseModel):
    """`hours` are working hours."""

    number: int
    name: str
    role: str
    hours: int


class ProcessOut(BaseModel):
    code: str
    procedure_code: str
    name: str
    inter_agency: bool
    agency_code: str
    steps: list[StepOut]


class DecisionDetail(DecisionOut):
    """A Decision with all that it lists."""

    agency_name: str
    legal_documents: list[LegalDocumentOut]
    items: list[ListedItemOut]
    processes: list[ProcessOut]

    @classmethod
    def of_listed(cls, listed: Listed) -> Self:
        row = listed.decision
        steps: dict[str, list[StepOut]] = defaultdict(list)
        for step in listed.steps:
            steps[step["process_code"]].append(StepOut.model_validate(step))
        return cls(
            **{name: getattr(row, name) for name in (*DecisionOut.model_fields, "agency_name")},
            legal_documents=[LegalDocumentOut.model_validate(one) for one in listed.legal_documents],
            items=[ListedItemOut.model_validate({**one, "late": one["effective_on"] < row.signed_on}) for one in listed.items],
            processes=[ProcessOut.model_validate({**one, "steps": steps[one["code"]]}) for one in listed.processes],
        )
