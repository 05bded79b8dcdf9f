"""Cách thức, thời hạn, phí. A fee belongs to a time limit, and a time limit to a channel, as in the national record
`LayThuTuc`: a dossier filed online may cost less and take less time."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from procedures.law.domain.added_members import ADDED


class ChannelKind(StrEnum):
    """Trực tiếp, trực tuyến, bưu chính (`KENH`). `unstated`: the source states times and fees, and for no channel."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"
    UNSTATED = "unstated"


class TimeUnit(StrEnum):
    """Units of time as Decisions write them. None is ever converted to another one by this system."""

    WORKING_DAY = "working_day"
    DAY = "day"
    HOUR = "hour"
    WORKING_HOUR = "working_hour"
    MINUTE = "minute"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class TimeForm(StrEnum):
    """What a Decision states as a time limit: one `length`; a `range`; within the day (`same_day`, trong ngày); that no
    limit is laid down (`unlimited`, không quy định thời hạn); or what only `words` can say."""

    LENGTH = "length"
    RANGE = "range"
    SAME_DAY = "same_day"
    UNLIMITED = "unlimited"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Fee:
    """Phí, lệ phí. `amount` is in units of the currency, which for the đồng has no fractions."""

    name: str
    amount: int
    currency: str = "VND"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Thời hạn giải quyết. Only a length has an `amount`, a decimal because half days are real; a range has `shortest`
    and `longest` instead, so that neither is taken for the limit. The `condition` says when the limit holds, the
    `ground` on which provision it rests; the note is what else the source says of it, and in national records the
    case."""

    amount: Decimal | None
    unit: str | None
    note: str | None = None
    fees: tuple[Fee, ...] = ()
    form: TimeForm = field(default=TimeForm.LENGTH, metadata=ADDED)
    shortest: Decimal | None = field(default=None, metadata=ADDED)
    longest: Decimal | None = field(default=None, metadata=ADDED)
    words: str | None = field(default=None, metadata=ADDED)
    condition: str | None = field(default=None, metadata=ADDED)
    ground: str | None = field(default=None, metadata=ADDED)

    @property
    def case(self) -> str | None:
        """To which dossiers the limit applies, as far as it is stated; None: to all."""
        parts = [part for part in (self.condition, self.note) if part is not None]
        return "; ".join(parts) or None


@dataclass(frozen=True, slots=True)
class Channel:
    """Cách thức thực hiện: direct, online or post."""

    channel: str
    time_limits: tuple[TimeLimit, ...] = ()
