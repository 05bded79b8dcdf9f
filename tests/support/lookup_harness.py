"""The population look-up service in this process, with two residents in its register and procedures to look up for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from common.contracts.parts import PopulationField
from population_lookup.register.storage.replacement import replace_residents
from tests.support.law_events import introduced, period
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness, unique

CODE, WITHOUT_FIELDS, FUTURE = "1.000101", "1.000102", "1.000103"
BEGIN = date(2023, 2, 1)
SCOPES = ("population.lookup", "population.sensitive")
FIELDS = (
    PopulationField.PERSONAL_ID,
    PopulationField.FULL_NAME,
    PopulationField.ETHNIC_GROUP,
    PopulationField.BIRTH_DATE,
)


@asynccontextmanager
async def lookup_harness(
    postgres: Postgres, folder: Path, url: str | None = None, **settings: Any
) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "population_lookup", folder, url, **settings) as harness:
        async with harness.runtime.engine.begin() as connection:
            await replace_residents(connection, [DAO, ELDER])
        await harness.apply_events(
            [
                introduced(CODE, period(BEGIN, fields=FIELDS)),
                introduced(WITHOUT_FIELDS, period(BEGIN)),
                introduced(FUTURE, period(date(2027, 1, 1), fields=FIELDS)),
            ]
        )
        yield harness


def lookup_body(**changes: Any) -> dict[str, Any]:
    """The body of a look-up of the resident `DAO`, with changes; a value of None leaves a member out."""
    body = {
        "request_id": unique("r"),
        "procedure_code": CODE,
        "officer_id": "cb-07",
        "agency_code": "H60.01",
        "personal_id": DAO.personal_id,
        "full_name": "DANGTHIMAY",
        "birth_date": "19900307",
    } | changes
    return {name: value for name, value in body.items() if value is not None}


async def look_up(harness: ServiceHarness, body: dict[str, Any], **headers: str) -> httpx.Response:
    return await harness.http.post("/v1/lookups", json=body, headers=harness.bearer(*SCOPES) | headers)
