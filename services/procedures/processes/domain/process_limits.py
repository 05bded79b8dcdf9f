"""Whether the steps of an internal process fit into the time that the law gives: compared in working hours, where both
are such."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from procedures.law.domain.submission_channels import Channel, TimeLimit
from procedures.processes.domain.internal_processes import Process
from procedures.processes.domain.refusals import Given, ProcessExceedsTimeLimit

HoursOf = Mapping[str, Decimal]
"""How many working hours a unit of time has; of a unit that is not there it is not known, as of days that are not
working days."""


class Incomparable(StrEnum):
    """`not_in_force`: no version is law then or later. `no_limit`: none for this channel and case. `other_unit`: one
    that is no number of
    working hours. `no_steps`: the process says nothing of time."""

    NOT_IN_FORCE = "not_in_force"
    NO_LIMIT = "no_limit"
    OTHER_UNIT = "other_unit"
    NO_STEPS = "no_steps"


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of the procedure, with the time limits that hang on its channels."""

    version: int
    channels: Sequence[Channel]


@dataclass(frozen=True, slots=True)
class Fit:
    """`limit` is the tightest that was compared, else the first of those that could not be. `incomparable` None: all
    were compared."""

    process: Process
    version: int | None = None
    limit: Given | None = None
    incomparable: Incomparable | None = None

    @property
    def over(self) -> bool:
        """Whether it takes longer than the limit."""
        return self.limit is not None and self.limit.hours is not None and self.process.hours > self.limit.hours


def fit(process: Process, law: InForce | None, hours_of: HoursOf) -> Fit:
    """Raises `ProcessExceedsTimeLimit`."""
    found = compared(process, law, hours_of)
    if found.over and found.version is not None and found.limit is not None:
        raise ProcessExceedsTimeLimit(process.code, process.hours, process.procedure_code, found.version, found.limit)
    return found


def compared(process: Process, law: InForce | None, hours_of: HoursOf) -> Fit:
    """One that names no channel serves all of them, so the tightest limit is its own."""
    if law is None:
        return Fit(process, incomparable=Incomparable.NOT_IN_FORCE)
    if not process.steps:
        return Fit(process, law.version, incomparable=Incomparable.NO_STEPS)
    given = list(_given(process, law.channels, hours_of))
    if not given:
        return Fit(process, law.version, incomparable=Incomparable.NO_LIMIT)
    comparable = [(limit.hours, limit) for limit in given if limit.hours is not None]
    if not comparable:
        return Fit(process, law.version, given[0], Incomparable.OTHER_UNIT)
    _, tightest = min(comparable, key=lambda one: one[0])
    return Fit(process, law.version, tightest, None if len(comparable) == len(given) else Incomparable.OTHER_UNIT)


def _given(process: Process, channels: Sequence[Channel], hours_of: HoursOf) -> Iterator[Given]:
    for channel in channels:
        if process.channel in (None, channel.channel):
            for limit in of_case(channel.time_limits, process.case):
                hours = limit.amount * hours_of[limit.unit] if limit.unit in hours_of else None
                yield Given(channel.channel, limit.note, limit.amount, limit.unit, hours)


def of_case(limits: Sequence[TimeLimit], case: str | None) -> Sequence[TimeLimit]:
    """The national record says in a limit's note (`MOTA`) for which case it is: that of the case, else those of all
    cases. A single limit
    holds for who names no case, whatever its note."""
    own = [limit for limit in limits if limit.note == case]
    return (
        own
        or [limit for limit in limits if limit.note is None]
        or (list(limits) if case is None and len(limits) == 1 else [])
    )
