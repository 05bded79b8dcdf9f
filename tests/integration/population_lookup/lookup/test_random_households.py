"""For random households and random lists of fields: nothing unlisted is ever returned, and every person of whom
something was disclosed has the access in their list."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.contracts.parts import PopulationField
from population_lookup.register.api.citizen_responses import CitizenOut
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import FIELDS, Citizen
from tests.support.examples import examples
from tests.support.households import HOUSEHOLD_LOOKUP, fill, member
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import BEGIN, look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness

CODE = "1.000411"
RETURNED = ("personal_id", "full_name", "sex", "birth_date", "household_head")
SENSITIVE = {"household_head"}
HOUSEHOLDS, MOST = 12, 6
LAST_LINE = "SELECT lookup_id, household_members FROM access_log ORDER BY sequence DESC LIMIT 1"
EARLIEST = date(1950, 1, 1)


def random_households(seed: int) -> list[list[Citizen]]:
    """Names agree within and across households; numbers follow one another, so that every neighbour is somebody."""
    random, households, number = Random(seed), [], 8_190_000_000
    for _ in range(HOUSEHOLDS):
        household: list[Citizen] = []
        for _ in range(random.randint(1, MOST)):
            number += random.randint(1, 2)
            born = EARLIEST + timedelta(days=random.randrange(25_000))
            name = random.choice(("Lý Thị Một", "Lý Văn Hai", "Lý Văn Ba"))
            citizen = member(f"{number:012}", name, born, random.choice("12"), "00")
            household.append(replace(citizen, birth_date=BirthDate(born.year, random.choice((born, None)))))
        households.append(household)
    return households


EVERYBODY = random_households(1)


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("households")) as harness:
        await fill(harness, EVERYBODY, [])
        yield harness


def lists() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(FIELDS), unique=True, max_size=8)


@given(
    household=st.sampled_from(EVERYBODY),
    which=st.integers(0, MOST - 1),
    listed=lists(),
    of_members=lists(),
    requested=st.none() | st.lists(st.sampled_from(RETURNED), min_size=1, unique=True),
    sees_sensitive=st.booleans(),
    agrees=st.booleans(),
)
@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_nothing_unlisted_is_returned_and_everybody_disclosed_sees_the_access(
    population: ServiceHarness,
    household: Sequence[Citizen],
    which: int,
    listed: Sequence[str],
    of_members: Sequence[str],
    requested: Sequence[str] | None,
    sees_sensitive: bool,
    agrees: bool,
) -> None:
    lawful = period(
        BEGIN,
        fields=tuple(map(PopulationField, {*listed, "household_head"})),
        member_fields=tuple(map(PopulationField, of_members)),
    )
    await population.apply_events([introduced(CODE, lawful)])
    person = household[which % len(household)]
    body = lookup_body(
        procedure_code=CODE,
        operation=HOUSEHOLD_LOOKUP,
        personal_id=person.personal_id,
        full_name=person.full_name if agrees else "AIKHAC",
        birth_date=str(person.birth_date.year),
        fields=requested,
    )
    scopes = ("population.lookup", *(("population.sensitive",) if sees_sensitive else ()))
    response = await look_up(population, body, **population.bearer(*scopes))
    result = response.json()
    (line,) = await population.rows(LAST_LINE)
    if response.status_code != 200:
        assert result["type"].rsplit(":", 1)[1] in {"household-members-not-listed", "field-not-listed"}
        assert line.household_members is None
        return
    hidden = set() if sees_sensitive else SENSITIVE
    check(result["citizen"], person, {*listed, "household_head"}, requested, hidden)
    others = {citizen.personal_id: citizen for citizen in household if citizen is not person}
    logged = line.household_members or []
    assert set(logged) <= set(others)
    assert len(result["household_members"]) == len(logged)
    for found, number in zip(result["household_members"], logged, strict=True):
        check(found, others[number], set(of_members), requested, hidden)
    for citizen in household:
        shown = await accesses(population, citizen)
        is_concerned = citizen is person or citizen.personal_id in logged
        assert (str(line.lookup_id) in shown) is is_concerned
        if citizen.personal_id in logged:
            assert set(shown[str(line.lookup_id)]["fields"]) <= set(of_members) - hidden


def check(
    found: Mapping[str, Any] | None,
    citizen: Citizen,
    listed: set[str],
    requested: Sequence[str] | None,
    hidden: set[str],
) -> None:
    if found is None:
        return
    allowed = listed & set(RETURNED) & set(RETURNED if requested is None else requested)
    assert set(found) == allowed
    own = CitizenOut.of(citizen.disclose(allowed - hidden)).model_dump()
    for name, value in found.items():
        if name in hidden:
            assert value is None
        elif name in ("full_name", "personal_id", "birth_date"):
            assert value == own[name]


async def accesses(harness: ServiceHarness, citizen: Citizen) -> dict[str, dict[str, Any]]:
    headers = harness.bearer(subject=citizen.personal_id)
    page = (await harness.http.get("/v1/me/accesses", params={"limit": 5}, headers=headers)).json()
    assert {item["personal_id"] for item in page["items"]} <= {citizen.personal_id}
    return {item["lookup_id"]: item for item in page["items"]}
