"""Which agencies may look up for a procedure: those that its version in force names, and every commune of the day where
the level is the commune."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from common.contracts.parts import Level
from common.contracts.reference_data import AgencyRecorded
from tests.support.law_events import amended, introduced, period, recoded
from tests.support.lookup_harness import BEGIN, FIELDS, SCOPES, look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import NOON, ServiceHarness
from tests.support.soap_requests import call, envelope, problem_in

CODE = "1.000301"
COMMUNE, FORMER, DEPARTMENT = "H60.200", "H60.201", "H60.05"


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        await harness.apply_events(
            [
                agency(COMMUNE, "Ủy ban nhân dân phường Minh Xuân", begin=date(2025, 7, 1)),
                agency(FORMER, "UBND xã Tân Hà", end=date(2025, 7, 1)),
                agency(DEPARTMENT, "Sở Nông nghiệp và Môi trường"),
            ]
        )
        yield harness


def agency(code: str, name: str, begin: date | None = None, end: date | None = None) -> AgencyRecorded:
    return AgencyRecorded(code=code, name=name, valid_from=begin, valid_to=end, successor_codes=(), recorded_at=NOON)


async def allow(harness: ServiceHarness, agencies: Sequence[str] | None, *levels: Level) -> None:
    lawful = period(BEGIN, fields=FIELDS, agencies=agencies, levels=levels or (Level.PROVINCE,))
    await harness.apply_events([introduced(CODE, lawful)])


async def ask(harness: ServiceHarness, agency: str) -> httpx.Response:
    body = lookup_body(procedure_code=CODE, agency_code=agency)
    return await look_up(harness, body, **harness.bearer(*SCOPES, agency=agency))


async def outcome(harness: ServiceHarness, agency: str) -> str:
    response = await ask(harness, agency)
    return "answered" if response.status_code == 200 else response.json()["type"].rsplit(":", 1)[1]


@pytest.mark.parametrize(
    ("caller", "expected"),
    [
        ("H60.01", "answered"),
        ("H60.01.07", "answered"),
        ("H60.02", "answered"),
        ("H60.011", "agency-not-entitled"),
        ("H60", "agency-not-entitled"),
        (DEPARTMENT, "agency-not-entitled"),
        (COMMUNE, "agency-not-entitled"),
    ],
)
async def test_only_the_named_agencies_and_those_below_them_may_look_up(
    population: ServiceHarness, caller: str, expected: str
) -> None:
    await allow(population, ["H60.01", "H60.02"])
    assert await outcome(population, caller) == expected


async def test_where_no_agencies_are_named_every_agency_may_look_up(population: ServiceHarness) -> None:
    await allow(population, None)
    assert [await outcome(population, each) for each in ("H60.01", DEPARTMENT, COMMUNE)] == ["answered"] * 3


async def test_an_empty_list_allows_no_agency(population: ServiceHarness) -> None:
    await allow(population, [])
    assert await outcome(population, "H60.01") == "agency-not-entitled"


async def test_with_the_level_commune_every_commune_of_the_day_may_look_up(population: ServiceHarness) -> None:
    await allow(population, ["H60.01"], Level.PROVINCE, Level.COMMUNE)
    assert {each: await outcome(population, each) for each in (COMMUNE, FORMER, DEPARTMENT, "H60.999")} == {
        COMMUNE: "answered",
        FORMER: "agency-not-entitled",
        DEPARTMENT: "agency-not-entitled",
        "H60.999": "agency-not-entitled",
    }
    await population.apply_events([agency(COMMUNE, "Ủy ban nhân dân phường Minh Xuân", end=date(2026, 11, 24))])
    assert await outcome(population, COMMUNE) == "answered"
    population.clock.moment = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert await outcome(population, COMMUNE) == "agency-not-entitled", "the commune ended on that day"


async def test_an_agency_that_is_recorded_under_another_name_is_no_commune_any_more(
    population: ServiceHarness,
) -> None:
    await allow(population, [], Level.COMMUNE)
    assert await outcome(population, COMMUNE) == "answered"
    await population.apply_events([agency(COMMUNE, "Trung tâm Phục vụ hành chính công tỉnh")])
    assert await outcome(population, COMMUNE) == "agency-not-entitled"


async def test_a_refusal_for_the_agency_is_a_problem_and_a_fault_and_a_line_of_the_log(
    population: ServiceHarness,
) -> None:
    await allow(population, ["H60.02"])
    problem = (await ask(population, "H60.01")).json()
    assert (problem["status"], problem["type"]) == (403, "urn:congbo:problem:agency-not-entitled")
    assert (problem["procedure_code"], problem["version"]) == (CODE, 1)
    fault = await call(population, envelope(MaDVC=CODE))
    assert (fault.status_code, problem_in(fault)) == (500, "agency-not-entitled")
    rows = await population.rows("SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log")
    assert [row.content["refusal"] for row in rows] == ["agency-not-entitled"] * 2


async def test_each_version_names_its_own_agencies_also_after_the_procedure_got_its_code(
    population: ServiceHarness,
) -> None:
    provisional, code, later = "0.000301.H60", "1.000302", date(2026, 11, 24)
    periods = (
        period(BEGIN, later, fields=FIELDS, agencies=["H60.01"], levels=(Level.PROVINCE,)),
        period(later, version=2, fields=FIELDS, agencies=["H60.02"], levels=(Level.PROVINCE,)),
    )
    await population.apply_events([introduced(provisional, periods[0])])
    await population.apply_events([amended(provisional, later, *periods), recoded(provisional, code, *periods)])

    async def allowed() -> list[int]:
        return [
            (
                await look_up(
                    population,
                    lookup_body(procedure_code=each, agency_code=caller),
                    **population.bearer(*SCOPES, agency=caller),
                )
            ).status_code
            for each in (provisional, code)
            for caller in ("H60.01", "H60.02")
        ]

    assert await allowed() == [200, 403, 200, 403]
    population.clock.moment = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert await allowed() == [403, 200, 403, 200]
