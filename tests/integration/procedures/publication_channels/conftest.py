"""The channels of these tests are on the loopback interface, which an installation must allow."""

import pytest


@pytest.fixture(autouse=True)
def private_addresses_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANNEL_ALLOW_PRIVATE_ADDRESSES", "true")
