"""Which network addresses a push may go to: an address that somebody states must not lead into the networks behind this
service."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

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
"""Refused whatever the patch level of Python's `ipaddress` says of them."""


def is_public(text: str) -> bool:
    """Whether it is an address of the public internet, with those that it carries inside it. Raises `ValueError` for
    what is none."""
    address = ip_address(text.partition("%")[0])
    return all(_is_public(each) for each in (address, *_carried(address)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    listed = any(address.version == network.version and address in network for network in NEVER_PUBLIC)
    return address.is_global and not address.is_multicast and not listed


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    teredo = address.teredo or ()
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in TRANSLATED else None
    carried = (address.ipv4_mapped, address.sixtofour, translated, *teredo)
    return [each for each in carried if each is not None]


def is_refused_literal(host: str) -> bool:
    """A host that is written as an address, and not a public one. Names are looked up when something is sent."""
    try:
        return not is_public(host.strip("[]"))
    except ValueError:
        return False
