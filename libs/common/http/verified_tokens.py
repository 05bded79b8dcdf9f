"""Tokens that were verified, so that the signature of each is checked once, not at every request."""

import json
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Collection
from hashlib import sha256
from typing import NamedTuple

import jwt

from common.identity import Actor

THUMBPRINT_MEMBERS = {
    "EC": ("crv", "kty", "x", "y"),
    "OKP": ("crv", "kty", "x"),
    "RSA": ("e", "kty", "n"),
    "oct": ("k", "kty"),
}


class PublishedKey(NamedTuple):
    """Identifies a key of the issuer: the same id may name another key later."""

    key_id: str
    thumbprint: str


class VerifiedToken(NamedTuple):
    """What a token states, and the key that verified it. It is valid from `verified_at` until before `expires_at`, in
    seconds of Unix time: if the clock was set back, the token may not be valid yet."""

    actor: Actor
    key: PublishedKey
    verified_at: float
    expires_at: float


class VerifiedTokens:
    """The tokens that were used last. They are found by a digest: what this process remembers is of no use as a
    token."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._tokens: OrderedDict[bytes, VerifiedToken] = OrderedDict()

    def __len__(self) -> int:
        return len(self._tokens)

    def get(self, token: str, now: float) -> VerifiedToken | None:
        digest = digest_of(token)
        verified = self._tokens.get(digest)
        if verified is None:
            return None
        if not verified.verified_at <= now < verified.expires_at:
            del self._tokens[digest]
            return None
        self._tokens.move_to_end(digest)
        return verified

    def add(self, token: str, verified: VerifiedToken) -> None:
        self._tokens[digest_of(token)] = verified
        if len(self._tokens) > self.most:
            self._tokens.popitem(last=False)

    def forget_other_keys(self, published: Collection[PublishedKey]) -> None:
        """Forgets all tokens that none of the published keys has verified."""
        for digest, verified in list(self._tokens.items()):
            if verified.key not in published:
                del self._tokens[digest]


def digest_of(token: str) -> bytes:
    return sha256(token.encode()).digest()


def thumbprint_of(key: jwt.PyJWK) -> str:
    """Returns the thumbprint of RFC 7638, computed from the key itself and not from how its publisher writes it."""
    members = key.Algorithm.to_jwk(key.key, as_dict=True)
    required = {name: members[name] for name in THUMBPRINT_MEMBERS[members["kty"]]}
    canonical = json.dumps(required, sort_keys=True, separators=(",", ":")).encode()
    return urlsafe_b64encode(sha256(canonical).digest()).rstrip(b"=").decode()
