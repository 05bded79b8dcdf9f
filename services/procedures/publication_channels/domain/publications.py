"""Công khai (Articles 15, 17 and 24 NĐ 63/2010): where a published Decision must be shown, and how it stands with each
place."""

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
from procedures.publication_channels.domain.deadlines import Deadline, due_of, due_of_act
from procedures.publication_channels.domain.refusals import (
    AlreadyPublishedOnChannel,
    EvidenceDayOutOfRange,
    LaterChangeAlreadySent,
    NotRefusedByChannel,
)
from procedures.shared.domain.procedure_codes import ProcedureCode


class How(StrEnum):
    """A channel is sent the Decision (`push`), or an officer says that it is shown there (`evidence`)."""

    PUSH = "push"
    EVIDENCE = "evidence"


class State(StrEnum):
    """`sent`: the channel has taken it, and has not said that it shows it. `stated`: an old Decision, whose stated day
    stands for all
    of its channels."""

    DUE = "due"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    EVIDENCED = "evidenced"
    STATED = "stated"


OPEN = frozenset({State.DUE, State.SENT, State.FAILED})
"""Not known to be shown."""


class ChannelAction(StrEnum):
    """What a channel is to do with a procedure."""

    PUBLISH = "publish"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class PublicationLine:
    act: ChannelAction
    code: ProcedureCode
    item: Item


def lines_of(item: Item) -> Iterator[PublicationLine]:
    """A repeal removes (Article 14), and so does a replacement, with what it replaces, before it publishes the
    successor."""
    if ends(item.kind, item.successor_code):
        yield PublicationLine(ChannelAction.REMOVE, item.code, item)
    if not item.effect.ends:
        yield PublicationLine(ChannelAction.PUBLISH, item.successor_code or item.code, item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One Decision on one channel, or one act about it. `due` was reckoned once and never moves; `shown_on` is when it
    was first shown;
    `rectification` is the id of the instrument that annuls or corrects the Decision, None where it is about the
    Decision itself."""

    decision_id: UUID
    channel: str
    state: State
    due: Due | None = None
    shown_on: date | None = None
    rectification: UUID | None = None

    def with_response(self, outcome: PushOutcome, today: date) -> Self:
        """What the channel said of it; what passes by itself leaves it due."""
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
        """An officer saw it there. Raises `AlreadyPublishedOnChannel` and `EvidenceDayOutOfRange`."""
        if self.state not in OPEN and self.state is not State.STATED:
            raise AlreadyPublishedOnChannel(self.decision_id, self.channel, self.state)
        if not signed_on <= on <= today:
            raise EvidenceDayOutOfRange(on, signed_on, today)
        return replace(self, state=State.EVIDENCED, shown_on=on)

    def tried_again(self, later: UUID | None) -> Self:
        """What the channel refused is sent once more. `later` is a Decision about one of its procedures, or an act
        about one, that the
        channel was told since.

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
    """One for each channel.

    A back-entered Decision was shown by other means long ago: nothing is pushed, and what it states of its day of
    publication is
    taken for every channel and judged by that channel's deadline. An officer who knows better enters evidence.
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


def publications_of_act(
    act: RectificationKind,
    instrument: Instrument,
    decision: Decision,
    channels: Iterable[str],
    deadlines: Iterable[Deadline],
    calendar: Calendar,
) -> list[Publication]:
    """One for each channel to which the Decision went, also one that has not heard of the Decision yet: it hears of the
    act after it. It
    is pushed for a back-entered Decision too, which the channel shows as if it stood."""
    deadlines = tuple(deadlines)
    return [
        Publication(
            decision_id=decision.id,
            channel=code,
            state=State.DUE,
            due=due_of_act(act, instrument, code, deadlines, calendar),
            rectification=instrument.id,
        )
        for code in channels
    ]
