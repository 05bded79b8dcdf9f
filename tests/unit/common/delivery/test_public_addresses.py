"""Which addresses are public."""

import pytest

from common.delivery.addresses import is_public, is_refused_literal


@pytest.mark.parametrize(
    "address", ["203.0.114.1", "8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",  # noqa: S104  # nothing is bound to it
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "fec0::1",
        "3fff::1",
        "5f00::1",
        "::808:808",
        "64:ff9b:1::808:808",
        "192.0.0.9",
        "192.0.0.170",
        "::ffff:192.0.0.9",
    ],
)
def test_an_internal_address_is_not_public_also_when_another_embeds_it(address: str) -> None:
    assert not is_public(address)


def test_a_host_name_is_no_address_literal() -> None:
    assert not is_refused_literal("registry.example")
    assert is_refused_literal("[::1]")
