"""Days as people and other systems write them: 2026-12-31 or 31/12/2026."""

import re
from datetime import date

_day = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def day_in(text: str) -> date | None:
    """The day that the text is, spaces around it aside; None where it is no day, or one that no calendar has."""
    if (match := _day.fullmatch(text.strip())) is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
