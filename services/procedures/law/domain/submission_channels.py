"""Cách thức, thời hạn, phí. A fee belongs to a time limit, and a time limit to a channel, as in the national record
`LayThuTuc`: a dossier filed online may cost less and take less time."""

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
    """Thời hạn giải quyết. The amount is a decimal, because the national records also have half days."""

    amount: Decimal
    unit: str
    note: str | None = None
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """Cách thức thực hiện: direct, online or post."""

    channel: str
    time_limits: tuple[TimeLimit, ...] = ()
