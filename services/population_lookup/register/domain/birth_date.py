"""A date of birth, or only its year: many older records contain no more."""

import re
from dataclasses import dataclass
from datetime import date

_FORMS = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class BirthDate:
    year: int
    day: date | None = None

    @classmethod
    def parse(cls, text: str) -> "BirthDate":
        """Accepts `yyyy-MM-dd`, `yyyyMMdd` or `yyyy`. The error names these forms and not the text, which is personal
        data."""
        match = _FORMS.fullmatch(text)
        if match is None:
            raise ValueError("a birth date reads yyyy-MM-dd, yyyyMMdd or yyyy")
        year, month, day = int(match[1]), match[2] or match[4], match[3] or match[5]
        if month is None:
            return cls(year)
        try:
            return cls(year, date(year, int(month), int(day)))
        except ValueError:
            raise ValueError("a birth date must be a day of the calendar") from None

    def agrees_with(self, other: "BirthDate") -> bool:
        """The years are equal, and so are the days where both are known."""
        return self.year == other.year and (self.day is None or other.day is None or self.day == other.day)

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.day is None else self.day.isoformat()
