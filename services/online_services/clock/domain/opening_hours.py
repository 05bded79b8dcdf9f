"""The hours in which agencies work (giờ hành chính) and receive dossiers. They are data: provinces lay them down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from common.calendar.province_days import PROVINCE


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """`sessions` are the hours of a working day as beginnings and ends, in their order. What arrives after
    `received_until` counts from the next working day (Điều 18 NĐ 61/2018/NĐ-CP)."""

    sessions: tuple[tuple[time, time], ...]
    received_until: time

    def on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yields the sessions of a working day as moments."""
        for begin, end in self.sessions:
            yield datetime.combine(day, begin, PROVINCE), datetime.combine(day, end, PROVINCE)
