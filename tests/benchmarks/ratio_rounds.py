"""How a figure is taken: a job and its limit in turn, several times, the median of the ratios. The machines are noisy; ratios are not."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median

Measure = Callable[[], Awaitable[float]]


@dataclass(frozen=True)
class Figure:
    """`ours` and `limit` are medians in `unit`; `ratio` is the median of the rounds' own ratios."""

    job: str
    limit_name: str
    unit: str
    ours: float
    limit: float
    ratio: float
    goal: str
    met: bool


async def interleaved(ours: Measure, limit: Measure, rounds: int = 5) -> list[tuple[float, float]]:
    """Pairs of measurements, taken in turn after one of each that does not count."""
    await ours(), await limit()
    return [(await ours(), await limit()) for _ in range(rounds)]


def at_least(job: str, limit_name: str, unit: str, pairs: Sequence[tuple[float, float]], goal: float) -> Figure:
    """More is better: a rate against the rate of the limit."""
    ratio = median(ours / limit for ours, limit in pairs)
    return _figure(job, limit_name, unit, pairs, ratio, f">= {goal}x", ratio >= goal)


def at_most(job: str, limit_name: str, unit: str, pairs: Sequence[tuple[float, float]], goal: float) -> Figure:
    """Less is better: a time against the time of the limit."""
    ratio = median(ours / limit for ours, limit in pairs)
    return _figure(job, limit_name, unit, pairs, ratio, f"<= {goal}x", ratio <= goal)


def _figure(
    job: str, limit_name: str, unit: str, pairs: Sequence[tuple[float, float]], ratio: float, goal: str, met: bool
) -> Figure:
    ours, limit = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    return Figure(job, limit_name, unit, ours, limit, ratio, goal, met)


async def seconds(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began
