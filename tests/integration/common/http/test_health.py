"""Whether a process lives, whether it may be asked, and what it measures."""

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from common.consumer.positions import resume, stop
from common.database.connections import create_engine
from common.metrics import registry
from tests.support.extra_apis import door, door_without_database
from tests.support.postgres import Postgres
from tests.support.service_harness import Room, room

SERVICES = ("procedures", "online_services", "population_lookup", "reporting")


async def wrong(at: Room) -> list[dict[str, str]]:
    answer = await at.http.get("/healthz/ready")
    said = answer.json()
    assert (answer.status_code, said["status"]) == ((503, "not ready") if said["wrong"] else (200, "ready"))
    return list(said["wrong"])


@pytest.mark.parametrize("name", SERVICES)
async def test_a_sound_service_lives_and_may_be_asked_without_a_token(name: str, postgres: Postgres, tmp_path: Path) -> None:
    async with room(postgres, name, tmp_path) as at:
        live = await at.http.get("/healthz/live")
        assert (live.status_code, live.json()) == (200, {"status": "alive"})
        assert await wrong(at) == []


async def test_a_schema_that_is_not_at_its_head_is_not_ready(postgres: Postgres, tmp_path: Path) -> None:
    async with room(postgres, "procedures", tmp_path) as at:
        (row,) = await at.rows("SELECT version_num FROM alembic_version")
        await at.execute("UPDATE alembic_version SET version_num = '0000'")
        assert [one["what"] for one in await wrong(at)] == ["schema"]
        await at.execute("INSERT INTO alembic_version VALUES (:head)", head=row.version_num)
        assert [one["what"] for one in await wrong(at)] == ["schema"]
        await at.execute("DELETE FROM alembic_version WHERE version_num = '0000'")
        assert await wrong(at) == []
        assert (await at.http.get("/healthz/live")).status_code == 200


async def test_a_database_without_any_schema_is_not_ready(postgres: Postgres, tmp_path: Path) -> None:
    async with room(postgres, "online_services", tmp_path) as at:
        url = await postgres.create_database()
        engine = create_engine(url)
        async with door(at.runtime, engine, database_url=url) as empty:
            answer = await empty.http.get("/healthz/ready")
            assert (answer.status_code, [one["what"] for one in answer.json()["wrong"]]) == (503, ["schema"])
        await engine.dispose()


async def test_a_database_that_is_away_is_said_and_does_not_make_the_process_look_dead(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with room(postgres, "online_services", tmp_path) as at, door_without_database(at.runtime) as away:
        answer = await away.http.get("/healthz/ready")
        assert (answer.status_code, [one["what"] for one in answer.json()["wrong"]]) == (503, ["database"])
        assert (await away.http.get("/healthz/live")).status_code == 200
        assert (await away.http.get("/metrics")).status_code == 200


async def test_a_database_that_records_nothing_refuses_writes_and_degrades_readiness_while_reads_go_on(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with room(postgres, "procedures", tmp_path) as at:
        database = at.runtime.engine.url.database
        await at.execute(f'ALTER DATABASE "{database}" SET default_transaction_read_only = on')
        await at.runtime.engine.dispose()
        headers = {**at.bearer("catalogue.write"), "Idempotency-Key": "field-1"}
        body = {"fields": [{"code": "G15-TP110", "name": "Hộ tịch"}]}
        refused = await at.http.post("/v1/fields", json=body, headers=headers)
        assert refused.status_code == 503, refused.text
        assert refused.json()["type"] == "urn:congbo:problem:database-not-writable"
        assert refused.headers["Retry-After"] == "1"
        assert (await at.http.get("/v1/procedures")).status_code == 200
        ready = await at.http.get("/healthz/ready")
        assert ready.status_code == 200
        assert ready.json()["degraded"] == [{"what": "writes", "detail": "the database is read-only"}]


async def test_each_stopped_stream_is_named_with_its_cause_until_it_goes_on(postgres: Postgres, tmp_path: Path) -> None:
    async with room(postgres, "reporting", tmp_path) as at:
        async with at.runtime.engine.begin() as connection:
            await stop(connection, "procedures", 0, "the hash does not fit")
            await stop(connection, "online_services", 3, "a handler refused")
        assert await wrong(at) == [
            {"what": "stream", "stream": "online_services/3", "detail": "a handler refused"},
            {"what": "stream", "stream": "procedures/0", "detail": "the hash does not fit"},
        ]
        async with at.runtime.engine.begin() as connection:
            await resume(connection, "online_services", 3)
        assert [one["stream"] for one in await wrong(at)] == ["procedures/0"]
        async with at.runtime.engine.begin() as connection:
            await resume(connection, "procedures", 0)
        assert await wrong(at) == []


async def test_all_metrics_of_the_suite_are_exposed_with_what_they_mean(postgres: Postgres, tmp_path: Path) -> None:
    async with room(postgres, "procedures", tmp_path) as at:
        assert (await at.http.get("/v1/procedures")).status_code == 200
        answer = await at.http.get("/metrics")
    exposed = {family.name: family for family in text_string_to_metric_families(answer.text)}
    declared = {metric.name for metric in registry.collect()}
    assert len(declared) > 8
    assert declared <= set(exposed)
    assert all(family.documentation for family in exposed.values())
    assert all(name.startswith("congbo_") for name in exposed)


async def test_a_request_is_measured_by_method_route_and_status(postgres: Postgres, tmp_path: Path) -> None:
    labels = {"method": "GET", "route": "/v1/procedures/{code}", "status": "404"}

    def counted() -> float:
        return registry.get_sample_value("congbo_http_request_duration_seconds_count", labels) or 0.0

    async with room(postgres, "procedures", tmp_path) as at:
        before = counted()
        for code in ("1.000101", "1.000102"):
            assert (await at.http.get(f"/v1/procedures/{code}")).status_code == 404
        assert counted() == before + 2
