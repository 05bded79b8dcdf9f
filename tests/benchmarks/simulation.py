"""What would become of the suite if far more came: `python -m tests.benchmarks.simulation`, from figures that `make
bench` measured.

What comes waits for stations that serve one after the other. Decisions: the transaction that publishes (one at a time
for a shard, since
the stream's row is locked to its end), then the road to its last consumer. Look-ups in the population database: the
lines in the access
log, which is one chain however many shards there are, and takes all that wait at once, then the road.
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
"""On the busiest day or in the busiest hour comes so many times the mean."""
LOOKUPS_A_YEAR = 1_800_000
"""Of one province: our assumption, three for each of 600,000 dossiers."""
Arrival = tuple[float, int]
"""A moment in seconds, and how many items come."""
Waiting = tuple[float, float, int, int]
"""Since when it waits for a station, when it came, its items and its shard."""


@dataclass(frozen=True)
class Station:
    """Seconds that one arrival takes, and that each of its items adds. `chain`: one for all shards. `most`: of those
    that wait, so many are
    served at once, which together take `fixed` once."""

    name: str
    fixed: float
    item: float = 0
    chain: bool = False
    most: int = 1


DECISION = (Station("publish", 0.015, 0.000_234), Station("road", 0.008_7, 0.000_157))
LOOKUP = (Station("look-up", 0.008_9, 0.000_127, chain=True, most=64), Station("road", 0.000_157))
"""Measured on two cores on 24 November 2026; docs/growth.md says from which rows."""


@dataclass(frozen=True)
class SimulationResult:
    """Seconds from an arrival until its last station is done with it, and the part of the time that each station
    works."""

    count: int
    p50: float
    p99: float
    slowest: float
    busy: dict[str, float]


def decisions(provinces: float, chance: random.Random) -> Iterator[Arrival]:
    """A busiest day's. Most Decisions have a handful of items, now and then one has as many as a ministry's whole
    field."""
    for moment in moments(provinces * DECISIONS_A_YEAR / WORKING_DAYS * PEAK / DAY, DAY, chance):
        yield moment, min(LARGEST, max(1, round(ITEMS / 1.65 * chance.lognormvariate(0, 1))))


def lookups(provinces: float, chance: random.Random) -> Iterator[Arrival]:
    """A busiest quarter of an hour's."""
    for moment in moments(provinces * LOOKUPS_A_YEAR / WORKING_DAYS / DAY * PEAK, HOUR / 4, chance):
        yield moment, 1


def moments(rate: float, until: float, chance: random.Random) -> Iterator[float]:
    moment = chance.expovariate(rate)
    while moment < until:
        yield moment
        moment += chance.expovariate(rate)


def simulated(
    arrivals: Iterable[Arrival], stations: Sequence[Station], shards: int, chance: random.Random
) -> SimulationResult:
    """Whatever comes belongs to one shard; shards go side by side, but for a chain."""
    waiting = [(moment, moment, items, chance.randrange(shards)) for moment, items in arrivals]
    worked: dict[tuple[str, int], float] = {}
    last = 0.0
    for station in stations:
        lines: dict[int, list[Waiting]] = {}
        for one in sorted(waiting):
            lines.setdefault(0 if station.chain else one[3], []).append(one)
        waiting = []
        for shard, line in lines.items():
            done, spent = served(line, station)
            waiting += done
            worked[station.name, shard] = spent
            last = max(last, done[-1][0])
    taken = [done - came for done, came, _, _ in waiting]
    busy = {one.name: max(spent for (name, _), spent in worked.items() if name == one.name) / last for one in stations}
    return SimulationResult(len(taken), median(taken), quantiles(taken, n=100)[98], max(taken), busy)


def served(line: Sequence[Waiting], station: Station) -> tuple[list[Waiting], float]:
    """In their order, each with the moment at which it is done; and the seconds for which the station works."""
    done: list[Waiting] = []
    free = spent = 0.0
    while len(done) < len(line):
        began = max(free, line[len(done)][0])
        together = [one for one in line[len(done) : len(done) + station.most] if one[0] <= began]
        takes = station.fixed + station.item * sum(items for _, _, items, _ in together)
        free, spent = began + takes, spent + takes
        done += [(free, *one[1:]) for one in together]
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
            "came",
            "p50",
            "p99",
            "slowest",
            *(f"{one.name} works" for one in stations),
        ):
            table.add_column(heading, justify="right")
        for provinces, shards in cases:
            chance = random.Random(1)
            found = simulated(arrivals(provinces, chance), stations, shards, chance)
            times = (f"{1_000 * one:,.0f} ms" for one in (found.p50, found.p99, found.slowest))
            table.add_row(
                f"{provinces:,}",
                str(shards),
                f"{found.count:,}",
                *times,
                *(f"{part:.1%}" for part in found.busy.values()),
            )
        Console(width=130).print(table)


if __name__ == "__main__":
    main()
