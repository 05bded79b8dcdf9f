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
from common.http.http_refusals import HttpRefusal
from common.http.verified_tokens import PublishedKey, VerifiedToken, VerifiedTokens, thumbprint_of
from common.identity import Actor

log = structlog.get_logger()
ALGORITHMS = ["EdDSA", "ES256", "RS256"]  # asymmetric only: with a shared secret every service could issue tokens
MAX_KEY_AGE = 300.0  # seconds for which a fetched key set is used
# seconds between fetches, so that neither invented key ids nor failures flood the issuer with requests
MIN_FETCH_INTERVAL = 5.0
WITHOUT_KEYS = 1.0  # seconds between fetches while there are no keys; `Retry-After` is one second
REMEMBERED = 10_000  # verified tokens, of about 1 kB each
LEEWAY = 10  # seconds by which clocks may differ
UNUSABLE_KEYS = (
    OSError,
    httpx.HTTPError,
    jwt.PyJWTError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,  # raised by PyJWT for a key whose algorithm is "none"
)


def challenge(error: str = "", scope: str = "") -> dict[str, str]:
    """`WWW-Authenticate` of RFC 6750, 3; it names no error where the request carries no token (3.1)."""
    parts = {"realm": "congbo", "error": error, "scope": scope}
    return {"WWW-Authenticate": "Bearer " + ", ".join(f'{name}="{value}"' for name, value in parts.items() if value)}


class TokenMissing(HttpRefusal):
    """The operation needs a bearer token and the request has none."""

    status, type, title = 401, "token-missing", "A token is needed"

    def __init__(self, scope: str) -> None:
        super().__init__("the request carries no bearer token", **({"scope": scope} if scope else {}))
        self.headers = challenge(scope=scope)


class InvalidToken(HttpRefusal):
    """The token is expired, of another issuer or audience, or not signed by a key of the issuer."""

    status, type, title = 401, "invalid-token", "The token is not accepted"
    headers = challenge("invalid_token")


class IssuerUnreachable(Refusal):
    """The issuer's keys could not be fetched, so no token can be checked."""

    status, type, title = 503, "issuer-unreachable", "Tokens cannot be checked right now"


class Tokens:
    """Verifies tokens. The keys of the issuer are fetched when first needed, when a token names an unknown key, and
    when they are old. A verified token is remembered until it expires, and no longer than the key that verified it is
    among the fetched ones: remembering changes no result."""

    def __init__(self, jwks_url: str, issuer: str, audience: str, remembered: int = REMEMBERED) -> None:
        self.jwks_url = jwks_url
        self.issuer = issuer
        self.audience = audience
        self._keys: dict[str, jwt.PyJWK] = {}
        self._thumbprints: dict[str, str] = {}
        self._fetched = self._tried = float("-inf")
        self._fetching = asyncio.Lock()
        self._verified = VerifiedTokens(remembered)

    async def actor_of(self, token: str) -> Actor:
        """Returns what the token states. Raises `InvalidToken`, and `IssuerUnreachable` where no key is known."""
        verified = self._verified.get(token, time.time())
        if verified is not None and self._must_fetch(verified.key.key_id):
            await self._key(verified.key.key_id)  # keys that were withdrawn are noticed for remembered tokens too
            verified = self._verified.get(token, time.time())
        return verified.actor if verified is not None else await self._verify(token)

    async def _verify(self, token: str) -> Actor:
        try:
            key_id = jwt.get_unverified_header(token).get("kid", "")
            key = await self._key(key_id)
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self.issuer,
                audience=self.audience,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
            expires_at = float(claims["exp"])
        except (jwt.PyJWTError, ValueError, OverflowError) as error:  # a claim may be a number that is no time
            raise InvalidToken(f"the token is not accepted: {error}") from error
        actor, verifying_key = actor_from(claims), PublishedKey(key_id, self._thumbprints[key_id])
        self._verified.add(token, VerifiedToken(actor, verifying_key, time.time(), expires_at))
        return actor

    def subject_of(self, token: str) -> str | None:
        """Returns the subject of a token that is remembered as verified. It serves for rate limits only: the keys may
        be older than authentication allows."""
        verified = self._verified.get(token, time.time())
        return verified.actor.subject if verified is not None else None

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
            keys = {key.key_id: key for key in key_set.keys if key.key_id}
            thumbprints = {key_id: thumbprint_of(key) for key_id, key in keys.items()}
        except UNUSABLE_KEYS as error:
            log.warning("the issuer's keys cannot be fetched", cause=repr(error))
        else:
            self._keys, self._thumbprints = keys, thumbprints
            self._verified.forget_other_keys({PublishedKey(*key) for key in thumbprints.items()})
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
