"""Refusals of what several features take.

Refusal
├── PeriodMalformed, PeriodReversed, PeriodTooLong
└── OwnEntry, EntryDecidedAlready
"""

from datetime import date

from common.errors import Refusal


class PeriodMalformed(Refusal):
    """A period is written as `2026`, `2026-H1`, `2026-Q3`, `2026-07`, `2026-W53`, `2026-07-15` or
    `2026-07-01..2026-07-15`."""

    status, type, title = 422, "period-malformed", "The period is written in no known form"

    def __init__(self, text: str) -> None:
        shown = text[:60]
        super().__init__(f"{shown!r} is no period", period=shown)


class PeriodReversed(Refusal):
    """A period ends on its first day or later."""

    status, type, title = 422, "period-reversed", "The period ends before it begins"

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"the period would begin on {first} and end on {last}", starts_on=first, ends_on=last)


class PeriodTooLong(Refusal):
    """A period has at most ten years."""

    status, type, title = 422, "period-too-long", "The period is too long"

    def __init__(self, first: date, last: date, most_years: int) -> None:
        super().__init__(
            f"from {first} to {last} are more than {most_years} years",
            starts_on=first,
            ends_on=last,
            most_years=most_years,
        )


class OwnEntry(Refusal):
    """What a person entered is approved or sent back by another one."""

    status, type, title = 409, "own-entry", "The entry is the caller's own"

    def __init__(self, entry: str) -> None:
        super().__init__(f"you entered {entry} yourself", entry=entry)


class EntryDecidedAlready(Refusal):
    """An entry is approved or sent back once; a later entry takes its place."""

    status, type, title = 409, "entry-decided-already", "The entry is approved or sent back already"

    def __init__(self, entry: str, outcome: str) -> None:
        super().__init__(f"{entry} is {outcome} already", entry=entry, outcome=outcome)
