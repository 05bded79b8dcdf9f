"""Forms of versions, and filings with them, through the HTTP API."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from common.contracts.dossiers import DossierEvent
from common.contracts.event import encode
from tests.support.dossier_harness import CITIZEN, CODE, HANDLE, DossierHarness, dossier_harness, type_of
from tests.support.law_events import period, recoded
from tests.support.postgres import Postgres

RECORD, OWNER = "forms.record", "H60.01"
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["child_name"],
    "properties": {
        "child_name": {"type": "string", "minLength": 1, "maxLength": 100},
        "copies": {"type": "integer", "minimum": 1, "maximum": 20},
        "personal_id": {"type": "string", "x-prefill": "personal_id", "readOnly": True},
        "source": {"type": "string", "const": "portal", "x-hidden": True},
    },
}
DATA = {"child_name": "Nguyễn Văn Bé"}
PATH = f"/v1/forms/{CODE}/versions/1"


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        yield harness


async def record(
    dossiers: DossierHarness, schema: dict[str, Any] = SCHEMA, path: str = PATH, agency: str = OWNER
) -> Any:
    body = {"json_schema": schema, "legal_basis": "QĐ 422/QĐ-UBND"}
    return await dossiers.post(path, body, dossiers.bearer(RECORD, "form-keeper", agency))


async def test_a_form_is_recorded_by_the_agency_that_owns_the_procedure_and_read_by_anybody(
    dossiers: DossierHarness,
) -> None:
    assert (await dossiers.service.http.get(PATH)).status_code == 404
    recorded = await record(dossiers)
    assert recorded.status_code == 201, recorded.text
    read = (await dossiers.service.http.get(PATH)).json()
    assert (read["json_schema"], read["agency_code"], read["legal_basis"]) == (SCHEMA, OWNER, "QĐ 422/QĐ-UBND")
    assert type_of(await record(dossiers, agency="H60.02")) == (403, "form-of-another-agency")
    without_scope = await dossiers.post(PATH, {"json_schema": SCHEMA, "legal_basis": "x"}, dossiers.bearer(HANDLE))
    assert type_of(without_scope) == (403, "insufficient-scope")


async def test_unknown_procedures_versions_and_unfit_schemas_are_refused(
    dossiers: DossierHarness,
) -> None:
    assert type_of(await record(dossiers, path="/v1/forms/1.000999/versions/1")) == (404, "procedure-not-found")
    assert type_of(await record(dossiers, path=f"/v1/forms/{CODE}/versions/7")) == (404, "version-not-found")
    remote = SCHEMA | {"properties": {"a": {"$ref": "https://elsewhere.test/a.json"}}}
    refused = await record(dossiers, remote)
    assert type_of(refused) == (409, "form-schema-refused")
    assert "/properties/a/type" in [error["pointer"] for error in refused.json()["errors"]]
    assert await dossiers.service.rows("SELECT 1 FROM form") == []


async def test_without_a_form_no_form_data_are_taken(dossiers: DossierHarness) -> None:
    refused = await dossiers.send(dossiers.filing(form_data=DATA), dossiers.citizen())
    assert type_of(refused) == (409, "form-data-unexpected")
    assert (await dossiers.file())["state"] == 1


async def test_data_are_judged_by_the_form_of_the_version_and_nothing_is_lost_or_kept(dossiers: DossierHarness) -> None:
    await record(dossiers)

    async def refusal(**more: Any) -> Any:
        return await dossiers.send(dossiers.filing(**more), dossiers.citizen())

    assert type_of(await refusal()) == (409, "form-data-missing")
    invalid = await refusal(form_data={"copies": 0, "other": "x"})
    assert type_of(invalid) == (409, "form-data-invalid")
    assert [(error["pointer"], error["keyword"]) for error in invalid.json()["errors"]] == [
        ("", "additionalProperties"),
        ("/child_name", "required"),
        ("/copies", "minimum"),
    ]
    for altered in ({"personal_id": "008099000002"}, {"source": "counter"}):
        refused = await refusal(form_data=DATA | altered)
        assert type_of(refused) == (409, "form-field-altered")
        assert refused.json()["pointers"] == [f"/{next(iter(altered))}"]
    assert await dossiers.service.rows("SELECT 1 FROM dossier") == []
    assert (await dossiers.file(form_data=DATA))["state"] == 1


async def test_the_citizen_reads_what_was_filled_in_and_no_event_carries_it(dossiers: DossierHarness) -> None:
    await record(dossiers)
    filed = await dossiers.file(form_data=DATA)
    whole = (await dossiers.service.http.get(f"/v1/me/dossiers/{filed['id']}", headers=dossiers.citizen())).json()
    assert whole["form_data"] == DATA | {"personal_id": CITIZEN, "source": "portal"}
    events = [event for event in await dossiers.service.emitted_events() if isinstance(event, DossierEvent)]
    carried = b"".join(map(encode, events)).decode()
    assert events
    assert "portal" not in carried
    assert CITIZEN not in carried


async def test_a_later_form_judges_later_filings_and_changes_nothing_that_was_filed(dossiers: DossierHarness) -> None:
    await record(dossiers)
    filed = await dossiers.file(form_data=DATA)
    stricter = SCHEMA | {"required": ["child_name", "copies"]}
    assert (await record(dossiers, stricter)).status_code == 201
    refused = await dossiers.send(dossiers.filing(form_data=DATA), dossiers.citizen())
    assert type_of(refused) == (409, "form-data-invalid")
    whole = (await dossiers.service.http.get(f"/v1/me/dossiers/{filed['id']}", headers=dossiers.citizen())).json()
    assert whole["form_data"]["child_name"] == DATA["child_name"]
    forms = await dossiers.service.rows("SELECT id, recorded_by FROM form ORDER BY id")
    kept = await dossiers.service.rows("SELECT form_id FROM dossier_form")
    assert [row[0] for row in kept] == [forms[0][0]]
    assert {row[1] for row in forms} == {"form-keeper"}


async def test_the_counter_fills_in_the_form_of_the_applicant(dossiers: DossierHarness) -> None:
    await record(dossiers)
    filed = await dossiers.file_at_counter(form_data=DATA)
    (row,) = await dossiers.service.rows("SELECT data FROM dossier_form WHERE dossier_id = :id", id=filed["id"])
    assert row[0]["personal_id"] == CITIZEN


async def test_a_former_provisional_code_leads_to_the_form(dossiers: DossierHarness) -> None:
    await record(dossiers)
    await dossiers.service.apply_events([recoded(CODE, "2.000900", period(date(2023, 2, 1)))])
    for path in (PATH, "/v1/forms/2.000900/versions/1"):
        assert (await dossiers.service.http.get(path)).json()["json_schema"] == SCHEMA
    stricter = SCHEMA | {"required": ["child_name", "copies"]}
    assert (await record(dossiers, stricter)).json()["procedure_code"] == "2.000900"
    assert (await dossiers.service.http.get(PATH)).json()["json_schema"] == stricter
