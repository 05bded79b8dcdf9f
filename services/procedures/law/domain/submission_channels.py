"""Cách thức, thời hạn, phí. A fee belongs to a time limit, and a time limit to a channel, as in the national record
`LayThuTuc`: a dossier filed online may cost less and take less time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from procedures.law.domain.added_members import ADDED
from procedures.law.domain.fees import Fee


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
    """Cách thức thực hiện. `fees` are those that the source states for the channel, and for none of its time limits."""

    channel: str
    time_limits: tuple[TimeLimit, ...] = ()
    fees: tuple[Fee, ...] = field(default=(), metadata=ADDED)

    def all_fees(self) -> Iterator[tuple[TimeLimit | None, Fee]]:
        """Each fee with the time limit to which it belongs, if it belongs to one."""
        yield from ((limit, fee) for limit in self.time_limits for fee in limit.fees)
        yield from ((None, fee) for fee in self.fees)
