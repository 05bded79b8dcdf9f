"""Which addresses officers may record for pushes to other systems.

Refusal
└── AddressNotPublic
"""

from urllib.parse import urlsplit

from common.delivery.addresses import is_refused_literal
from common.errors import Refusal


class AddressNotPublic(Refusal):
    """Pushes go to public addresses only, unless the installation allows others."""

    status, type, title = 409, "address-not-public", "The address is not a public one"

    def __init__(self, code: str, host: str) -> None:
        super().__init__(f"{host} is not an address of the public internet", code=code, host=host)


def require_public_address(code: str, url: str) -> None:
    """Raises `AddressNotPublic` for the receiver with this code. A host name is resolved and checked at each push."""
    host = urlsplit(url).hostname or ""
    if is_refused_literal(host):
        raise AddressNotPublic(code, host)
