"""One trace leads from the request that publishes a Decision to all its effects, as an OpenTelemetry collector receives
it, over both carriers."""

import secrets
import time
from dataclasses import dataclass

import httpx
import pytest

from population_lookup.register.domain.name_keys import name_key
from suite.stack import Stack
from tests.support.api_client import Official
from tests.support.collector import CollectedSpan, Collector
from tests.support.output_capture import leaks

SERVER, PRODUCER, CONSUMER = 2, 4, 5
ATTRIBUTES = {
    "http.request.method",
    "http.response.status_code",
    "http.route",
    "congbo.events",
    "congbo.first",
    "congbo.last",
    "congbo.shard",
}
PUBLISH = "POST /v1/decisions/{id}/publish"


@dataclass
class TracedStack:
    stack: Stack
    collector: Collector
    official: Official


@pytest.fixture
def traced(stack: Stack, collector: Collector, official: Official) -> TracedStack:
    return TracedStack(stack, collector, official)


def new_trace() -> tuple[str, str, str]:
    """The id of a trace, the id of the caller's span, and the header that states both."""
    trace, span = secrets.token_hex(16), secrets.token_hex(8)
    return trace, span, f"00-{trace}-{span}-01"


def publish(traced: TracedStack, body: dict[str, object], traceparent: str) -> str:
    """Publishes a Decision; only the last step carries the trace. Returns the position."""
    official = traced.official
    path = f"/v1/decisions/{official.ok('procedures', 'POST', '/v1/decisions', json=body).body['id']}"
    for step in ("submit", "approve", "sign"):
        official.ok("procedures", "POST", f"{path}/{step}")
    headers = {"Authorization": f"Bearer {official.step_tokens['publish']}", "traceparent": traceparent}
    response = httpx.post(f"{traced.stack.urls['procedures']}{path}/publish", headers=headers, timeout=30)
    assert response.is_success, response.text
    return response.headers["Event-Position"]


def test_one_trace_goes_from_the_request_through_the_log_and_the_carrier_to_every_consumer(traced: TracedStack) -> None:
    official, code = traced.official, traced.official.code(1)
    introduced = official.introduce(code, -1, "full_name").position
    official.register(code, -1, introduced)
    trace, caller, header = new_trace()
    body = official.body({"kind": "repeal", "procedure_code": code, "effective_on": official.day(0)})
    position = publish(traced, body, header)
    assert official.look_up(code, position).status_code == 409

    steps = {
        ("procedures", PUBLISH),
        ("procedures", "record procedures"),
        ("online_services", "apply procedures"),
        ("online_services", "record online_services"),
        ("population_lookup", "apply procedures"),
        ("reporting", "apply procedures"),
        ("reporting", "apply online_services"),
    }
    if traced.stack.bus == "kafka":
        steps |= {("procedures", "relay procedures"), ("online_services", "relay online_services")}
    traced.collector.wait_until(lambda: set(traced.collector.of_trace(trace)) >= steps)
    by_step = traced.collector.of_trace(trace)
    assert set(by_step) == steps
    assert {step: len(spans) for step, spans in by_step.items() if len(spans) != 1} == {}
    span = {step: spans[0] for step, spans in by_step.items()}
    request, recorded = span["procedures", PUBLISH], span["procedures", "record procedures"]
    withdrawn = span["online_services", "record online_services"]
    assert (request.parent, request.kind, request.attributes["http.response.status_code"]) == (caller, SERVER, 200)
    assert recorded.parent == request.id
    for service in ("online_services", "population_lookup", "reporting"):
        applied = span[service, "apply procedures"]
        assert (applied.parent, applied.kind) == (recorded.id, CONSUMER)
        assert applied.attributes["congbo.events"] == recorded.attributes["congbo.events"] == 2
        assert f"procedures/0:{applied.attributes['congbo.last']}" == position
    assert withdrawn.parent == span["online_services", "apply procedures"].id
    assert span["reporting", "apply online_services"].parent == withdrawn.id
    if traced.stack.bus == "kafka":
        relayed = span["procedures", "relay procedures"]
        assert (relayed.parent, relayed.kind) == (recorded.id, PRODUCER)
    assert not any(applied.failed for applied in span.values())


def test_a_request_without_a_trace_begins_one_and_a_cached_response_is_named_by_its_route(traced: TracedStack) -> None:
    code = traced.official.code(2)
    traced.official.introduce(code, -1)
    before = len(traced.collector.spans)
    assert httpx.get(f"{traced.stack.urls['procedures']}/v1/procedures/{code}").status_code == 200

    def cached() -> list[CollectedSpan]:
        return [span for span in traced.collector.spans[before:] if span.name == "GET /v1/procedures/{code}"]

    traced.collector.wait_until(lambda: bool(cached()))
    assert [(span.service, span.parent, span.attributes["http.response.status_code"]) for span in cached()] == [
        ("procedures", "", 200)
    ]


def test_a_trace_that_its_caller_does_not_record_is_not_exported(traced: TracedStack) -> None:
    trace, _, header = new_trace()
    code = traced.official.code(3)
    body = traced.official.body(traced.official.version_of("introduce", code, -1, ()))
    position = publish(traced, body, f"{header[:-2]}00")
    assert traced.official.look_up(code, position).status_code in (403, 409)
    time.sleep(1)
    assert traced.collector.of_trace(trace) == {}


def test_no_span_contains_a_person_or_the_url_of_a_request(traced: TracedStack) -> None:
    official, person, code = traced.official, traced.official.resident, traced.official.code(4)
    position = official.introduce(code, -1, "full_name").position
    trace, _, header = new_trace()
    base, headers = (
        traced.stack.urls["population_lookup"],
        {"Authorization": official.http.headers["Authorization"], "traceparent": header},
    )
    assert official.look_up(code, position).status_code == 200
    path = f"/v1/citizens/{person.personal_id}/accesses"
    for url in (path, f"{path}?limit={person.full_name}", f"/v1/{person.personal_id}", f"{path}?limit=none"):
        assert httpx.get(base + url, headers=headers).status_code in (403, 404, 422)
    search = {"q": person.full_name, "level": person.personal_id}
    httpx.get(f"{traced.stack.urls['procedures']}/v1/search", params=search, headers=headers)
    traced.collector.wait_until(lambda: sum(map(len, traced.collector.of_trace(trace).values())) >= 5)
    hidden = {
        "the number": person.personal_id,
        "the name": person.full_name,
        "the plain name": name_key(person.full_name),
        "the birth date": person.birth_date,
        "the token": headers["Authorization"][7:],
    }
    bodies = {
        f"export {number}": body.decode("utf-8", "replace") for number, body in enumerate(traced.collector.bodies)
    }
    assert leaks(bodies, hidden) == []
    assert {key for span in traced.collector.spans for key in span.attributes} <= ATTRIBUTES
    assert {span.name.partition(" ")[0] for span in traced.collector.spans} <= {
        "GET",
        "POST",
        "record",
        "relay",
        "apply",
    }
    assert traced.collector.paths == {"/v1/traces"}


def test_requests_of_monitoring_and_followers_are_not_traced(traced: TracedStack) -> None:
    for path in ("/healthz/live", "/healthz/ready", "/metrics", "/v1/events", "/v1/events/head"):
        assert httpx.get(f"{traced.stack.urls['procedures']}{path}").status_code == 200
    time.sleep(1)
    routes = {span.attributes.get("http.route", "") for span in traced.collector.spans}
    assert not {route for route in routes if route.startswith(("/healthz", "/metrics", "/v1/events"))}
