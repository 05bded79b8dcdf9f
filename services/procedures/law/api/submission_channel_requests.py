"""Cách thức, thời hạn, phí: a fee belongs to a time limit, and a time limit to a channel."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from procedures.law.domain.submission_channels import Channel, Fee, TimeLimit
from procedures.shared.api.text_fields import Body, Line, Prose

CHANNELS = ("direct", "online", "post")


class FeeIn(Body):
    """Phí, lệ phí."""

    name: Line
    amount: Annotated[int, Field(ge=0, le=10**15)]
    currency: Literal["VND"] = "VND"

    def fee(self) -> Fee:
        return Fee(self.name, self.amount, self.currency)


class TimeLimitIn(Body):
    """Thời hạn giải quyết with its fees."""

    amount: Annotated[Decimal, Field(gt=0, max_digits=8, decimal_places=2)]
    unit: Literal["working_day", "day", "hour", "month"]
    note: Prose | None = None
    fees: Annotated[tuple[FeeIn, ...], Field(max_length=100)] = ()

    def time_limit(self) -> TimeLimit:
        return TimeLimit(self.amount, self.unit, self.note, tuple(fee.fee() for fee in self.fees))


class SubmissionChannelIn(Body):
    """Cách thức thực hiện with its time limits."""

    channel: Literal["direct", "online", "post"]
    time_limits: Annotated[tuple[TimeLimitIn, ...], Field(max_length=100)] = ()


def channels_of(entries: tuple[SubmissionChannelIn, ...]) -> tuple[Channel, ...]:
    """Returns each channel once, in the order of `KENH`: 1 direct, 2 online, 3 by post."""
    limits = {
        name: tuple(limit.time_limit() for entry in entries if entry.channel == name for limit in entry.time_limits)
        for name in CHANNELS
    }
    return tuple(Channel(name, limits[name]) for name in CHANNELS if any(entry.channel == name for entry in entries))
