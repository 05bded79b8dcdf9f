"""The access log in the database: append-only, verified, shown to the citizen, and the only place that identifies a
person."""

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client import generate_latest
from sqlalchemy.exc import DBAPIError

import common.logging
from common.contracts.population_lookup import OversightRecorded
from common.eventlog.findings import Finding
from population_lookup.access_log.domain.access_log import link
from population_lookup.access_log.queries.access_log_faults import verify_access_log
from population_lookup.register.domain.citizen import Relative
from population_lookup.register.storage.replacement import replace_residents
from tests.support.lookup_harness import FUTURE, look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


async def allow_changes(harness: ServiceHarness) -> None:
    await harness.execute("ALTER TABLE access_log DISABLE TRIGGER append_only")


async def findings_of_verify(harness: ServiceHarness) -> list[Finding]:
    return [finding async for finding in verify_access_log(harness.runtime)]


async def faults(harness: ServiceHarness) -> str:
    return "; ".join(finding.detail for finding in await findings_of_verify(harness) if not finding.intact)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE access_log SET personal_id = NULL", "DELETE FROM access_log", "TRUNCATE access_log"],
)
async def test_postgresql_itself_refuses_to_change_the_log(population: ServiceHarness, statement: str) -> None:
    await look_up(population, lookup_body())
    with pytest.raises(DBAPIError, match="append-only"):
        await population.execute(statement)


async def test_an_unchanged_log_is_sound_even_if_it_is_empty(population: ServiceHarness) -> None:
    assert all(finding.intact for finding in await findings_of_verify(population))
    for changes in ({}, {"full_name": "AIDO"}, {"procedure_code": FUTURE}):
        await look_up(population, lookup_body(**changes))
    findings = await findings_of_verify(population)
    assert [(finding.intact, finding.detail) for finding in findings] == [
        (True, "3 lines in one chain"),
        (True, "0 lines without an event, 0 events without a line, 0 lines that differ from their event"),
    ]


async def test_a_line_edited_by_the_owner_of_the_database_is_found(population: ServiceHarness) -> None:
    for _ in range(3):
        await look_up(population, lookup_body())
    await allow_changes(population)
    await population.execute(
        "UPDATE access_log SET content = convert_to(replace(convert_from(content, 'UTF8'), 'cb-07', 'cb-99'), 'UTF8')"
        " WHERE sequence = 2"
    )
    assert await faults(population) == "line 2 was changed after it was written"


async def test_a_removed_line_is_found(population: ServiceHarness) -> None:
    for _ in range(3):
        await look_up(population, lookup_body())
    await allow_changes(population)
    await population.execute("DELETE FROM access_log WHERE sequence = 2")
    assert await faults(population) == "line 2 is missing"


async def test_a_truncated_log_is_found(population: ServiceHarness) -> None:
    for _ in range(3):
        await look_up(population, lookup_body())
    await allow_changes(population)
    await population.execute("DELETE FROM access_log WHERE sequence = 3")
    assert await faults(population) == "the lines after 2 are missing"


async def test_a_carefully_truncated_log_is_found_by_its_events(population: ServiceHarness) -> None:
    for _ in range(3):
        await look_up(population, lookup_body())
    await allow_changes(population)
    await population.execute("DELETE FROM access_log WHERE sequence = 3")
    await population.execute(
        "UPDATE access_log_tail SET (sequence, hash) = (SELECT sequence, hash FROM access_log WHERE sequence = 2)"
    )
    assert await faults(population) == (
        "0 lines without an event, 1 events without a line, 0 lines that differ from their event"
    )


async def test_a_forged_line_with_a_valid_hash_is_found_by_its_missing_event(
    population: ServiceHarness,
) -> None:
    await look_up(population, lookup_body())
    (row,) = await population.rows("SELECT hash, convert_from(content, 'UTF8') AS content, lookup_id FROM access_log")
    content = row.content.replace(str(row.lookup_id), "0199aaaa-0000-7000-8000-000000000001").encode()
    forged = link(row.hash, 2, content)
    await population.execute(
        "INSERT INTO access_log SELECT 2, '0199aaaa-0000-7000-8000-000000000001', personal_id, at, :content, hash,"
        " :forged FROM access_log",
        content=content,
        forged=forged,
    )
    await population.execute("UPDATE access_log_tail SET sequence = 2, hash = :forged", forged=forged)
    assert await faults(population) == (
        "1 lines without an event, 0 events without a line, 0 lines that differ from their event"
    )


