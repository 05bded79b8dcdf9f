"""Which network addresses a push may be sent to: an address stated by an outsider must not lead into the networks of
this installation."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

TRANSLATED = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address."""

NEVER_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # IETF protocol assignments
        "::/96",  # IPv4-compatible, deprecated: it carries any IPv4 address
        "64:ff9b:1::/48",  # local translation, RFC 8215
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing, RFC 9602
        "fec0::/10",  # site-local, deprecated
    )
)
"""Refused in any case, since the patch levels of Python's `ipaddress` differ about them."""


Network = IPv4Network | IPv6Network


def networks_in(text: str) -> tuple[Network, ...]:
    """The networks of a list that is separated by commas. Raises `ValueError` where one is none, or states a host."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def is_in(text: str, networks: Iterable[Network]) -> bool:
    """Whether the address is in one of the networks. One that embeds an IPv4 address is in none of IPv4."""
    address = ip_address(text.partition("%")[0])
    return any(address.version == network.version and address in network for network in networks)


def is_public(text: str) -> bool:
    """Whether the address, and each IPv4 address embedded in it, is one of the public internet. Raises `ValueError` if
    the text is no address."""
    address = ip_address(text.partition("%")[0])
    return all(_is_public(candidate) for candidate in (address, *_carried(address)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    reserved = any(address.version == network.version and address in network for network in NEVER_PUBLIC)
    return address.is_global and not address.is_multicast and not reserved


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    teredo = address.teredo or ()
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in TRANSLATED else None
    carried = (address.ipv4_mapped, address.sixtofour, translated, *teredo)
    return [candidate for candidate in carried if candidate is not None]


def is_refused_literal(host: str) -> bool:
    """Whether the host is an address literal that is not public. Names are resolved when a message is sent."""
    try:
        return not is_public(host.strip("[]"))
    except ValueError:
        return False
