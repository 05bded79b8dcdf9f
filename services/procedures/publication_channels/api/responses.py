"""Channels of publication, and the state of Decisions on each of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.publication_channels.domain.publications import Publication
from procedures.shared.api.responses import DecisionRefOut


class DeadlineOut(BaseModel):
    """A deadline of `days` (`day_kind`: working or calendar days) before or after the day that `anchor` names. `kind`
    is null if it applies to items of any kind. `rectification` is null if it applies to Decisions, else it applies to
    annulments or to corrections."""

    article: str
    kind: str | None
    anchor: str
    days: int
    day_kind: str
    direction: str
    shortened: bool
    valid_from: date | None
    valid_to: date | None
    rectification: str | None


class PublicationChannelOut(BaseModel):
    """`connected` is true if the channel is pushed to; for the others an officer enters evidence. No law sets a
    deadline for a channel whose `deadlines` are empty."""

    code: str
    name: str
    mandatory: bool
    method: str
    connected: bool
    valid_from: date | None
    valid_to: date | None
    deadlines: list[DeadlineOut]

    @classmethod
    def of_row(cls, row: Row[Any], deadlines: list[DeadlineOut]) -> Self:
        return cls(deadlines=deadlines, **fields_of(cls, row, "deadlines"))


class PublicationChannelsOut(BaseModel):
    """`decision` holds the deadlines for signing the Decision itself."""

    items: list[PublicationChannelOut]
    decision: list[DeadlineOut]


class EvidenceOut(BaseModel):
    """`by_officer` is false if the channel itself returned the evidence in its response."""

    url: str | None
    note: str | None
    by_officer: bool


class ChannelPublicationOut(BaseModel):
    """`in_time` is null if no deadline applies, or if the deadline has not passed and nothing is shown yet.
    `last_attempt_at` is null if nothing was pushed."""

    channel: str
    name: str
    mandatory: bool
    state: str
    due_on: date | None
    article: str | None
    shown_on: date | None
    in_time: bool | None
    evidence: EvidenceOut | None
    attempts: int
    last_attempt_at: datetime | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        evidence = EvidenceOut(url=row.evidence_url, note=row.evidence_note, by_officer=row.evidenced_by is not None)
        has_evidence = evidence.url is not None or evidence.note is not None
        return cls(evidence=evidence if has_evidence else None, **fields_of(cls, row, "evidence"))


class RectificationChannelsOut(BaseModel):
    """The state of an annulment or a correction of the Decision on each channel, the mandatory channels first."""

    id: UUID
    kind: str
    number: str
    items: list[ChannelPublicationOut]


class DecisionChannelsOut(BaseModel):
    """`items` are about the Decision itself, the mandatory channels first. `rectifications` are its annulments and
    corrections, in the order of their recording."""

    decision: UUID
    items: list[ChannelPublicationOut]
    rectifications: list[RectificationChannelsOut]

    @classmethod
    def of(cls, decision: UUID, rows: Sequence[Row[Any]]) -> Self:
        decision_items = [ChannelPublicationOut.of_row(row) for row in rows if row.rectification_id is None]
        rectifications: dict[UUID, RectificationChannelsOut] = {}
        for row in rows:
            if row.rectification_id is not None:
                rectification = RectificationChannelsOut(
                    id=row.rectification_id, kind=row.rectification_kind, number=row.rectification_number, items=[]
                )
                rectifications.setdefault(row.rectification_id, rectification).items.append(
                    ChannelPublicationOut.of_row(row)
                )
        return cls(decision=decision, items=decision_items, rectifications=list(rectifications.values()))


class PublicationStateOut(BaseModel):
    """The state of a Decision, or of a rectification of it, on one channel after an officer has changed it."""

    channel: str
    state: str
    due_on: date | None
    shown_on: date | None

    @classmethod
    def of(cls, publication: Publication) -> Self:
        return cls(
            channel=publication.channel,
            state=publication.state,
            due_on=publication.due and publication.due.on,
            shown_on=publication.shown_on,
        )


class RectificationRefOut(BaseModel):
    """An annulment or a correction."""

    id: UUID
    kind: str
    number: str


class OverdueOut(BaseModel):
    """`rectification` is null if the Decision itself is overdue. `status` and `error` are those of the last attempt,
    null if there was none. `circuit` is closed, open or gone."""

    decision: DecisionRefOut
    rectification: RectificationRefOut | None
    channel: str
    name: str
    state: str
    due_on: date
    article: str
    attempts: int
    status: int | None
    error: str | None
    circuit: str

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        rectification = (
            None
            if row.rectification_id is None
            else RectificationRefOut(
                id=row.rectification_id, kind=row.rectification_kind, number=row.rectification_number
            )
        )
        return cls(
            decision=DecisionRefOut.of_row(row),
            rectification=rectification,
            **fields_of(cls, row, "decision", "rectification"),
        )


def fields_of(model: type[BaseModel], row: Row[Any], *excluded: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in model.model_fields if name not in excluded}