async def test_a_rewritten_line_in_a_relinked_chain_is_found_by_its_event(population: ServiceHarness) -> None:
    """Whoever owns the database can rewrite a line and link all later lines again, but not the stream that was read."""
    for _ in range(3):
        await look_up(population, lookup_body())
    await allow_changes(population)
    rows = await population.rows("SELECT sequence, content, prevhash FROM access_log ORDER BY sequence")
    hash = rows[1].prevhash
    for row in rows[1:]:
        content = row.content.replace(b"cb-07", b"cb-99") if row.sequence == 2 else row.content
        prevhash, hash = hash, link(hash, row.sequence, content)
        await population.execute(
            "UPDATE access_log SET content = :content, prevhash = :prevhash, hash = :hash WHERE sequence = :sequence",
            content=content,
            prevhash=prevhash,
            hash=hash,
            sequence=row.sequence,
        )
    await population.execute("UPDATE access_log_tail SET hash = :hash", hash=hash)
    assert await faults(population) == (
        "0 lines without an event, 0 events without a line, 2 lines that differ from their event"
    )


async def test_each_line_has_a_salt_of_its_own(population: ServiceHarness) -> None:
    """An event publishes the hash of its line: only a random salt keeps readers from trying out what the line says."""
    for _ in range(3):
        await look_up(population, lookup_body())
    rows = await population.rows("SELECT convert_from(content, 'UTF8')::jsonb->>'salt' AS salt FROM access_log")
    assert len({row.salt for row in rows}) == 3
    assert {len(bytes.fromhex(row.salt)) for row in rows} == {16}


async def test_a_citizen_sees_who_accessed_when_for_which_procedure_and_under_which_decision(
    population: ServiceHarness,
) -> None:
    await look_up(population, lookup_body())
    await look_up(population, lookup_body(full_name="AIDO", officer_id="cb-08"))
    await look_up(population, lookup_body(procedure_code=FUTURE))
    await look_up(population, lookup_body(personal_id=ELDER.personal_id, full_name=ELDER.full_name, birth_date="1945"))
    response = await population.http.get("/v1/me/accesses", headers=population.bearer(subject=DAO.personal_id))
    items = response.json()["items"]
    assert [(item["state"], item["officer_id"]) for item in items] == [
        ("refused", "cb-07"),
        ("not_matched", "cb-08"),
        ("matched", "cb-07"),
    ]
    matched = items[-1]
    assert matched["decision"]["number"] == "12/QĐ-UBND"
    assert (matched["agency_code"], matched["procedure_code"]) == ("H60.01", "1.000101")
    assert matched["fields"] == ["personal_id", "full_name", "ethnic_group", "birth_date"]
    assert matched["requested_at"] == "2026-11-23T05:00:00Z"
    assert "request" not in matched
    assert response.headers["Cache-Control"] == "no-store"


async def test_accesses_are_paged_from_the_latest_without_a_gap(population: ServiceHarness) -> None:
    lookup_ids = [(await look_up(population, lookup_body())).json()["lookup_id"] for _ in range(5)]
    listed, after = [], None
    while True:
        page = (
            await population.http.get(
                "/v1/me/accesses",
                params={"limit": 2, **({"after": after} if after else {})},
                headers=population.bearer(subject=DAO.personal_id),
            )
        ).json()
        listed += [item["lookup_id"] for item in page["items"]]
        if (after := page["next"]) is None:
            break
    assert listed == lookup_ids[::-1]


def search_body(**changes: Any) -> dict[str, Any]:
    body = {"personal_id": DAO.personal_id, "officer_id": "cb-09", "reason": "Đơn khiếu nại 12/2026"}
    return body | changes


async def search(harness: ServiceHarness, **changes: Any) -> httpx.Response:
    headers = harness.bearer("population.accesses.read", subject="inspector-1")
    return await harness.http.post("/v1/accesses/search", json=search_body(**changes), headers=headers)


