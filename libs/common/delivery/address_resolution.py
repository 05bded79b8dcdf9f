"""Resolves the network address of a host. The connection is made to the resolved address, so that the name cannot
resolve to another one a moment later."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable

from common.delivery.addresses import Network, is_in, is_public


class NotPublic(OSError):
    """At least one of the addresses of a name is not public."""


async def public_address(host: str, port: int) -> str:
    """Raises `NotPublic`, also if only one of several addresses is not public; `OSError` if the name has none."""
    addresses = await addresses_of(host, port)
    for address in addresses:
        if not is_public(address):
            raise NotPublic(f"{host} is at {address}, which is not a public address")
    return addresses[0]


def address_in(networks: Iterable[Network]) -> Callable[[str, int], Awaitable[str]]:
    """Resolves like `public_address`, and lets the addresses of these networks through too. The function raises
    `NotPublic` where one of several addresses is neither."""
    allowed = tuple(networks)

    async def resolve(host: str, port: int) -> str:
        addresses = await addresses_of(host, port)
        for address in addresses:
            if not is_public(address) and not is_in(address, allowed):
                raise NotPublic(f"{host} is at {address}, which is neither public nor in an allowed network")
        return addresses[0]

    return resolve


async def any_address(host: str, port: int) -> str:
    return (await addresses_of(host, port))[0]


async def addresses_of(host: str, port: int) -> list[str]:
    addresses = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in addresses]
