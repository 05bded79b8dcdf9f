"""The period in which a register entry is valid. Old Decisions keep naming what has ended; a new one cannot."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Validity:
    """Valid in `[valid_from, valid_to)`; None leaves a side open."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)
