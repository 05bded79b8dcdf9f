"""Bearer tokens: JWTs of one issuer, verified by its published keys."""

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
ALGORITHMS = ["EdDSA", "ES256", "RS256"]  # asymmetric only: with a shared secret every service could issue tokens
MAX_KEY_AGE = 300.0  # seconds for which a fetched key set is used
# seconds between fetches, so that neither invented key ids nor failures flood the issuer with requests
MIN_FETCH_INTERVAL = 5.0
WITHOUT_KEYS = 1.0  # seconds between fetches while there are no keys; `Retry-After` is one second
REMEMBERED = 10_000  # verified tokens, of about 700 bytes each
LEEWAY = 10  # seconds by which clocks may differ


class TokenMissing(Refusal):
    """The operation needs a bearer token and the request has none."""

    status, type, title = 401, "token-missing", "A token is needed"


class InvalidToken(Refusal):
    """The token is expired, of another issuer or audience, or not signed by a key of the issuer."""

    status, type, title = 401, "invalid-token", "The token is not accepted"


class IssuerUnreachable(Refusal):
    """The issuer's keys could not be fetched, so no token can be checked."""

    status, type, title = 503, "issuer-unreachable", "Tokens cannot be checked right now"


class Tokens:
    """Verifies tokens. The keys of the issuer are fetched when first needed, and when a token names an unknown key."""

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
        except (jwt.PyJWTError, ValueError, OverflowError) as error:  # a claim may be a number that is no time
            raise InvalidToken(f"the token is not accepted: {error}") from error
        self._remember(token, str(claims["sub"]), until)
        return actor_from(claims)

    def subject_of(self, token: str) -> str | None:
        """Returns the subject of a token that was verified here and has not expired. It serves for rate limits only:
        authentication verifies the token again."""
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
        if now - self._tried <= (MIN_FETCH_INTERVAL if self._keys else WITHOUT_KEYS):
            return False
        return kid not in self._keys or now - self._fetched > MAX_KEY_AGE

    async def _fetch(self) -> None:
        """Fetches the keys. Where that fails in any way, the earlier keys stay in use."""
        try:
            key_set = jwt.PyJWKSet.from_json(await self._read())
        except (OSError, httpx.HTTPError, jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
            log.warning("the issuer's keys cannot be fetched", cause=repr(error))
        else:
            self._keys = {key.key_id: key for key in key_set.keys if key.key_id}
            self._fetched = time.monotonic()
        finally:
            self._tried = time.monotonic()

    async def _read(self) -> str:
        if self.jwks_url.startswith("file:"):
            return Path(urlsplit(self.jwks_url).path).read_text()  # noqa: ASYNC240 - a small local file, read every few minutes
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
