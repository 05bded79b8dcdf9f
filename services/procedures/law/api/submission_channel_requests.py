"""Cách thức, thời hạn, phí: a fee belongs to a time limit, and a time limit to a channel."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from procedures.law.api.fee_requests import FeeIn
from procedures.law.domain.submission_channels import Channel, ChannelKind, TimeForm, TimeLimit, TimeUnit
from procedures.law.domain.time_limit_faults import fault_of_time_limit
from procedures.shared.api.text_fields import Body, Prose

Time = Annotated[Decimal, Field(gt=0, max_digits=8, decimal_places=2)]


class TimeLimitIn(Body):
    """Thời hạn giải quyết with its fees. A `length` states `amount` and `unit`; a `range` states `shortest`, `longest`
    and `unit`; `same_day` may state the unit day or working_day; `unlimited` means that no limit is laid down; `words`
    states what can be said in no other way."""

    form: TimeForm = TimeForm.LENGTH
    amount: Time | None = None
    unit: TimeUnit | None = None
    shortest: Time | None = None
    longest: Time | None = None
    words: Prose | None = None
    condition: Prose | None = None
    ground: Prose | None = None
    note: Prose | None = None
    fees: Annotated[tuple[FeeIn, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def states_its_form(self) -> "TimeLimitIn":
        if fault := fault_of_time_limit(self.time_limit()):
            raise ValueError(fault)
        return self

    def time_limit(self) -> TimeLimit:
        members = {name: getattr(self, name) for name in TimeLimitIn.model_fields if name != "fees"}
        return TimeLimit(**members, fees=tuple(fee.fee() for fee in self.fees))


class SubmissionChannelIn(Body):
    """Cách thức thực hiện with its time limits; `unstated` where the Decision names no channel for them.
    `fees` are those that belong to no time limit of the channel."""

    channel: ChannelKind
    time_limits: Annotated[tuple[TimeLimitIn, ...], Field(max_length=100)] = ()
    fees: Annotated[tuple[FeeIn, ...], Field(max_length=100)] = ()


def channels_of(entries: tuple[SubmissionChannelIn, ...]) -> tuple[Channel, ...]:
    """Returns each channel once, in the order of `KENH`: 1 direct, 2 online, 3 by post."""
    limits = {
        kind: tuple(limit.time_limit() for entry in entries if entry.channel is kind for limit in entry.time_limits)
        for kind in ChannelKind
    }
    fees = {
        kind: tuple(fee.fee() for entry in entries if entry.channel is kind for fee in entry.fees)
        for kind in ChannelKind
    }
    named = {entry.channel for entry in entries}
    return tuple(Channel(kind.value, limits[kind], fees[kind]) for kind in ChannelKind if kind in named)
