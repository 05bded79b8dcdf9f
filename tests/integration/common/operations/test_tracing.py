"""When traces are sent, and that tracing costs nothing where it is off."""

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
from tests.support.requirements import only_in_full_run
from tests.support.service_harness import service_harness

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def settings(**variables: Any) -> ServiceSettings:
    return ServiceSettings(database_url="postgresql://nobody@127.0.0.1/none", **variables)


@pytest.mark.parametrize(
    ("variables", "to"),
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
def test_traces_are_sent_where_the_standard_variables_name_a_collector(
    variables: dict[str, object], to: str | None
) -> None:
    assert settings(**variables).traces_endpoint == to


@pytest.mark.parametrize("unsupported", [{"otel_exporter_otlp_protocol": "grpc"}, {"otel_traces_exporter": "zipkin"}])
def test_an_unsupported_setting_is_refused(unsupported: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="otel"):
        settings(**unsupported)


async def test_without_an_exporter_there_is_no_tracing_middleware(postgres: Postgres, tmp_path: Path) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness, extra_api(harness.runtime) as api:
        layers = layers_of(api.app.outer_app)
        assert CacheMiddleware in layers
        assert TraceMiddleware not in layers


def layers_of(app: Any) -> set[type]:
    layers = set()
    while app is not None:
        layers |= set(type(app).__mro__)
        app = getattr(app, "app", None)
    return layers


PROGRAM = """
import sys, procedures.app, common.operations.api_command, common.tracing
procedures.app.service.api()
from common.settings import ServiceSettings
common.tracing.start(ServiceSettings(database_url="postgresql://nobody@127.0.0.1/none"), "procedures")
print(*[name for name in sys.modules if name.startswith(("opentelemetry.sdk", "opentelemetry.exporter", "requests"))])
"""


def test_without_an_exporter_the_sdk_is_not_even_imported() -> None:
    result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with run_collector() as collector:
        tracing.start(settings(otel_exporter_otlp_endpoint=collector.url), "procedures")
        try:
            yield collector
        finally:
            tracing.stop()


async def test_with_an_exporter_every_request_has_its_own_span(
    collector: Collector, postgres: Postgres, tmp_path: Path
) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness, extra_api(harness.runtime) as api:
        assert TraceMiddleware in layers_of(api.app.outer_app)
        assert (await api.http.get("/v1/procedures", headers={"traceparent": PARENT})).status_code == 200
        assert (await api.http.get("/v1/procedures", headers={"traceparent": "nonsense"})).status_code == 200
        assert (await api.http.request("FUZZ", "/v1/procedures")).status_code == 405
        await harness.execute("ALTER TABLE period RENAME TO away")
        assert (await api.http.get("/v1/procedures?limit=7")).status_code == 500
    tracing.stop()
    assert [(span.name, span.parent, span.failed) for span in collector.spans] == [
        ("GET /v1/procedures", PARENT[36:52], False),
        ("GET /v1/procedures", "", False),
        ("other /v1/procedures", "", False),
        ("GET /v1/procedures", "", True),
    ]


def test_spans_inside_a_step_are_its_children_and_later_ones_are_not(collector: Collector) -> None:
    token = traceparent.set(PARENT)
    with tracing.step("outer", {}) as outer:
        with pytest.raises(ValueError, match="not sent"), tracing.step("inner", {"congbo.events": 1}):
            raise ValueError("not sent")
        assert traceparent.get() == tracing.traceparent_of(outer)
    assert traceparent.get() == PARENT
    traceparent.reset(token)
    tracing.stop()
    inner, outer_span = collector.spans
    assert (inner.parent, inner.trace, inner.failed) == (outer_span.id, PARENT[3:35], True)
    assert (outer_span.parent, outer_span.failed) == (PARENT[36:52], False)
    assert b"not sent" not in b"".join(collector.bodies)


UNREACHABLE = """
import sys, time
from common import tracing
from common.settings import ServiceSettings

url = "postgresql://nobody@127.0.0.1/none"
tracing.start(ServiceSettings(database_url=url, otel_exporter_otlp_endpoint=sys.argv[1]), "procedures")
for _ in range(5_000):  # more than the queue holds
    with tracing.step("lost", {}):
        pass
started = time.monotonic()
print(started, flush=True)
tracing.stop()
assert time.monotonic() - started < tracing.FLUSH_TIMEOUT + 10
assert not tracing.is_on()
"""


@only_in_full_run("a process that starts cold")
def test_an_unreachable_collector_does_not_delay_the_exit() -> None:
    """Runs in a process of its own, with which the retrying thread of the SDK ends."""
    command = [sys.executable, "-c", UNREACHABLE, f"http://127.0.0.1:{free_port()}"]
    run = subprocess.run(command, check=True, timeout=120, stdout=subprocess.PIPE)
    assert time.monotonic() - float(run.stdout) < tracing.FLUSH_TIMEOUT + 10


def test_the_sdk_reads_its_other_settings_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK reads sampler, name and attributes."""
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
