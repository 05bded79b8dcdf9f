"""A day of birth, or only a year of it: many an older record knows no more."""

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
        """`yyyy-MM-dd`, `yyyyMMdd` or `yyyy`. The error says the forms, not what came: that is personal data."""
        found = _FORMS.fullmatch(text)
        if found is None:
            raise ValueError("a birth date reads yyyy-MM-dd, yyyyMMdd or yyyy")
        year, month, day = int(found[1]), found[2] or found[4], found[3] or found[5]
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
