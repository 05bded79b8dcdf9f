"""The register of an agency, as pages and as a file."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from common.http.pagination import cursor_of
from online_services.worklist.queries import register as register_query
from tests.support.dossier_harness import (
    CITIZEN,
    COMMUNE,
    HANDLE,
    OTHER_COMMUNE,
    DossierHarness,
    dossier_harness,
    type_of,
)
from tests.support.postgres import Postgres

PERIOD = {"from": "2026-11-17", "to": "2026-11-18"}


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        yield harness


async def received_at(dossiers: DossierHarness, day: int, hour: int, minute: int = 0) -> dict[str, Any]:
    dossiers.clock.set_to(datetime(2026, 11, day, hour, minute, tzinfo=UTC))
    return await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")


async def get(dossiers: DossierHarness, path: str, subject: str = "receiver-1", **params: Any) -> Any:
    headers = dossiers.bearer(HANDLE, subject)
    return await dossiers.service.http.get(path, params={**PERIOD, **params}, headers=headers)


async def paged(dossiers: DossierHarness, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        response = await get(dossiers, "/v1/register", limit=2, **params, **after)
        assert response.status_code == 200, response.text
        found += response.json()["items"]
        if response.json()["next"] is None:
            return found
        after = {"after": response.json()["next"]}


async def test_pages_and_the_file_have_each_dossier_of_the_period_once(
    dossiers: DossierHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days are those of the province: 17:00 UTC begins the next one."""
    await received_at(dossiers, 16, 16, 59)
    inside = [await received_at(dossiers, *moment) for moment in ((16, 17), (17, 2), (17, 2), (18, 3), (18, 16, 59))]
    await received_at(dossiers, 18, 17)
    filed = await dossiers.file_at_counter()
    dossiers.clock.moment = datetime(2026, 11, 25, 2, tzinfo=UTC)
    late = await dossiers.act(inside[0], "result", "signer")
    assert late["timeliness"] == "late"
    lines = await paged(dossiers)
    assert [line["number"] for line in lines] == [dossier["number"] for dossier in inside]
    assert filed["id"] not in {line["id"] for line in lines}
    monkeypatch.setattr(register_query, "IN_ONE_BATCH", 2)
    downloaded = await get(dossiers, "/v1/register.csv")
    assert downloaded.headers["Content-Disposition"] == 'attachment; filename="register-2026-11-17-2026-11-18.csv"'
    table = list(csv.DictReader(io.StringIO(downloaded.content.decode("utf-8-sig"))))
    assert [row["number"] for row in table] == [line["number"] for line in lines]
    assert [row["timeliness"] for row in table] == [line["timeliness"] for line in lines]
    assert (
        table[0] | {"state": "9", "state_name": "Đã xử lý xong", "received_at": "2026-11-17T00:00:00+07:00"} == table[0]
    )
    finished = await paged(dossiers, state=9)
    assert [line["number"] for line in finished] == [late["number"]]
    assert len(await paged(dossiers, state=2)) == 4
    for text in (downloaded.text, str(lines)):
        assert CITIZEN not in text
        assert "Nguyễn" not in text


async def test_the_register_is_of_the_callers_agency_and_of_officers_with_a_role(dossiers: DossierHarness) -> None:
    await received_at(dossiers, 17, 2)
    for path in ("/v1/register", "/v1/register.csv"):
        assert type_of(await get(dossiers, path, "nobody")) == (403, "role-not-held")
        foreign = dossiers.bearer(HANDLE, "receiver-1", OTHER_COMMUNE)
        response = await dossiers.service.http.get(path, params=PERIOD, headers=foreign)
        assert type_of(response) == (403, "role-not-held")
    assert (await paged(dossiers))[0]["number"].startswith(COMMUNE)
    assert await paged(dossiers, **{"from": "2026-11-19", "to": "2026-11-18"}) == []


async def test_any_two_days_are_a_period(dossiers: DossierHarness) -> None:
    dossier = await received_at(dossiers, 17, 2)
    for period in ({"from": "0001-01-01", "to": "9999-12-31"}, {"from": "9999-12-31", "to": "0001-01-01"}):
        response = await get(dossiers, "/v1/register", **period)
        assert response.status_code == 200, response.text
        found = [item["number"] for item in response.json()["items"]]
        assert found == ([dossier["number"]] if period["from"] < period["to"] else [])


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59-07:00", "2026-11-17T00:00:00"])
async def test_a_cursor_whose_moment_is_none_in_utc_is_malformed(dossiers: DossierHarness, moment: str) -> None:
    response = await get(dossiers, "/v1/register", after=cursor_of((moment, str(UUID(int=0)))))
    assert type_of(response) == (400, "malformed-cursor")
