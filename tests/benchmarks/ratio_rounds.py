"""How figures are measured: a job and its limit in turn, several times; the figure is the median of the ratios.
Machines
are noisy, ratios are not."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks.cpu_time import own_cpu_seconds

MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Measurement:
    """A number of pieces of work and the seconds they took; `cpu` is the CPU time in seconds, if it was read."""

    pieces: int
    seconds: float
    cpu: float | None = None

    @property
    def rate(self) -> float:
        return self.pieces / self.seconds

    def each(self, unit: str) -> float:
        return self.seconds / self.pieces * {"s": 1, "ms": 1_000, "us": MICROSECONDS}[unit]


Measure = Callable[[], Awaitable[Measurement]]
Pairs = Sequence[tuple[Measurement, Measurement]]


@dataclass(frozen=True)
class Figure:
    """`ours` and `limit` are medians in `unit`; `ratio` is the median of the ratios of all rounds. CPU time is in
    microseconds per piece of work. `bench` is the name of the bench, which the run adds."""

    job: str
    limit_name: str
    unit: str
    ours: float
    limit: float
    ratio: float
    goal: str
    met: bool
    cpu: float | None = None
    limit_cpu: float | None = None
    bench: str = field(default="", compare=False)


async def interleaved(ours: Measure, limit: Measure, rounds: int) -> list[tuple[Measurement, Measurement]]:
    """Pairs of measurements, taken in turn after a first pair that does not count."""
    await ours(), await limit()
    return [(await ours(), await limit()) for _ in range(rounds)]


async def measured(
    pieces: int, work: Callable[[], Awaitable[object]], cpu: Callable[[], float] = own_cpu_seconds
) -> Measurement:
    cpu_before, began = cpu(), time.perf_counter()
    await work()
    seconds = time.perf_counter() - began
    return Measurement(pieces, seconds, cpu() - cpu_before)


def at_least(job: str, limit_name: str, pieces: str, pairs: Pairs, goal: float, cpu: Pairs | None = None) -> Figure:
    """A figure where more is better: a rate against that of the limit. `cpu` holds separate rounds with CPU time."""
    rates = [(ours.rate, limit.rate) for ours, limit in pairs]
    ratio = median(ours / limit for ours, limit in rates)
    return Figure(
        job, limit_name, f"{pieces}/s", *_medians(rates), ratio, f">= {goal}x", ratio >= goal, *_cpu(cpu or pairs)
    )


def at_most(job: str, limit_name: str, unit: str, pairs: Pairs, goal: float, cpu: Pairs | None = None) -> Figure:
    """A figure where less is better: the time of a piece, in `unit` (s, ms or us), against that of the limit."""
    times = [(ours.each(unit), limit.each(unit)) for ours, limit in pairs]
    ratio = median(ours / limit for ours, limit in times)
    return Figure(job, limit_name, unit, *_medians(times), ratio, f"<= {goal}x", ratio <= goal, *_cpu(cpu or pairs))


def single_figure(
    job: str, limit_name: str, unit: str, ours: float, limit: float, goal: float, cpu: Pairs = ()
) -> Figure:
    """A figure where less is better, from values that are medians or percentiles already, or not measured."""
    ratio = ours / limit
    spent = _cpu(cpu) if cpu else (None, None)
    return Figure(job, limit_name, unit, ours, limit, ratio, f"<= {goal}x", ratio <= goal, *spent)


def _medians(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return median(ours for ours, _ in pairs), median(limit for _, limit in pairs)


def _cpu(pairs: Pairs) -> tuple[float | None, float | None]:
    """Microseconds per piece over all rounds: a single piece may take less than a clock tick."""
    return _cpu_each([ours for ours, _ in pairs]), _cpu_each([limit for _, limit in pairs])


def _cpu_each(measurements: Sequence[Measurement]) -> float | None:
    read = [measurement.cpu for measurement in measurements if measurement.cpu is not None]
    return (
        MICROSECONDS * sum(read) / sum(measurement.pieces for measurement in measurements)
        if len(read) == len(measurements)
        else None
    )


async def seconds_of(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began
