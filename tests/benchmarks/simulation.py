"""A simulation of the suite under far more load (`python -m tests.benchmarks.simulation`), with the figures of `make
bench`.

Arrivals queue at stations one after the other. For Decisions these are the transaction that publishes (one at a time in
a shard, since it holds the lock of the stream's row until its end), and the propagation to the last consumer. For
look-ups in the population database these are the access log, which is one chain for all shards and takes all waiting
look-ups at once, and the propagation.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

HOUR, DAY = 3_600.0, 8 * 3_600.0
DECISIONS_A_YEAR, WORKING_DAYS, ITEMS, LARGEST = 97, 250, 7, 2_000
"""Of one province in 2023, by its report: 97 Decisions, 685 items."""
PEAK = 10
"""The load of the busiest day, or hour, as a multiple of the mean."""
LOOKUPS_A_YEAR = 1_800_000
"""Of one province: an assumption of ours, three for each of 600,000 dossiers."""
Arrival = tuple[float, int]
"""A time in seconds, and the number of items."""
Waiting = tuple[float, float, int, int]
"""Since when it waits for a station, its arrival, its items and its shard."""


@dataclass(frozen=True)
class Station:
    """`fixed` is the seconds that one arrival takes, `item` those that each of its items adds. A `chain` is one queue
    for all shards. Up to `most` waiting arrivals are served at once, and take `fixed` once together."""

    name: str
    fixed: float
    item: float = 0
    chain: bool = False
    most: int = 1


DECISION = (Station("publish", 0.015, 0.000_234), Station("propagation", 0.008_7, 0.000_157))
LOOKUP = (Station("look-up", 0.008_9, 0.000_127, chain=True, most=64), Station("propagation", 0.000_157))
"""Measured on two cores on 24 November 2026; docs/growth.md says from which rows."""


@dataclass(frozen=True)
class SimulationResult:
    """Seconds from an arrival until its last station has served it, and the share of time in which each station is
    busy."""

    count: int
    p50: float
    p99: float
    slowest: float
    busy: dict[str, float]


def decisions(provinces: float, rng: random.Random) -> Iterator[Arrival]:
    """The Decisions of a busiest day. Most have a handful of items; now and then one has as many as a whole field of a
    ministry."""
    for moment in moments(provinces * DECISIONS_A_YEAR / WORKING_DAYS * PEAK / DAY, DAY, rng):
        yield moment, min(LARGEST, max(1, round(ITEMS / 1.65 * rng.lognormvariate(0, 1))))


def lookups(provinces: float, rng: random.Random) -> Iterator[Arrival]:
    """The look-ups of a busiest quarter of an hour."""
    for moment in moments(provinces * LOOKUPS_A_YEAR / WORKING_DAYS / DAY * PEAK, HOUR / 4, rng):
        yield moment, 1


def moments(rate: float, until: float, rng: random.Random) -> Iterator[float]:
    moment = rng.expovariate(rate)
    while moment < until:
        yield moment
        moment += rng.expovariate(rate)


def simulate(
    arrivals: Iterable[Arrival], stations: Sequence[Station], shards: int, rng: random.Random
) -> SimulationResult:
    """Simulates the stations. Each arrival belongs to a random shard; shards are served in parallel, but for a
    chain."""
    waiting = [(moment, moment, items, rng.randrange(shards)) for moment, items in arrivals]
    worked: dict[tuple[str, int], float] = {}
    last = 0.0
    for station in stations:
        lines: dict[int, list[Waiting]] = {}
        for arrival in sorted(waiting):
            lines.setdefault(0 if station.chain else arrival[3], []).append(arrival)
        waiting = []
        for shard, line in lines.items():
            done, spent = serve_queue(line, station)
            waiting += done
            worked[station.name, shard] = spent
            last = max(last, done[-1][0])
    taken = [done - came for done, came, _, _ in waiting]
    busy = {
        station.name: max(spent for (name, _), spent in worked.items() if name == station.name) / last
        for station in stations
    }
    return SimulationResult(len(taken), median(taken), quantiles(taken, n=100)[98], max(taken), busy)


def serve_queue(line: Sequence[Waiting], station: Station) -> tuple[list[Waiting], float]:
    """Serves a queue in order. Returns each arrival with the time at which it is done, and the seconds of work."""
    done: list[Waiting] = []
    free = spent = 0.0
    while len(done) < len(line):
        began = max(free, line[len(done)][0])
        batch = [arrival for arrival in line[len(done) : len(done) + station.most] if arrival[0] <= began]
        takes = station.fixed + station.item * sum(items for _, _, items, _ in batch)
        free, spent = began + takes, spent + takes
        done += [(free, *arrival[1:]) for arrival in batch]
    return done, spent


def main() -> None:
    loads = (
        ("Decisions on the busiest day", decisions, DECISION, ((34, 1), (3_400, 1), (34_000, 1), (34_000, 4))),
        (
            "Look-ups in the busiest quarter of an hour",
            lookups,
            LOOKUP,
            ((1, 4), (34, 4), (100, 4), (400, 4), (1_200, 4), (1_600, 4)),
        ),
    )
    for title, arrivals, stations, cases in loads:
        table = Table(title=title, title_justify="left")
        for heading in (
            "provinces",
            "shards",
            "arrivals",
            "p50",
            "p99",
            "slowest",
            *(f"{station.name} busy" for station in stations),
        ):
            table.add_column(heading, justify="right")
        for provinces, shards in cases:
            rng = random.Random(1)
            result = simulate(arrivals(provinces, rng), stations, shards, rng)
            times = (f"{1_000 * seconds:,.0f} ms" for seconds in (result.p50, result.p99, result.slowest))
            table.add_row(
                f"{provinces:,}",
                str(shards),
                f"{result.count:,}",
                *times,
                *(f"{share:.1%}" for share in result.busy.values()),
            )
        Console(width=130).print(table)


if __name__ == "__main__":
    main()
