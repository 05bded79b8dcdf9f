"""Compares the steps of an internal process with the time limits of the procedure, in working hours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter

from procedures.law.domain.submission_channels import Channel, ChannelKind, TimeForm, TimeLimit, TimeUnit
from procedures.processes.domain.internal_processes import Process
from procedures.processes.domain.refusals import LegalLimit, ProcessExceedsTimeLimit

HoursPerUnit = Mapping[str, Decimal]
"""How many working hours a unit of time has. A unit that is absent cannot be converted, such as calendar days."""


class Incomparable(StrEnum):
    """Why no comparison was possible. `not_in_force`: no version is in force on the day or later. `no_limit`: there is
    no time limit for this channel and case. `other_unit`: the unit of a time limit cannot be converted to working
    hours. `other_kind`: a time limit is no single length of time, such as a range or words. `no_steps`: the process
    states no steps."""

    NOT_IN_FORCE = "not_in_force"
    NO_LIMIT = "no_limit"
    OTHER_UNIT = "other_unit"
    OTHER_KIND = "other_kind"
    NO_STEPS = "no_steps"


@dataclass(frozen=True, slots=True)
class VersionInForce:
    """A version of the procedure with its channels and their time limits."""

    version: int
    channels: Sequence[Channel]


@dataclass(frozen=True, slots=True)
class Fit:
    """`limit` is the tightest limit that was compared, else the first that could not be compared. `incomparable` is
    None if all limits were compared."""

    process: Process
    version: int | None = None
    limit: LegalLimit | None = None
    incomparable: Incomparable | None = None

    @property
    def exceeds_limit(self) -> bool:
        """Whether the process takes longer than the limit."""
        return self.limit is not None and self.limit.hours is not None and self.process.hours > self.limit.hours


def check_fit(process: Process, version: VersionInForce | None, hours_per_unit: HoursPerUnit) -> Fit:
    """Raises `ProcessExceedsTimeLimit`."""
    fit = compare(process, version, hours_per_unit)
    if fit.exceeds_limit and fit.version is not None and fit.limit is not None:
        raise ProcessExceedsTimeLimit(process.code, process.hours, process.procedure_code, fit.version, fit.limit)
    return fit


def compare(process: Process, version: VersionInForce | None, hours_per_unit: HoursPerUnit) -> Fit:
    """A process that names no channel serves all channels, so it must meet the tightest limit."""
    if version is None:
        return Fit(process, incomparable=Incomparable.NOT_IN_FORCE)
    if not process.steps:
        return Fit(process, version.version, incomparable=Incomparable.NO_STEPS)
    limits = list(_legal_limits(process, version.channels, hours_per_unit))
    if not limits:
        return Fit(process, version.version, incomparable=Incomparable.NO_LIMIT)
    comparable = [(limit.hours, limit) for limit in limits if limit.hours is not None]
    lengths = [limit for limit in limits if limit.amount is not None]
    reason = None if len(comparable) == len(limits) else _reason(len(lengths) == len(limits))
    if not comparable:
        return Fit(process, version.version, next(iter(lengths), None), reason)
    _, tightest = min(comparable, key=itemgetter(0))
    return Fit(process, version.version, tightest, reason)


def _reason(all_are_lengths: bool) -> Incomparable:
    return Incomparable.OTHER_UNIT if all_are_lengths else Incomparable.OTHER_KIND


def _legal_limits(process: Process, channels: Sequence[Channel], hours_per_unit: HoursPerUnit) -> Iterator[LegalLimit]:
    """A limit that is stated for no channel holds for every channel."""
    for channel in channels:
        if process.channel in (None, channel.channel) or channel.channel == ChannelKind.UNSTATED:
            for limit in limits_of_case(channel.time_limits, process.case):
                is_length = limit.form is TimeForm.LENGTH
                amount, unit = (limit.amount, limit.unit) if is_length else (None, None)
                yield LegalLimit(channel.channel, limit.case, amount, unit, _hours(amount, unit, hours_per_unit))


def _hours(amount: Decimal | None, unit: str | None, hours_per_unit: HoursPerUnit) -> Decimal | None:
    if amount is None or unit is None:
        return None
    if unit == TimeUnit.WORKING_HOUR:
        return amount
    return amount * hours_per_unit[unit] if unit in hours_per_unit else None


def limits_of_case(limits: Sequence[TimeLimit], case: str | None) -> Sequence[TimeLimit]:
    """Returns the limits of the case, else those for all cases. In the national record the note of a limit (`MOTA`)
    names its case; the condition of a limit does too. A single limit applies to a process without a case, whatever its
    note says."""
    own = [limit for limit in limits if case in (limit.case, limit.note, limit.condition) and case is not None]
    return (
        own
        or [limit for limit in limits if limit.case is None]
        or (list(limits) if case is None and len(limits) == 1 else [])
    )
