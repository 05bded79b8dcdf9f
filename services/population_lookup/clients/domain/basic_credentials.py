"""The credentials of a request: `Basic base64(user ":" sha256hex(address + user + timestamp + secret))`, with the
timestamp in a header of its own, as the public clients of the national service compute them."""

import base64
import binascii
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

DIGEST = re.compile(r"[0-9a-f]{64}")
TIMESTAMP = re.compile(r"[0-9]{9,16}")
FIRST_OF_MILLISECONDS = 10**11
"""A larger timestamp is in milliseconds: as seconds it would be after the year 5100."""


@dataclass(frozen=True, slots=True, repr=False)
class BasicCredentials:
    user: str
    digest: str
    timestamp: str

    @classmethod
    def read(cls, authorization: str, timestamp: str) -> "BasicCredentials | None":
        """Returns None where they do not have this form."""
        scheme, _, encoded = authorization.strip().partition(" ")
        try:
            user, _, digest = base64.b64decode(encoded.strip(), validate=True).decode("ascii").partition(":")
        except (binascii.Error, ValueError):
            return None
        stated = timestamp.strip()
        if scheme.lower() != "basic" or not DIGEST.fullmatch(digest) or not TIMESTAMP.fullmatch(stated):
            return None
        return cls(user, digest, stated)

    @property
    def seconds(self) -> float:
        stated = int(self.timestamp)
        return stated / 1000 if stated >= FIRST_OF_MILLISECONDS else stated

    def is_current(self, now: float, valid_seconds: float) -> bool:
        """Clocks differ in both directions."""
        return abs(now - self.seconds) <= valid_seconds

    def is_proved_by(self, secret: str, addresses: Sequence[str]) -> bool:
        """Clients sign the path or the whole URL. All are compared, each in constant time."""
        proofs = [
            hmac.compare_digest(self.digest, digest_of(address, self.user, self.timestamp, secret))
            for address in addresses
        ]
        return any(proofs)


def digest_of(address: str, user: str, timestamp: str, secret: str) -> str:
    return sha256(f"{address}{user}{timestamp}{secret}".encode()).hexdigest()
