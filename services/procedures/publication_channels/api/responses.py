"""Channels of publication, and how Decisions stand with them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.publication_channels.domain.publications import Publication
from procedures.shared.api.responses import DecisionRefOut


class DeadlineOut(BaseModel):
    """So many `days` (`day_kind`: working or calendar) before or after the day that `anchor` names. `kind` null: of
    items of any kind.
    `rectification` null: of Decisions, else of annulments or corrections."""

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
    """`connected` says whether it is pushed to; else an officer enters evidence. A channel without `deadlines` has none
    by law."""

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
    """`decision` holds the deadlines of the Decision itself."""

    items: list[PublicationChannelOut]
    decision: list[DeadlineOut]


class EvidenceOut(BaseModel):
    """`by_officer` is false where the channel itself answered with it."""

    url: str | None
    note: str | None
    by_officer: bool


class OnChannelOut(BaseModel):
    """`in_time` is null where no deadline holds, or while it has not passed and nothing is shown yet. `last_attempt_at`
    is null where
    nothing was pushed."""

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
        said = evidence.url is not None or evidence.note is not None
        return cls(evidence=evidence if said else None, **fields_of(cls, row, "evidence"))


class RectificationOnChannels(BaseModel):
    """How an annulment or a correction of the Decision stands with each channel, the mandatory ones first."""

    id: UUID
    kind: str
    number: str
    items: list[OnChannelOut]


class OnChannels(BaseModel):
    """`items`: the Decision itself, the mandatory ones first. `rectifications`: what was done about it, in its
    order."""

    decision: UUID
    items: list[OnChannelOut]
    rectifications: list[RectificationOnChannels]

    @classmethod
    def of(cls, decision: UUID, rows: Sequence[Row[Any]]) -> Self:
        itself = [OnChannelOut.of_row(row) for row in rows if row.rectification_id is None]
        acts: dict[UUID, RectificationOnChannels] = {}
        for row in rows:
            if row.rectification_id is not None:
                act = RectificationOnChannels(
                    id=row.rectification_id, kind=row.act_kind, number=row.act_number, items=[]
                )
                acts.setdefault(row.rectification_id, act).items.append(OnChannelOut.of_row(row))
        return cls(decision=decision, items=itself, rectifications=list(acts.values()))


class PublicationStateOut(BaseModel):
    """How a Decision, or an act about it, stands with one channel after an officer's act."""

    channel: str
    state: str
    due_on: date | None
    shown_on: date | None

    @classmethod
    def of(cls, one: Publication) -> Self:
        return cls(channel=one.channel, state=one.state, due_on=one.due and one.due.on, shown_on=one.shown_on)


class RectificationRefOut(BaseModel):
    """An annulment or a correction."""

    id: UUID
    kind: str
    number: str


class OverdueOut(BaseModel):
    """`rectification` is what was done about the Decision, null where it is about the Decision itself.
    `status` and `error` are of the last attempt, null where there was none. `circuit` is closed, open or gone."""

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
        act = (
            None
            if row.rectification_id is None
            else RectificationRefOut(id=row.rectification_id, kind=row.act_kind, number=row.act_number)
        )
        return cls(
            decision=DecisionRefOut.of_row(row), rectification=act, **fields_of(cls, row, "decision", "rectification")
        )


def fields_of(model: type[BaseModel], row: Row[Any], *but: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in model.model_fields if name not in but}