async def own_accesses(harness: ServiceHarness, personal_id: str = DAO.personal_id) -> list[dict[str, Any]]:
    response = await harness.http.get("/v1/me/accesses", headers=harness.bearer(subject=personal_id))
    assert response.status_code == 200, response.text
    return list(response.json()["items"])


async def test_only_an_officer_with_the_scope_reads_the_accesses_of_another(population: ServiceHarness) -> None:
    await look_up(population, lookup_body())
    for headers, status in (
        (population.bearer(subject=ELDER.personal_id), 403),
        (population.bearer("population.lookup"), 403),
        (population.bearer("population.accesses.read"), 200),
        ({}, 401),
    ):
        response = await population.http.post("/v1/accesses/search", json=search_body(), headers=headers)
        assert response.status_code == status
        assert status == 200 or DAO.personal_id not in response.text
    assert await own_accesses(population, ELDER.personal_id) == []
    no_citizen = await population.http.get("/v1/me/accesses", headers=population.bearer("population.accesses.read"))
    assert (no_citizen.status_code, no_citizen.json()["type"]) == (403, "urn:congbo:problem:caller-is-no-citizen")


async def test_a_citizen_sees_that_somebody_read_their_accesses_and_why(population: ServiceHarness) -> None:
    looked_up = (await look_up(population, lookup_body())).json()["lookup_id"]
    for _ in range(2):
        response = await search(population)
        assert response.headers["Cache-Control"] == "no-store"
    assert [item["lookup_id"] for item in response.json()["items"]][-1] == looked_up
    read = (await own_accesses(population))[0]
    assert (read["endpoint"], read["officer_id"], read["reason"], read["agency_code"]) == (
        "POST /v1/accesses/search",
        "cb-09",
        "Đơn khiếu nại 12/2026",
        "H60.01",
    )
    assert await faults(population) == ""
    event = (await population.emitted_events())[-1]
    assert isinstance(event, OversightRecorded)
    assert event.act == "accesses_read"


@pytest.mark.parametrize("wrong", [{"personal_id": "00819012345"}, {"reason": ""}, {"officer_id": None}])
async def test_a_malformed_search_is_refused_and_repeats_no_number(
    population: ServiceHarness, wrong: dict[str, Any]
) -> None:
    response = await search(population, **wrong)
    assert (response.status_code, response.json()["type"]) == (422, "urn:congbo:problem:malformed-request")
    assert "00819012345" not in response.text


async def test_who_represents_a_citizen_by_law_sees_their_accesses_too(population: ServiceHarness) -> None:
    represented = Relative(DAO.full_name, DAO.personal_id)
    ward = replace(ELDER, personal_id="008215000011", full_name="Triệu Thị Nhi", legal_representative=represented)
    async with population.runtime.engine.begin() as connection:
        await replace_residents(connection, [DAO, ELDER, ward])
    for resident in (DAO, ward, ELDER):
        await look_up(
            population,
            lookup_body(
                personal_id=resident.personal_id, full_name=resident.full_name, birth_date=str(resident.birth_date)
            ),
        )
    assert [item["personal_id"] for item in await own_accesses(population)] == [ward.personal_id, DAO.personal_id]
    assert [item["personal_id"] for item in await own_accesses(population, ward.personal_id)] == [ward.personal_id]


async def withhold(harness: ServiceHarness, lookup_id: str, until: str, *scopes: str) -> httpx.Response:
    body = {"until": until, "ground": "khoản 3 Điều 16", "officer_id": "cb-09"}
    headers = harness.bearer(*scopes or ("population.accesses.withhold",))
    return await harness.http.put(f"/v1/accesses/{lookup_id}/withholding", json=body, headers=headers)


