"""Công khai (Articles 15, 17 and 24 NĐ 63/2010): the channels on which a published Decision must be shown, and its
state on each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self, assert_never
from uuid import UUID

from common.calendar.working_days import Calendar
from common.delivery.pushes import PushOutcome
from procedures.decisions.domain.decision import Decision, Due
from procedures.decisions.domain.instruments import Instrument, RectificationKind
from procedures.decisions.domain.items import Item
from procedures.law.domain.item_effects import ends
from procedures.publication_channels.domain.deadlines import Deadline, due_of, due_of_rectification
from procedures.publication_channels.domain.refusals import (
    AlreadyPublishedOnChannel,
    EvidenceDayOutOfRange,
    LaterChangeAlreadySent,
    NotRefusedByChannel,
)
from procedures.shared.domain.procedure_codes import ProcedureCode


class ChannelMethod(StrEnum):
    """The Decision is pushed to the channel (`push`), or an officer states that it is shown there (`evidence`)."""

    PUSH = "push"
    EVIDENCE = "evidence"


class State(StrEnum):
    """`sent`: the channel has accepted the message, and has not confirmed that it shows it. `stated`: a back-entered
    Decision, whose stated day of publication counts for all of its channels."""

    DUE = "due"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    EVIDENCED = "evidenced"
    STATED = "stated"


OPEN = frozenset({State.DUE, State.SENT, State.FAILED})
"""The states in which a publication is not known to be shown."""


class ChannelAction(StrEnum):
    """What a channel is to do with a procedure."""

    PUBLISH = "publish"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class PublicationLine:
    action: ChannelAction
    code: ProcedureCode
    item: Item


def lines_of(item: Item) -> Iterator[PublicationLine]:
    """A repeal removes the procedure (Article 14). A replacement removes what it replaces before it publishes the
    successor."""
    if ends(item.kind, item.successor_code):
        yield PublicationLine(ChannelAction.REMOVE, item.code, item)
    if not item.effect.ends:
        yield PublicationLine(ChannelAction.PUBLISH, item.successor_code or item.code, item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One Decision on one channel, or one rectification of it. `due` is computed once and never changes. `shown_on` is
    the day on which it was first shown. `rectification` is the id of the instrument that annuls or corrects the
    Decision, None if the publication is about the Decision itself."""

    decision_id: UUID
    channel: str
    state: State
    due: Due | None = None
    shown_on: date | None = None
    rectification: UUID | None = None

    def with_response(self, outcome: PushOutcome, today: date) -> Self:
        """Applies the outcome of a push; after a transient failure the publication stays due."""
        match outcome:
            case PushOutcome.CONFIRMED:
                return replace(self, state=State.CONFIRMED, shown_on=today)
            case PushOutcome.TAKEN:
                return replace(self, state=State.SENT)
            case PushOutcome.REFUSED:
                return replace(self, state=State.FAILED)
            case PushOutcome.GONE | PushOutcome.TROUBLE:
                return self
            case _:
                assert_never(outcome)

    def evidenced(self, on: date, signed_on: date, today: date) -> Self:
        """An officer states that it is shown. Raises `AlreadyPublishedOnChannel` and `EvidenceDayOutOfRange`."""
        if self.state not in OPEN and self.state is not State.STATED:
            raise AlreadyPublishedOnChannel(self.decision_id, self.channel, self.state)
        if not signed_on <= on <= today:
            raise EvidenceDayOutOfRange(on, signed_on, today)
        return replace(self, state=State.EVIDENCED, shown_on=on)

    def retried(self, later: UUID | None) -> Self:
        """Queues again what the channel refused. `later` is a Decision about one of the same procedures, or a
        rectification of one, that the channel has received since.

        Raises `NotRefusedByChannel` and `LaterChangeAlreadySent`.
        """
        if self.state is not State.FAILED:
            raise NotRefusedByChannel(self.decision_id, self.channel, self.state)
        if later is not None:
            raise LaterChangeAlreadySent(self.decision_id, self.channel, later)
        return replace(self, state=State.DUE)


def publications_of(
    decision: Decision, channels: Iterable[str], deadlines: Iterable[Deadline], calendar: Calendar
) -> list[Publication]:
    """Returns one publication for each channel.

    A back-entered Decision was shown by other means long ago, so nothing is pushed: the day of publication that it
    states is taken for every channel and compared with that channel's deadline. An officer who has better evidence
    enters it.
    """
    deadlines = tuple(deadlines)
    state, shown_on = (State.STATED, decision.published_on) if decision.back_entered else (State.DUE, None)
    return [
        Publication(
            decision_id=decision.id,
            channel=code,
            state=state,
            due=due_of(decision, code, deadlines, calendar),
            shown_on=shown_on,
        )
        for code in channels
    ]


def publications_of_rectification(
    kind: RectificationKind,
    instrument: Instrument,
    decision: Decision,
    channels: Iterable[str],
    deadlines: Iterable[Deadline],
    calendar: Calendar,
) -> list[Publication]:
    """Returns one publication for each channel that the Decision was queued for, also if its push is still waiting: the
    rectification follows it. It is pushed for a back-entered Decision too, since the channel shows that Decision as
    valid."""
    deadlines = tuple(deadlines)
    return [
        Publication(
            decision_id=decision.id,
            channel=code,
            state=State.DUE,
            due=due_of_rectification(kind, instrument, code, deadlines, calendar),
            rectification=instrument.id,
        )
        for code in channels
    ]
