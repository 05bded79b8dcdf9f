"""Resolves the network address of a host. The connection is made to the resolved address, so that the name cannot
resolve to another one a moment later."""

import asyncio
import socket
from collections.abc import Iterable

from common.delivery.addresses import Network, is_in, is_public
from common.delivery.stated_urls import ResolveAddress


class NotPublic(OSError):
    """At least one of the addresses of a name is not public."""


def address_in(networks: Iterable[Network]) -> ResolveAddress:
    """Lets public addresses through, and those of these networks. The function raises `NotPublic`, also if only one of
    several addresses is neither; `OSError` if the name has none."""
    allowed = tuple(networks)
    others = "neither public nor in an allowed network" if allowed else "not a public address"

    async def resolve(host: str, port: int) -> str:
        addresses = await addresses_of(host, port)
        for address in addresses:
            if not is_public(address) and not is_in(address, allowed):
                raise NotPublic(f"{host} is at {address}, which is {others}")
        return addresses[0]

    return resolve


public_address = address_in(())


async def any_address(host: str, port: int) -> str:
    return (await addresses_of(host, port))[0]


async def addresses_of(host: str, port: int) -> list[str]:
    addresses = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in addresses]
