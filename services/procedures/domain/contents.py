"""Nội dung TTHC: the parts of a procedure as Article 8(2) NĐ 63/2010 lists them. Content never changes; another content is another version.

A fee hangs on a time limit, and a time limit on a channel, as in the national record `LayThuTuc`: who files online may pay less and wait less.
"""

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


@dataclass(frozen=True, slots=True)
class Paper:
    """Giấy tờ of the dossier, with how many originals and copies of it."""

    name: str
    originals: int = 1
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """What others must know of a version: its name, where it belongs, who handles it, and which population fields it may ask for."""

    name: str
    field_code: str
    agency_code: str
    levels: tuple[str, ...]
    population_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content(Heading):
    """The whole text of a version. Where only the timeline matters, its `Heading` stands in for it."""

    steps: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    papers: tuple[Paper, ...] = ()
    results: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    conditions: str | None = None
