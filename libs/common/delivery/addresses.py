"""Which network addresses a push may go to: an address that somebody states must not lead into the networks behind this service."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

TRANSLATED = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address."""


def is_public(text: str) -> bool:
    """Whether it is an address of the public internet, with those that it carries inside it. Raises `ValueError` for what is none."""
    address = ip_address(text.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (address, *_carried(address)))


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    teredo = address.teredo or ()
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in TRANSLATED else None
    return [one for one in (address.ipv4_mapped, address.sixtofour, translated, *teredo) if one is not None]


def is_refused_literal(host: str) -> bool:
    """A host that is written as an address, and not a public one. Names are looked up when something is sent."""
    try:
        return not is_public(host.strip("[]"))
    except ValueError:
        return False
