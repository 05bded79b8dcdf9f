"""Alarms about unusual look-ups of the last hour, and what is forgotten after some days."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from common import metrics
from common.contracts.parts import PopulationField
from common.contracts.population_lookup import OversightRecorded
from population_lookup.access_log.queries.access_log_faults import verify_access_log
from population_lookup.lookup.clients.lookup_watcher import maintain_once, watch_once
from tests.support.households import FAMILY, HOUSEHOLD_LOOKUP, SON, fill
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import BEGIN, look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


async def limits(harness: ServiceHarness, **thresholds: int) -> None:
    """All others are far away."""
    for kind in ("many_persons", "sequential_numbers", "many_officers", "not_matched"):
        threshold = thresholds.get(kind, 10_000)
        await harness.rows(f"UPDATE alarm_rule SET threshold = {threshold} WHERE kind = '{kind}' RETURNING 1")


async def alarms(harness: ServiceHarness) -> list[tuple[Any, ...]]:
    """Those that were raised until now, after another look."""
    await watch_once(harness.runtime)
    rows = await harness.rows(
        "SELECT kind, agency_code, officer_id, person, number, threshold FROM raised_alarm ORDER BY raised_at, kind"
    )
    return [tuple(row) for row in rows]


async def look_up_numbers(harness: ServiceHarness, *numbers: int, officer: str = "cb-07") -> None:
    for number in numbers:
        body = lookup_body(personal_id=f"{number:012}", officer_id=officer)
        assert (await look_up(harness, body)).status_code == 200


FIRST = 8190200000


async def test_each_kind_of_unusual_look_ups_raises_one_alarm(population: ServiceHarness) -> None:
    await limits(population, many_persons=3)
    await look_up_numbers(population, FIRST, FIRST + 10, FIRST + 10, FIRST + 20)
    assert await alarms(population) == [], "three people are not more than three"
    await look_up_numbers(population, FIRST + 30)
    await look_up_numbers(population, FIRST + 40, officer="cb-08")
    assert await alarms(population) == [("many_persons", "H60.01", "cb-07", "", 4, 3)]

    await limits(population, sequential_numbers=4)
    await look_up_numbers(population, FIRST + 23, FIRST + 21, FIRST + 22)
    assert len(await alarms(population)) == 1, "four numbers are not more than four"
    await look_up_numbers(population, FIRST + 24)
    assert (await alarms(population))[-1] == ("sequential_numbers", "H60.01", "cb-07", "", 5, 4)


async def test_each_member_of_a_household_counts_as_a_person_whose_data_were_seen(population: ServiceHarness) -> None:
    await fill(population, [FAMILY], [])
    every = tuple(PopulationField)
    await population.apply_events([introduced("1.000401", period(BEGIN, fields=every, member_fields=every))])
    household = {"procedure_code": "1.000401", "operation": HOUSEHOLD_LOOKUP}
    await limits(population, many_persons=2, many_officers=1)
    await look_up(population, lookup_body(officer_id="cb-1"))
    assert await alarms(population) == []
    await look_up(population, lookup_body(officer_id="cb-1", **household))
    assert await alarms(population) == [("many_persons", "H60.01", "cb-1", "", 3, 2)]
    son = {"personal_id": SON.personal_id, "full_name": SON.full_name, "birth_date": "2012"}
    await look_up(population, lookup_body(officer_id="cb-2", **son))
    assert ("many_officers", "", "", SON.personal_id, 2, 1) in await alarms(population)
    counted = await population.rows("SELECT lookups FROM lookup_count WHERE kind = 'client'")
    assert [row.lookups for row in counted] == [3], "a look-up of a household is one towards the quota"


async def test_many_officers_of_one_citizen_raise_an_alarm_that_the_event_does_not_name(
    population: ServiceHarness,
) -> None:
    await limits(population, many_officers=2)
    for officer in ("cb-1", "cb-2", "cb-2"):
        await look_up(population, lookup_body(officer_id=officer))
    assert await alarms(population) == []
    await look_up(
        population,
        lookup_body(officer_id="cb-3", personal_id=None, old_identity_card=DAO.old_identity_card),
    )
    counter = metrics.lookup_alarms.labels("many_officers")._value
    before = counter.get()
    assert await alarms(population) == [("many_officers", "", "", DAO.personal_id, 3, 2)]
    assert counter.get() == before + 1
    event = (await population.emitted_events())[-1]
    assert isinstance(event, OversightRecorded)
    assert (event.act, event.alarm, event.agency_code) == ("alarm_raised", "many_officers", "")
    assert DAO.personal_id not in repr(event)
    assert all([finding.intact async for finding in verify_access_log(population.runtime)])
    (line,) = await population.rows(
        "SELECT personal_id, convert_from(content, 'UTF8')::jsonb AS content FROM access_log"
        " ORDER BY sequence DESC LIMIT 1"
    )
    assert (line.personal_id, line.content["account"]) == (None, "system:population_lookup")
    assert line.content["reason"] == f"3 officers looked up {DAO.personal_id} within an hour; the limit is 2"


async def test_many_look_ups_that_do_not_match_raise_an_alarm_unless_they_are_few(population: ServiceHarness) -> None:
    await limits(population, not_matched=30)
    for number in range(9):
        await look_up(population, lookup_body(full_name="AIDO" if number < 4 else "DANGTHIMAY"))
    await look_up(population, lookup_body(procedure_code="1.999999"))
    assert await alarms(population) == [], "nine look-ups are few, and a refused one is none of them"
    await look_up(population, lookup_body())
    assert await alarms(population) == [("not_matched", "H60.01", "cb-07", "", 40, 30)]


async def test_an_alarm_is_raised_once_an_hour(population: ServiceHarness) -> None:
    await limits(population, many_persons=1)
    await look_up_numbers(population, FIRST, FIRST + 10)
    assert len(await alarms(population)) == len(await alarms(population)) == 1
    population.clock.moment += timedelta(minutes=59)
    await look_up_numbers(population, FIRST, FIRST + 10)
    assert len(await alarms(population)) == 1
    population.clock.moment += timedelta(minutes=2)
    assert len(await alarms(population)) == 2
    population.clock.moment += timedelta(hours=2)
    assert len(await alarms(population)) == 2, "those look-ups are of another hour"


async def test_of_two_processes_that_watch_at_once_one_raises_the_alarms(population: ServiceHarness) -> None:
    await limits(population, many_persons=1, sequential_numbers=1)
    await look_up_numbers(population, FIRST, FIRST + 1)
    await asyncio.gather(*(watch_once(population.runtime) for _ in range(4)))
    assert [kind for kind, *_ in await alarms(population)] == ["many_persons", "sequential_numbers"]
    endpoint = "convert_from(content, 'UTF8')::jsonb->>'endpoint'"
    lines = await population.rows(f"SELECT 1 FROM access_log WHERE {endpoint} = 'watch-lookups'")
    assert len(lines) == 2
    assert all([finding.intact async for finding in verify_access_log(population.runtime)])


async def test_look_ups_for_another_agency_raise_no_alarm_about_its_officers(population: ServiceHarness) -> None:
    await limits(population, many_persons=1, sequential_numbers=1, many_officers=0, not_matched=0)
    for number in range(12):
        body = lookup_body(personal_id=f"{FIRST + number:012}", agency_code="H60.02")
        assert (await look_up(population, body)).status_code == 403
    assert await alarms(population) == []


async def test_what_is_unusual_is_data(population: ServiceHarness) -> None:
    rows = await population.rows("SELECT kind, threshold, fewest FROM alarm_rule")
    assert {row.kind: (row.threshold, row.fewest) for row in rows} == {
        "many_persons": (50, 0),
        "sequential_numbers": (4, 0),
        "many_officers": (5, 0),
        "not_matched": (30, 10),
    }


async def test_a_request_id_is_forgotten_after_its_days(population: ServiceHarness) -> None:
    await look_up(population, lookup_body(request_id="r-7"))
    for days, status in ((0, 409), (90, 409), (1, 200)):
        population.clock.moment += timedelta(days=days)
        await maintain_once(population.runtime)
        other = await look_up(population, lookup_body(request_id="r-7", birth_date="1991"))
        assert other.status_code == status, days
    counted = await population.rows("SELECT DISTINCT day FROM lookup_count ORDER BY day")
    assert len(counted) == 2, "the first day is forgotten"
