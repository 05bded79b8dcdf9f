"""When traces are made, and what it costs when they are not."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import tracing
from common.eventlog.log import traceparent
from common.http.cache.middleware import CacheMiddleware
from common.http.trace_middleware import TraceMiddleware
from common.settings import ServiceSettings
from suite.folders_and_ports import free_port
from tests.support.collector import Collector, run_collector
from tests.support.extra_apis import extra_api
from tests.support.postgres import Postgres
from tests.support.service_harness import service_harness

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def settings(**given: Any) -> ServiceSettings:
    return ServiceSettings(database_url="postgresql://nobody@127.0.0.1/none", **given)


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ({}, None),
        ({"otel_exporter_otlp_endpoint": ""}, None),
        (
            {"otel_exporter_otlp_endpoint": "http://c", "otel_sdk_disabled": "", "otel_traces_exporter": ""},
            "http://c/v1/traces",
        ),
        ({"otel_exporter_otlp_endpoint": "http://c:4318"}, "http://c:4318/v1/traces"),
        ({"otel_exporter_otlp_endpoint": "http://c:4318/"}, "http://c:4318/v1/traces"),
        ({"otel_exporter_otlp_endpoint": "http://c", "otel_exporter_otlp_traces_endpoint": "http://d/x"}, "http://d/x"),
        ({"otel_exporter_otlp_endpoint": "http://c", "otel_sdk_disabled": True}, None),
        ({"otel_exporter_otlp_endpoint": "http://c", "otel_traces_exporter": "none"}, None),
    ],
)
def test_traces_go_where_the_standard_variables_say(given: dict[str, object], to: str | None) -> None:
    assert settings(**given).traces_endpoint == to


@pytest.mark.parametrize("wrong", [{"otel_exporter_otlp_protocol": "grpc"}, {"otel_traces_exporter": "zipkin"}])
def test_what_cannot_be_done_is_refused_and_not_passed_over(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="otel"):
        settings(**wrong)


async def test_without_an_exporter_a_request_meets_nothing_of_it(postgres: Postgres, tmp_path: Path) -> None:
    """The response cache is the outermost layer, as it was before there were traces."""
    async with service_harness(postgres, "procedures", tmp_path) as harness, extra_api(harness.runtime) as plain:
        assert isinstance(plain.app.outer_app, CacheMiddleware)


PROGRAM = """
import sys, procedures.app, common.operations.api_command, common.tracing
procedures.app.service.api()
from common.settings import ServiceSettings
common.tracing.start(ServiceSettings(database_url="postgresql://nobody@127.0.0.1/none"), "procedures")
print(*[name for name in sys.modules if name.startswith(("opentelemetry.sdk", "opentelemetry.exporter", "requests"))])
"""


def test_without_an_exporter_the_sdk_is_not_even_imported() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.fixture
def on() -> Iterator[Collector]:
    with run_collector() as collector:
        tracing.start(settings(otel_exporter_otlp_endpoint=collector.url), "procedures")
        try:
            yield collector
        finally:
            tracing.stop()


async def test_with_one_every_request_goes_on_under_its_own_span(
    on: Collector, postgres: Postgres, tmp_path: Path
) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness, extra_api(harness.runtime) as plain:
        assert isinstance(plain.app.outer_app, TraceMiddleware)
        assert (await plain.http.get("/v1/procedures", headers={"traceparent": PARENT})).status_code == 200
        assert (await plain.http.get("/v1/procedures", headers={"traceparent": "nonsense"})).status_code == 200
        assert (await plain.http.request("FUZZ", "/v1/procedures")).status_code == 405
        await harness.execute("ALTER TABLE period RENAME TO away")
        assert (await plain.http.get("/v1/procedures?limit=7")).status_code == 500
    tracing.stop()
    assert [(span.name, span.parent, span.failed) for span in on.spans] == [
        ("GET /v1/procedures", PARENT[36:52], False),
        ("GET /v1/procedures", "", False),
        ("other /v1/procedures", "", False),
        ("GET /v1/procedures", "", True),
    ]


def test_what_is_done_inside_a_step_goes_on_under_it_and_what_comes_after_does_not(on: Collector) -> None:
    token = traceparent.set(PARENT)
    with tracing.step("outer", {}) as outer:
        with pytest.raises(ValueError, match="not told"), tracing.step("inner", {"congbo.events": 1}):
            raise ValueError("not told")
        assert traceparent.get() == tracing.traceparent_of(outer)
    assert traceparent.get() == PARENT
    traceparent.reset(token)
    tracing.stop()
    inner, outer_told = on.spans
    assert (inner.parent, inner.trace, inner.failed) == (outer_told.id, PARENT[3:35], True)
    assert (outer_told.parent, outer_told.failed) == (PARENT[36:52], False)
    assert b"not told" not in b"".join(on.bodies)


UNREACHABLE = """
import sys, time
from common import tracing
from common.settings import ServiceSettings

url = "postgresql://nobody@127.0.0.1/none"
tracing.start(ServiceSettings(database_url=url, otel_exporter_otlp_endpoint=sys.argv[1]), "procedures")
for _ in range(5_000):  # more than are kept
    with tracing.step("lost", {}):
        pass
began = time.monotonic()
tracing.stop()
assert time.monotonic() - began < tracing.FLUSH_TIMEOUT + 1
assert not tracing.is_on()
"""


def test_a_collector_that_is_gone_holds_nobody_up() -> None:
    """In a process of its own: the SDK's thread tries again for a while, and ends with it."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", UNREACHABLE, f"http://127.0.0.1:{free_port()}"], check=True, timeout=30)
    assert time.monotonic() - began < tracing.FLUSH_TIMEOUT + 10


def test_the_environment_says_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sampler, name and attributes are the SDK's to read."""
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    with run_collector() as collector:
        tracing.start(settings(otel_exporter_otlp_endpoint=collector.url), "procedures")
        with tracing.step("unseen", {}):
            pass
        tracing.stop()
        assert collector.spans == []
        monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_on")
        monkeypatch.setenv("OTEL_SERVICE_NAME", "procedures-of-h60")
        tracing.start(settings(otel_exporter_otlp_endpoint=collector.url), "procedures")
        with tracing.step("seen", {}):
            pass
        tracing.stop()
        assert [(span.service, span.name) for span in collector.spans] == [("procedures-of-h60", "seen")]
