"""The access log in the database: append-only, verified, shown to the citizen, and the only place that identifies a
person."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from sqlalchemy.exc import DBAPIError

import common.logging
from common.eventlog.findings import Finding
from population_lookup.access_log.domain.access_log import link
from population_lookup.access_log.queries.access_log_faults import verify_access_log
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
    own = population.bearer(subject=DAO.personal_id)
    response = await population.http.get(f"/v1/citizens/{DAO.personal_id}/accesses", headers=own)
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
                f"/v1/citizens/{DAO.personal_id}/accesses",
                params={"limit": 2, **({"after": after} if after else {})},
                headers=population.bearer("population.accesses.read"),
            )
        ).json()
        listed += [item["lookup_id"] for item in page["items"]]
        if (after := page["next"]) is None:
            break
    assert listed == lookup_ids[::-1]


async def test_the_accesses_of_another_citizen_are_refused(population: ServiceHarness) -> None:
    await look_up(population, lookup_body())
    for headers, status in (
        (population.bearer(subject=ELDER.personal_id), 403),
        (population.bearer("population.lookup"), 403),
        (population.bearer("population.accesses.read"), 200),
        ({}, 401),
    ):
        response = await population.http.get(f"/v1/citizens/{DAO.personal_id}/accesses", headers=headers)
        assert response.status_code == status
        assert status == 200 or DAO.personal_id not in response.text


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
    path = f"/v1/citizens/{DAO.personal_id}/accesses"
    responses += [await population.http.get(path, headers=population.bearer("events.read"))]
    responses += [await population.http.get(f"{path}/all")]
    await population.execute("ALTER TABLE access_log RENAME TO away")
    responses += [await look_up(population, lookup_body())]
    responses += [await population.http.get(path, headers=population.bearer("population.accesses.read"))]
    assert [response.status_code for response in responses] == [200, 200, 409, 403, 422] * 2 + [403, 404, 500, 500]

    printed = captured.readouterr()
    events = await population.rows("SELECT payload, aggregateid FROM event_log")
    assert len(events) == 8
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
