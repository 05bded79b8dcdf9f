"""The events of `procedures` about what all services compute with: working days, working hours, and agencies."""

from datetime import date, datetime

from common.contracts.event import Event, event


@event("calendar.day_recorded.v1", source="procedures", subject="day")
class CalendarDayRecorded(Event, frozen=True, kw_only=True):
    """Sent by `procedures` when the calendar of working days lists a day anew or otherwise, by an officer or from the
    library of public holidays. It is not sent where an officer's entry goes on to apply.

    `working` states whether agencies work on that day, whatever its weekday. It applies to deadlines that are computed
    from then on; a recorded deadline never moves.
    """

    day: date
    working: bool
    note: str
    recorded_at: datetime


@event("working_hours.recorded.v1", source="procedures", subject="unit")
class WorkingHoursRecorded(Event, frozen=True, kw_only=True):
    """Sent by `procedures` when an officer records how many working hours a unit of time has from `valid_from` on.

    `hours` is a decimal text, such as `8` or `7.5`. For a unit and a day, the event with the latest `valid_from` until
    that day applies, and of several with that day the last one.
    """

    unit: str
    hours: str
    valid_from: date
    legal_basis: str
    recorded_at: datetime


@event("agency.recorded.v1", source="procedures", subject="code")
class AgencyRecorded(Event, frozen=True, kw_only=True):
    """Sent by `procedures` when an agency is recorded, or its name, its validity or its successors change.

    It is valid in `[valid_from, valid_to)`; null leaves a side open. `successor_codes` are the agencies that its
    matters pass to; several where it was divided.
    """

    code: str
    name: str
    valid_from: date | None
    valid_to: date | None
    successor_codes: tuple[str, ...]
    recorded_at: datetime