async def test_a_withheld_access_is_hidden_from_the_citizen_until_its_day_and_from_nobody_else(
    population: ServiceHarness,
) -> None:
    hidden, shown = [(await look_up(population, lookup_body())).json()["lookup_id"] for _ in range(2)]
    assert (await withhold(population, hidden, "2026-12-24")).status_code == 200
    assert [item["lookup_id"] for item in await own_accesses(population)] == [shown]
    found = {item["lookup_id"]: item for item in (await search(population)).json()["items"]}
    assert (found[hidden]["withheld_until"], found[hidden]["withheld_ground"]) == ("2026-12-24", "khoản 3 Điều 16")
    assert (found[shown]["withheld_until"], found[shown]["withheld_ground"]) == (None, None)
    population.clock.moment = datetime(2026, 12, 23, 16, 59, tzinfo=UTC)
    assert hidden not in [item["lookup_id"] for item in await own_accesses(population)]
    population.clock.moment = datetime(2026, 12, 23, 17, 0, tzinfo=UTC)
    assert hidden in [item["lookup_id"] for item in await own_accesses(population)]
    assert await faults(population) == ""


async def test_each_change_of_a_withholding_is_a_line_that_the_citizen_does_not_see(
    population: ServiceHarness,
) -> None:
    lookup_id = (await look_up(population, lookup_body())).json()["lookup_id"]
    for until in ("2026-12-24", "2026-12-24", "2026-11-23"):
        assert (await withhold(population, lookup_id, until)).status_code == 200
    assert [item["lookup_id"] for item in await own_accesses(population)] == [lookup_id]
    rows = await population.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS line FROM access_log ORDER BY sequence"
    )
    assert [row.line["reason"] for row in rows] == [
        None,
        "until 2026-12-24: khoản 3 Điều 16",
        "until 2026-11-23: khoản 3 Điều 16",
    ]
    assert {row.line["request_id"] for row in rows[1:]} == {lookup_id}


async def test_an_access_is_withheld_with_its_own_scope_only_and_only_if_it_exists(population: ServiceHarness) -> None:
    lookup_id = (await look_up(population, lookup_body())).json()["lookup_id"]
    refused = await withhold(population, lookup_id, "2026-12-24", "population.accesses.read", "population.lookup")
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:congbo:problem:insufficient-scope")
    unknown = await withhold(population, "0199aaaa-0000-7000-8000-000000000001", "2026-12-24")
    assert (unknown.status_code, unknown.json()["type"]) == (404, "urn:congbo:problem:access-not-found")
    assert len(await own_accesses(population)) == 1


@pytest.fixture
def captured(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Captures all output of a process of the service, including the statements of the database driver."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    common.logging.configure("DEBUG", "population_lookup")
    yield capsys
    root.handlers, root.level = handlers, level


async def test_no_person_is_named_in_logs_events_metrics_or_problems(
    population: ServiceHarness, captured: pytest.CaptureFixture[str]
) -> None:
    responses = [
        await look_up(population, lookup_body(full_name=name, **changes))
        for name in ("Đặng Thị Mẩy", "DANGTHIMAY")
        for changes in (
            {},
            {"birth_date": "1991"},
            {"procedure_code": FUTURE},
            {"agency_code": "H60.02"},
            {"birth_date": "07031990"},
        )
    ]
    responses += [await search(population, **changes) for changes in ({}, {"personal_id": f"{DAO.personal_id}x"})]
    responses += [await population.http.get(f"/v1/citizens/{DAO.personal_id}")]
    await population.execute("ALTER TABLE access_log RENAME TO away")
    responses += [await look_up(population, lookup_body())]
    responses += [await population.http.get("/v1/me/accesses", headers=population.bearer(subject=DAO.personal_id))]
    statuses = [response.status_code for response in responses]
    assert statuses == [200, 200, 409, 403, 422] * 2 + [200, 422, 404, 500, 500]

    printed = captured.readouterr()
    events = await population.rows("SELECT payload, aggregateid FROM event_log")
    assert len(events) == 11
    assert "a request failed" in printed.err
    places = {
        "log": printed.err + printed.out,
        "events": "".join(row.payload.decode() + row.aggregateid for row in events),
        "metrics": generate_latest().decode(),
        "problems": "".join(response.text for response in responses if response.status_code >= 400),
    }
    for place, text in places.items():
        for secret in (DAO.personal_id, DAO.full_name, "DANGTHIMAY", "1990-03-07", "19900307", "cb-07"):
            assert secret not in text, f"{place} names {secret}"
