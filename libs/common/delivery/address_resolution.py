"""At which network address a host is reached. The answer is what is connected to, so that a name cannot mean another a
moment later."""

import asyncio
import socket

from common.delivery.addresses import is_public


class NotPublic(OSError):
    """Any of the addresses that a name has is not public."""


async def public_address(host: str, port: int) -> str:
    """Raises `NotPublic`, also where only one of several addresses is not; `OSError` where the name has none."""
    found = await addresses_of(host, port)
    for address in found:
        if not is_public(address):
            raise NotPublic(f"{host} is at {address}, which is not a public address")
    return found[0]


async def any_address(host: str, port: int) -> str:
    return (await addresses_of(host, port))[0]


async def addresses_of(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]
