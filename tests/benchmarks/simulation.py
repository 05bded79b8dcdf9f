"""What would become of the suite if far more came: `python -m tests.benchmarks.simulation`, from figures that `make bench` measured.

What comes waits for stations that serve one after the other. Decisions: the transaction that publishes (one at a time for a shard, since
the stream's row is locked to its end), then the road to its last consumer. Look-ups in the population database: the line in the access
log, which is one chain however many shards there are, then the road.
"""

import heapq
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


@dataclass(frozen=True)
class Station:
    """Seconds that one arrival takes, and that each of its items adds. `chain`: one for all shards."""

    name: str
    fixed: float
    item: float = 0
    chain: bool = False


DECISION = (Station("publish", 0.015, 0.000_234), Station("road", 0.008_7, 0.000_157))
LOOKUP = (Station("look-up", 0.004_1, chain=True), Station("road", 0.000_157))
"""Measured on two cores on 24 November 2026; docs/growth.md says from which rows."""


@dataclass(frozen=True)
class Outcome:
    """Seconds from an arrival until its last station is done with it, and the part of the time that each station works."""

    count: int
    p50: float
    p99: float
    slowest: float
    busy: dict[str, float]


def decisions(provinces: float, chance: random.Random) -> Iterator[Arrival]:
    """A busiest day's. Most Decisions have a handful of items, now and then one has as many as a ministry's whole field."""
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


def simulated(arrivals: Iterable[Arrival], stations: Sequence[Station], shards: int, chance: random.Random) -> Outcome:
    """Whatever comes belongs to one shard; shards go side by side, but for a chain."""
    queue = [(moment, n, 0, moment, items, chance.randrange(shards)) for n, (moment, items) in enumerate(arrivals)]
    heapq.heapify(queue)
    free: dict[tuple[str, int], float] = {}
    worked: dict[tuple[str, int], float] = {}
    taken: list[float] = []
    last = 0.0
    while queue:
        moment, number, at, came, items, shard = heapq.heappop(queue)
        station = stations[at]
        place = (station.name, 0 if station.chain else shard)
        spent = station.fixed + items * station.item
        last = free[place] = max(moment, free.get(place, 0.0)) + spent
        worked[place] = worked.get(place, 0.0) + spent
        if at + 1 < len(stations):
            heapq.heappush(queue, (last, number, at + 1, came, items, shard))
        else:
            taken.append(last - came)
    busy = {one.name: max(spent for (name, _), spent in worked.items() if name == one.name) / last for one in stations}
    return Outcome(len(taken), median(taken), quantiles(taken, n=100)[98], max(taken), busy)


def main() -> None:
    loads = (
        ("Decisions on the busiest day", decisions, DECISION, ((34, 1), (3_400, 1), (34_000, 1), (34_000, 4))),
        ("Look-ups in the busiest quarter of an hour", lookups, LOOKUP, ((1, 4), (34, 4), (60, 4), (80, 4), (100, 4))),
    )
    for title, arrivals, stations, cases in loads:
        table = Table(title=title, title_justify="left")
        for heading in ("provinces", "shards", "came", "p50", "p99", "slowest", *(f"{one.name} works" for one in stations)):
            table.add_column(heading, justify="right")
        for provinces, shards in cases:
            chance = random.Random(1)
            found = simulated(arrivals(provinces, chance), stations, shards, chance)
            times = (f"{1_000 * one:,.0f} ms" for one in (found.p50, found.p99, found.slowest))
            table.add_row(
                f"{provinces:,}", str(shards), f"{found.count:,}", *times, *(f"{part:.1%}" for part in found.busy.values())
            )
        Console(width=130).print(table)


if __name__ == "__main__":
    main()
