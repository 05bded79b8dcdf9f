"""Whether a process lives, whether it may be asked, and what it measures."""

from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Receive, Scope, Send

from common.consumer.positions import resume, stop
from common.database.connections import create_engine
from common.metrics import registry
from common.operations.serving import health_app
from tests.support.extra_apis import api_without_database, extra_api
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, client_of, service_harness

SERVICES = ("procedures", "online_services", "population_lookup", "reporting")


async def wrong(harness: ServiceHarness) -> list[dict[str, str]]:
    response = await harness.http.get("/healthz/ready")
    content = response.json()
    assert (response.status_code, content["status"]) == ((503, "not ready") if content["failures"] else (200, "ready"))
    return list(content["failures"])


@pytest.mark.parametrize("name", SERVICES)
async def test_a_healthy_service_is_alive_and_ready_without_a_token(
    name: str, postgres: Postgres, tmp_path: Path
) -> None:
    async with service_harness(postgres, name, tmp_path) as harness:
        live = await harness.http.get("/healthz/live")
        assert (live.status_code, live.json()) == (200, {"status": "alive"})
        assert await wrong(harness) == []


async def test_a_schema_that_is_not_at_its_head_is_not_ready(postgres: Postgres, tmp_path: Path) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness:
        (row,) = await harness.rows("SELECT version_num FROM alembic_version")
        await harness.execute("UPDATE alembic_version SET version_num = '0000'")
        assert [failure["component"] for failure in await wrong(harness)] == ["schema"]
        await harness.execute("INSERT INTO alembic_version VALUES (:head)", head=row.version_num)
        assert [failure["component"] for failure in await wrong(harness)] == ["schema"]
        await harness.execute("DELETE FROM alembic_version WHERE version_num = '0000'")
        assert await wrong(harness) == []
        assert (await harness.http.get("/healthz/live")).status_code == 200


async def test_a_database_without_any_schema_is_not_ready(postgres: Postgres, tmp_path: Path) -> None:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        url = await postgres.create_database()
        engine = create_engine(url)
        async with extra_api(harness.runtime, engine, database_url=url) as empty:
            response = await empty.http.get("/healthz/ready")
            assert (response.status_code, [failure["component"] for failure in response.json()["failures"]]) == (
                503,
                ["schema"],
            )
        await engine.dispose()


async def test_an_unreachable_database_is_reported_and_the_process_stays_alive(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with (
        service_harness(postgres, "online_services", tmp_path) as harness,
        api_without_database(harness.runtime) as away,
    ):
        response = await away.http.get("/healthz/ready")
        assert (response.status_code, [failure["component"] for failure in response.json()["failures"]]) == (
            503,
            ["database"],
        )
        assert (await away.http.get("/healthz/live")).status_code == 200
        assert (await away.http.get("/metrics")).status_code == 200


async def test_a_read_only_database_refuses_writes_and_degrades_readiness_while_reads_go_on(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness:
        database = harness.runtime.engine.url.database
        await harness.execute(f'ALTER DATABASE "{database}" SET default_transaction_read_only = on')
        await harness.runtime.engine.dispose()
        headers = {**harness.bearer("catalogue.write"), "Idempotency-Key": "field-1"}
        body = {"fields": [{"code": "G15-TP110", "name": "Hộ tịch"}]}
        refused = await harness.http.post("/v1/fields", json=body, headers=headers)
        assert refused.status_code == 503, refused.text
        assert refused.json()["type"] == "urn:congbo:problem:database-not-writable"
        assert refused.headers["Retry-After"] == "1"
        assert (await harness.http.get("/v1/procedures")).status_code == 200
        ready = await harness.http.get("/healthz/ready")
        assert ready.status_code == 200
        assert ready.json()["degraded"] == [{"component": "writes", "detail": "the database is read-only"}]


async def test_each_stopped_stream_is_named_with_its_cause_until_it_goes_on(postgres: Postgres, tmp_path: Path) -> None:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        async with harness.runtime.engine.begin() as connection:
            await stop(connection, "procedures", 0, "the hash does not match")
            await stop(connection, "online_services", 3, "a handler refused")
        assert await wrong(harness) == [
            {"component": "stream", "stream": "online_services/3", "detail": "a handler refused"},
            {"component": "stream", "stream": "procedures/0", "detail": "the hash does not match"},
        ]
        async with harness.runtime.engine.begin() as connection:
            await resume(connection, "online_services", 3)
        assert [failure["stream"] for failure in await wrong(harness)] == ["procedures/0"]
        async with harness.runtime.engine.begin() as connection:
            await resume(connection, "procedures", 0)
        assert await wrong(harness) == []


async def test_all_metrics_of_the_suite_are_exposed_with_their_descriptions(postgres: Postgres, tmp_path: Path) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness:
        assert (await harness.http.get("/v1/procedures")).status_code == 200
        response = await harness.http.get("/metrics")
    exposed = {family.name: family for family in text_string_to_metric_families(response.text)}
    declared = {metric.name for metric in registry.collect()}
    assert len(declared) > 8
    assert declared <= set(exposed)
    assert all(family.documentation for family in exposed.values())
    assert all(name.startswith("congbo_") for name in exposed)


async def test_a_request_is_measured_by_method_route_and_status(postgres: Postgres, tmp_path: Path) -> None:
    labels = {"method": "GET", "route": "/v1/procedures/{code}", "status": "404"}

    def requests_counted() -> float:
        return registry.get_sample_value("congbo_http_request_duration_seconds_count", labels) or 0.0

    async with service_harness(postgres, "procedures", tmp_path) as harness:
        before = requests_counted()
        for code in ("1.000101", "1.000102"):
            assert (await harness.http.get(f"/v1/procedures/{code}")).status_code == 404
        assert requests_counted() == before + 2


async def test_a_process_without_an_api_responds_to_head_and_gives_request_ids(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        app = health_app(harness.runtime)
        async with app.router.lifespan_context(app) as state:

            async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
                await app({**scope, "state": dict(state or {})}, receive, send)

            async with client_of(httpx.ASGITransport(with_state)) as http:
                for path in ("/healthz/live", "/healthz/ready", "/metrics"):
                    read = await http.get(path)
                    head = await http.head(path, headers={"Request-Id": "probe-0001"})
                    assert (read.status_code, head.status_code, head.content) == (200, 200, b""), path
                    assert (read.headers["Request-Id"], head.headers["Request-Id"]) == ("test-request", "probe-0001")
