"""Another system is asked whether it answers: at an address that was checked, within seconds, and nowhere else."""

import pytest

from common.delivery.address_resolution import address_in
from common.delivery.addresses import networks_in
from common.delivery.health_client import HealthClient
from tests.support.responding_system import responding_system

LOOPBACK = networks_in("127.0.0.0/8")


@pytest.mark.parametrize(("status", "error"), [(200, None), (204, None), (500, "it responded with 500")])
async def test_the_status_of_the_response_is_the_result(status: int, error: str | None) -> None:
    async with (
        responding_system(f"HTTP/1.1 {status} Status", "Content-Length: 0", "") as (port, received),
        HealthClient(180, address_in(LOOPBACK)) as client,
    ):
        health = await client.get(f"http://localhost:{port}/health")
    assert (health.status, health.error) == (status, error)
    assert received == [b"GET /health HTTP/1.1\r\n"]


async def test_a_redirect_is_not_followed() -> None:
    async with responding_system("HTTP/1.1 200 OK", "Content-Length: 0", "") as (inside, received_inside):
        location = f"Location: http://127.0.0.1:{inside}/secret"
        async with (
            responding_system("HTTP/1.1 302 Found", location, "Content-Length: 0", "") as (port, _),
            HealthClient(180, address_in(LOOPBACK)) as client,
        ):
            health = await client.get(f"http://127.0.0.1:{port}/")
    assert (health.status, health.error) == (302, "it responded with 302")
    assert received_inside == []


@pytest.mark.parametrize("networks", ["", "10.0.0.0/8", "::1/128"])
async def test_only_public_addresses_and_allowed_networks_get_a_request(networks: str) -> None:
    async with (
        responding_system("HTTP/1.1 200 OK", "Content-Length: 0", "") as (port, received),
        HealthClient(180, address_in(networks_in(networks))) as client,
    ):
        for host in ("127.0.0.1", "[::ffff:127.0.0.1]"):
            health = await client.get(f"http://{host}:{port}/")
            assert health.status is None
            assert "NotPublic" in (health.error or "")
    assert received == []


async def test_a_response_that_does_not_come_ends_the_request() -> None:
    async with (
        responding_system("HTTP/1.1 200 OK", "X-Slow: 1", ends=False) as (port, received),
        HealthClient(0.2, address_in(LOOPBACK)) as client,
    ):
        health = await client.get(f"http://127.0.0.1:{port}/")
    assert (health.status, health.error) == (None, "no response within 0.2 s")
    assert len(received) == 1


async def test_what_refuses_the_connection_is_an_error() -> None:
    async with responding_system() as (port, _):
        pass
    async with HealthClient(180, address_in(LOOPBACK)) as client:
        health = await client.get(f"http://127.0.0.1:{port}/")
    assert health.status is None
    assert "ConnectError" in (health.error or "")


def test_a_list_of_networks_names_networks() -> None:
    assert [str(network) for network in networks_in(" 10.20.0.0/16, fd00::/8,")] == ["10.20.0.0/16", "fd00::/8"]
    for text in ("10.20.0.1/16", "platform.example", "10.0.0.0/33"):
        with pytest.raises(ValueError, match=text.partition("/")[0]):
            networks_in(text)
