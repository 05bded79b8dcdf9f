"""Which requests of the client are repeated, when, and with which key."""

import httpx
import pytest

from congbo_client import NO_RETRIES, ConnectionFailed, Retries, ServiceFailed, TooManyRequests
from congbo_client.requests import Request
from tests.support.client_server import ClientServer, unavailable

ID = "0198c7a0-5d1f-7c3e-9a53-2f6f3b1f9d10"
LOST = httpx.ConnectError("refused")


def done() -> httpx.Response:
    return httpx.Response(200, json={})


def test_a_read_is_repeated_with_growing_waits() -> None:
    server = ClientServer(LOST, unavailable(), httpx.ReadTimeout("late"), done())
    server.client().get_decision(ID)
    assert server.waits == [0.2, 0.4, 0.8]


def test_a_wait_is_drawn_between_nothing_and_the_backoff() -> None:
    ranges: list[tuple[float, float]] = []
    draw = Retries(longest_wait=0.3, between=lambda start, end: ranges.append((start, end)) or end)  # type: ignore[func-returns-value]
    server = ClientServer(unavailable(), unavailable(), done())
    server.client(retries=draw).get_decision(ID)
    assert ranges == [(0, 0.2), (0, 0.3)]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(status: int) -> None:
    server = ClientServer(httpx.Response(status, headers={"Retry-After": "7"}, json={}), done())
    server.client().get_decision(ID)
    assert server.waits == [pytest.approx(7.2)]


@pytest.mark.parametrize(("stated", "seconds"), [("90", 90.0), ("soon", None), (None, None)])
def test_a_refusal_states_the_seconds_after_which_to_try_again(stated: str | None, seconds: float | None) -> None:
    headers = {} if stated is None else {"Retry-After": stated}
    server = ClientServer(httpx.Response(429, headers=headers, json={}))
    with pytest.raises(TooManyRequests) as raised:
        server.client(retries=NO_RETRIES).get_decision(ID)
    assert raised.value.retry_after == seconds


def test_retry_after_as_a_date_counts_from_the_date_of_the_response() -> None:
    dates = {"Retry_After": "Mon, 23 Nov 2026 05:00:09 GMT", "Date": "Mon, 23 Nov 2026 05:00:00 GMT"}
    server = ClientServer(unavailable(**dates), done())
    server.client().get_decision(ID)
    assert server.waits == [pytest.approx(9.2)]


@pytest.mark.parametrize("stated", ["soon", "-3", "", "²"])
def test_a_retry_after_that_is_neither_number_nor_date_counts_as_none(stated: str) -> None:
    server = ClientServer(httpx.Response(503, headers=[(b"Retry-After", stated.encode())], json={}), done())
    server.client().get_decision(ID)
    assert server.waits == [0.2]


def test_a_service_that_demands_a_longer_wait_than_allowed_is_not_called_again() -> None:
    server = ClientServer(httpx.Response(429, headers={"Retry-After": "31"}, json={}))
    with pytest.raises(TooManyRequests) as raised:
        server.client().get_decision(ID)
    assert (server.waits, raised.value.headers["Retry-After"]) == ([], "31")


def test_the_number_of_attempts_is_bounded() -> None:
    server = ClientServer(*(unavailable() for _ in range(9)))
    with pytest.raises(ServiceFailed):
        server.client().get_decision(ID)
    assert len(server.requests) == 5


@pytest.mark.parametrize("status", [400, 404, 409, 412, 422, 500, 502])
def test_other_refusals_are_not_repeated(status: int) -> None:
    server = ClientServer(httpx.Response(status, json={"type": "urn:congbo:problem:x"}))
    with pytest.raises(Exception, match=str(status)):
        server.client().publish_decision(ID)
    assert server.waits == []


def test_all_attempts_of_one_call_have_one_idempotency_key_and_each_call_its_own() -> None:
    server = ClientServer(LOST, unavailable(), done(), done())
    client = server.client()
    client.publish_decision(ID)
    client.publish_decision(ID)
    first, second, third, other = server.headers("Idempotency-Key")
    assert first
    assert first == second == third != other
    assert other


def test_a_key_of_the_caller_is_sent_and_is_named_when_the_connection_fails() -> None:
    server = ClientServer(*[LOST] * 5)
    with pytest.raises(ConnectionFailed) as raised:
        server.client().publish_decision(ID, idempotency_key="mine")
    assert {*server.headers("Idempotency-Key"), raised.value.idempotency_key} == {"mine"}


def test_a_post_without_a_key_is_sent_once() -> None:
    """No operation is one today."""
    server = ClientServer(LOST)
    with pytest.raises(ConnectionFailed):
        server.client().send(Request("POST", "/v1/decisions"))
    assert (len(server.requests), server.waits) == (1, [])


def test_a_token_that_is_a_function_is_renewed_for_each_attempt() -> None:
    tokens = iter("ab")
    server = ClientServer(unavailable(), done())
    server.client(token=lambda: next(tokens)).get_decision(ID)
    assert server.headers("Authorization") == ["Bearer a", "Bearer b"]


async def test_an_asynchronous_client_repeats_alike() -> None:
    server = ClientServer(LOST, unavailable(Retry_After="7"), done())
    await server.async_client().publish_decision(ID)
    assert server.waits == [0.2, pytest.approx(7.4)]
    assert len({*server.headers("Idempotency-Key")}) == 1
