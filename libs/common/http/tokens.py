"""Bearer tokens: JWTs of one issuer, checked against its published keys."""

import asyncio
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
import structlog

from common.errors import Refusal
from common.identity import Actor

log = structlog.get_logger()
ALGORITHMS = ["EdDSA", "ES256", "RS256"]  # asymmetric ones only: a shared secret would let every service issue tokens
KEEP = 300.0  # seconds a fetched key set is used
NOT_SOONER = (
    5.0  # seconds between fetches, so that invented key ids do not flood the issuer, nor requests one that fails
)
WITHOUT_KEYS = 1.0  # seconds between fetches while no key is known: callers are told to try again after one
REMEMBERED = 10_000  # tokens that were found good, of some 700 bytes each
LEEWAY = 10  # seconds that clocks may differ


class TokenMissing(Refusal):
    """The operation needs a bearer token and none came."""

    status, type, title = 401, "token-missing", "A token is needed"


class InvalidToken(Refusal):
    """The token is expired, of another issuer or audience, or not signed by a key of the issuer."""

    status, type, title = 401, "invalid-token", "The token is not accepted"


class IssuerUnreachable(Refusal):
    """The issuer's keys could not be fetched, so no token can be checked."""

    status, type, title = 503, "issuer-unreachable", "Tokens cannot be checked right now"


class Tokens:
    """The keys of one issuer, fetched when they are first needed and when a token names an unknown one."""

    def __init__(self, jwks_url: str, issuer: str, audience: str) -> None:
        self.jwks_url = jwks_url
        self.issuer = issuer
        self.audience = audience
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched = self._tried = float("-inf")
        self._fetching = asyncio.Lock()
        self._accepted: dict[str, tuple[str, float]] = {}

    async def actor_of(self, token: str) -> Actor:
        try:
            key = await self._key(jwt.get_unverified_header(token).get("kid", ""))
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self.issuer,
                audience=self.audience,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
            until = float(claims["exp"])
        except (jwt.PyJWTError, ValueError, OverflowError) as refused:  # a claim may be a number beyond every clock
            raise InvalidToken(f"the token is not accepted: {refused}") from refused
        self._remember(token, str(claims["sub"]), until)
        return actor_from(claims)

    def subject_of(self, token: str) -> str | None:
        """Whose token it is, of those that were found good here and have not ended; it is still checked by whoever lets
        somebody in."""
        subject, until = self._accepted.get(token, (None, 0.0))
        return subject if until > time.time() else None

    def _remember(self, token: str, subject: str, until: float) -> None:
        if token not in self._accepted:
            if len(self._accepted) >= REMEMBERED:
                self._accepted.clear()
            self._accepted[token] = subject, until

    async def _key(self, kid: str) -> jwt.PyJWK:
        if self._must_fetch(kid) and not (kid in self._keys and self._fetching.locked()):
            async with self._fetching:
                if self._must_fetch(kid):
                    await self._fetch()
        if not self._keys:
            raise IssuerUnreachable("the issuer's keys cannot be fetched")
        if kid not in self._keys:
            raise InvalidToken("the token is signed by a key that its issuer does not publish")
        return self._keys[kid]

    def _must_fetch(self, kid: str) -> bool:
        now = time.monotonic()
        if now - self._tried <= (NOT_SOONER if self._keys else WITHOUT_KEYS):
            return False
        return kid not in self._keys or now - self._fetched > KEEP

    async def _fetch(self) -> None:
        """Whatever comes instead of a set of keys, those that were good a while ago are better than none."""
        try:
            found = jwt.PyJWKSet.from_json(await self._read())
        except (OSError, httpx.HTTPError, jwt.PyJWTError, ValueError, TypeError, AttributeError) as failed:
            log.warning("the issuer's keys cannot be fetched", cause=repr(failed))
        else:
            self._keys = {key.key_id: key for key in found.keys if key.key_id}
            self._fetched = time.monotonic()
        finally:
            self._tried = time.monotonic()

    async def _read(self) -> str:
        if self.jwks_url.startswith("file:"):
            return Path(urlsplit(self.jwks_url).path).read_text()  # noqa: ASYNC240 - a small local file, read once in minutes
        async with httpx.AsyncClient(timeout=5) as client:
            response = await client.get(self.jwks_url)
            response.raise_for_status()
            return response.text


def actor_from(claims: dict[str, Any]) -> Actor:
    return Actor(
        subject=claims["sub"],
        name=claims.get("name", claims["sub"]),
        agency=claims.get("agency", ""),
        scopes=frozenset(str(claims.get("scope", "")).split()),
    )
