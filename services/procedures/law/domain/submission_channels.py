"""Cách thức, thời hạn, phí: a fee hangs on a time limit, and a time limit on a channel, as in the national record
`LayThuTuc`:
who files online may pay less and wait less."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """Phí, lệ phí. `amount` is in units of the currency, which for the đồng has no fractions."""

    name: str
    amount: int
    currency: str = "VND"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Thời hạn giải quyết: real ones are also half days."""

    amount: Decimal
    unit: str
    note: str | None = None
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """Cách thức thực hiện: direct, online or by post."""

    channel: str
    time_limits: tuple[TimeLimit, ...] = ()
