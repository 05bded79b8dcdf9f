"""The simulation behind docs/growth.md."""

import random

import pytest

from tests.benchmarks.simulation import DECISION, LOOKUP, Station, decisions, lookups, simulate


def test_a_single_arrival_takes_just_the_time_of_its_stations() -> None:
    result = simulate([(0.0, 1), (10.0, 1), (20.0, 1)], DECISION, 1, random.Random(1))
    alone = sum(station.fixed + station.item for station in DECISION)
    assert result.p50 == pytest.approx(alone)
    assert result.slowest == pytest.approx(alone)


def test_simultaneous_arrivals_wait_for_their_turn() -> None:
    result = simulate([(0.0, 1)] * 10, [Station("one", 1.0)], 1, random.Random(1))
    assert (result.p50, result.slowest, result.busy) == (5.5, 10.0, {"one": 1.0})


def test_shards_share_the_work_and_a_chain_does_not() -> None:
    many = [(0.0, 1)] * 1_000
    alone, shared, chained = (
        simulate(many, [Station("one", 1.0, chain=chain)], shards, random.Random(1)).slowest
        for chain, shards in ((False, 1), (False, 4), (True, 4))
    )
    assert alone == chained == 1_000
    assert 250 <= shared < 300


def test_a_station_that_takes_several_serves_waiting_arrivals_at_once() -> None:
    result = simulate([(0.0, 1)] * 5, [Station("one", 1.0, 0.1, most=4)], 1, random.Random(1))
    assert (result.p50, result.slowest) == (pytest.approx(1.4), pytest.approx(2.5))


def test_the_load_grows_with_the_provinces() -> None:
    few, many = (simulate(lookups(count, random.Random(1)), LOOKUP, 4, random.Random(1)) for count in (1, 10))
    assert 8 < many.count / few.count < 12
    assert few.busy["look-up"] < many.busy["look-up"]
    assert sum(items for _, items in decisions(34_000, random.Random(1))) / sum(
        1 for _ in decisions(34_000, random.Random(1))
    ) == (pytest.approx(7, rel=0.1))
