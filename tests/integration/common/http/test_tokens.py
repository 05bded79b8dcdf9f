"""Which bearer tokens are accepted, also when the keys of the issuer change or cannot be fetched."""

import asyncio
import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.types import Receive, Scope, Send

from common.eventlog.keys import public_bytes
from common.http import tokens
from common.operations.serving import serve_app
from procedures.registers.api.examples import AGENCIES
from suite.folders_and_ports import free_port
from suite.issuer import issuer_app
from suite.tokens import Issuer
from tests.support.extra_apis import ExtraApi, extra_api
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, problem, procedures_harness

REMOVED = object()
HOUR = 3600


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def claims(issuer: Issuer, **changes: Any) -> dict[str, Any]:
    """Returns the claims of a valid token with changes; `REMOVED` leaves a claim out."""
    now = int(time.time())
    valid = {"iss": issuer.url, "aud": "congbo", "sub": "officer-1", "scope": CATALOGUE, "iat": now, "exp": now + HOUR}
    return {name: value for name, value in (valid | changes).items() if value is not REMOVED}


def signed(issuer: Issuer, **changes: Any) -> str:
    return jwt.encode(claims(issuer, **changes), issuer.key, "EdDSA", {"kid": issuer.key_id})


def assembled(issuer: Issuer, header: dict[str, Any], secret: bytes | None) -> str:
    """Assembles a token without a library, since no library signs such tokens."""
    parts = [json.dumps(part).encode() for part in (header, claims(issuer))]
    signed = b".".join(urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    signature = hmac.digest(secret, signed, "sha256") if secret else b""
    return (signed + b"." + urlsafe_b64encode(signature).rstrip(b"=")).decode()


async def request(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.post("/v1/agencies", json=AGENCIES, headers={"Authorization": f"Bearer {token}"})


def assert_rejected(response: httpx.Response) -> None:
    refusal = problem(response)
    assert (refusal["status"], refusal["type"], response.headers["WWW-Authenticate"]) == (
        401,
        "invalid-token",
        'Bearer realm="congbo", error="invalid_token"',
    )


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic b2ZmaWNlcjpzZWNyZXQ="}, {"Authorization": "Bearer"}])
async def test_a_request_without_a_token_is_refused_with_the_scheme_that_is_needed(
    harness: ProceduresHarness, header: dict[str, str]
) -> None:
    response = await harness.http.post("/v1/agencies", json=AGENCIES, headers=header)
    assert (response.status_code, problem(response)["type"], response.headers["WWW-Authenticate"]) == (
        401,
        "token-missing",
        'Bearer realm="congbo", scope="catalogue.write"',
    )


async def test_a_valid_token_is_accepted(harness: ProceduresHarness) -> None:
    assert (await request(harness.http, signed(harness.service.issuer))).status_code == 200


async def test_a_token_of_another_scope_is_refused_with_the_missing_scope(harness: ProceduresHarness) -> None:
    for scope in ("", "catalogue", f"{CATALOGUE}.more", CATALOGUE.upper(), "decisions.publish events.read"):
        refusal = problem(await request(harness.http, signed(harness.service.issuer, scope=scope)))
        assert (refusal["status"], refusal["type"], refusal["scope"]) == (403, "insufficient-scope", CATALOGUE)


@pytest.mark.parametrize("token", ["garbage", "a.b.c", "..", "ey" * 5_000, "Bearer x", "e30.e30.", "é"])
async def test_text_that_is_no_token_is_not_accepted(harness: ProceduresHarness, token: str) -> None:
    headers = {b"Authorization": f"Bearer {token}".encode()}
    assert_rejected(await harness.http.post("/v1/agencies", json=AGENCIES, headers=headers))


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 1},
        {"exp": 10**400},
        {"nbf": 10**400},
        {"iat": int(time.time()) - 2 * HOUR, "exp": int(time.time()) - 60},
        {"iat": int(time.time()) + 10 * HOUR, "exp": int(time.time()) + 11 * HOUR},
        {"nbf": int(time.time()) + HOUR},
        {"iss": "http://issuer.test.evil"},
        {"aud": "another"},
        {"aud": []},
        {"sub": 7},
        *({name: REMOVED} for name in ("exp", "iss", "aud", "sub")),
    ],
    ids="-".join,  # by the claims: the times differ between collections
)
async def test_a_well_signed_token_of_another_time_issuer_or_audience_is_not_accepted(
    harness: ProceduresHarness, changes: dict[str, Any]
) -> None:
    assert_rejected(await request(harness.http, signed(harness.service.issuer, **changes)))


async def test_a_clock_that_is_a_few_seconds_off_is_tolerated(harness: ProceduresHarness) -> None:
    now = int(time.time())
    for changes in ({"iat": now + 5}, {"exp": now - 5}):
        assert (await request(harness.http, signed(harness.service.issuer, **changes))).status_code == 200


async def test_a_public_key_is_no_shared_secret(harness: ProceduresHarness) -> None:
    issuer = harness.service.issuer
    public = issuer.key.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT", "kid": issuer.key_id}
    for secret in (pem, pem.strip(), public_bytes(issuer.key), issuer.jwks()["keys"][0]["x"].encode()):
        assert_rejected(await request(harness.http, assembled(issuer, header, secret)))


@pytest.mark.parametrize("alg", ["none", "None", "NONE", ""])
async def test_an_unsigned_token_is_not_accepted(harness: ProceduresHarness, alg: str) -> None:
    for kid in ({"kid": harness.service.issuer.key_id}, {}):
        assert_rejected(
            await request(harness.http, assembled(harness.service.issuer, {"alg": alg, "typ": "JWT", **kid}, None))
        )


async def test_a_token_signed_by_a_key_of_ones_own_is_not_accepted(harness: ProceduresHarness, tmp_path: Path) -> None:
    issuer, stranger = harness.service.issuer, Issuer(tmp_path / "stranger.pem", harness.service.issuer.url)
    assert_rejected(await request(harness.http, signed(stranger)))
    keys: list[tuple[Any, str]] = [
        (stranger.key, "EdDSA"),
        (ec.generate_private_key(ec.SECP256R1()), "ES256"),
        (rsa.generate_private_key(65537, 2048), "RS256"),
    ]
    for key, algorithm in keys:
        assert_rejected(await request(harness.http, jwt.encode(claims(issuer), key, algorithm, {"kid": issuer.key_id})))
    for headers in (
        {},
        {"kid": ""},
        {"jwk": stranger.jwks()["keys"][0], "kid": stranger.key_id},
        {"jku": "http://127.0.0.1:9/jwks"},
    ):
        assert_rejected(await request(harness.http, jwt.encode(claims(issuer), stranger.key, "EdDSA", headers)))


class IssuerServer:
    """The development issuer over HTTP. It counts requests; `response` replaces its responses."""

    def __init__(self, issuer: Issuer) -> None:
        self.port = free_port()
        self.requests = 0
        self.response: tuple[int, bytes] | None = None
        self.state = SimpleNamespace()
        self.issue(issuer)

    def issue(self, issuer: Issuer) -> None:
        self.app = issuer_app(issuer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/.well-known/jwks.json"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.requests += 1
            await asyncio.sleep(0.05)  # long enough for all concurrent requests to arrive
            if self.response is not None:
                await send({"type": "http.response.start", "status": self.response[0], "headers": []})
                await send({"type": "http.response.body", "body": self.response[1]})
                return
        await self.app(scope, receive, send)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        serving = asyncio.ensure_future(serve_app(self, "127.0.0.1", self.port)(stop))  # type: ignore[arg-type]
        async with httpx.AsyncClient() as http, asyncio.timeout(10):
            while True:
                try:
                    await http.get(self.url)
                    break
                except httpx.ConnectError:
                    await asyncio.sleep(0.01)
        self.requests = 0
        yield
        stop.set()
        await serving


@pytest.fixture
async def issuer_and_api(harness: ProceduresHarness) -> AsyncIterator[tuple[IssuerServer, ExtraApi]]:
    server = IssuerServer(harness.service.issuer)
    async with extra_api(harness.service.runtime, jwks_url=server.url) as api:
        yield server, api


async def test_a_token_of_a_new_key_is_accepted_once_the_issuer_publishes_it(
    harness: ProceduresHarness,
    issuer_and_api: tuple[IssuerServer, ExtraApi],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server, api = issuer_and_api
    monkeypatch.setattr(tokens, "MIN_FETCH_INTERVAL", 0.0)
    new = Issuer(tmp_path / "new.pem", harness.service.issuer.url)
    async with server.open():
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200
        assert_rejected(await request(api.http, signed(new)))
        server.issue(new)
        assert (await request(api.http, signed(new))).status_code == 200
        assert_rejected(await request(api.http, signed(harness.service.issuer)))


async def test_keys_are_fetched_once_for_concurrent_requests_and_again_when_they_are_old(
    harness: ProceduresHarness, issuer_and_api: tuple[IssuerServer, ExtraApi], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, api = issuer_and_api
    async with server.open():
        responses = await asyncio.gather(*(request(api.http, signed(harness.service.issuer)) for _ in range(20)))
        assert {response.status_code for response in responses} == {200}
        assert server.requests == 1
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200
        assert server.requests == 1
        monkeypatch.setattr(tokens, "MAX_KEY_AGE", 0.0)
        monkeypatch.setattr(tokens, "MIN_FETCH_INTERVAL", 0.0)
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200
        assert server.requests == 2


class ShiftedTime:
    """The time of the machine, with a shift that a test sets: no test depends on how long its requests take."""

    def __init__(self) -> None:
        self.shift = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.shift

    def time(self) -> float:
        return time.time() + self.shift


@pytest.fixture
def shifted_time(monkeypatch: pytest.MonkeyPatch) -> ShiftedTime:
    shifted = ShiftedTime()
    monkeypatch.setattr(tokens, "time", shifted)
    return shifted


async def test_invented_key_ids_do_not_flood_the_issuer(
    harness: ProceduresHarness,
    issuer_and_api: tuple[IssuerServer, ExtraApi],
    shifted_time: ShiftedTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server, api = issuer_and_api
    monkeypatch.setattr(tokens, "MIN_FETCH_INTERVAL", 60.0)

    async def send_invented_tokens() -> None:
        kids = [f"kid-{number}" for number in range(20)]
        invented_tokens = [
            jwt.encode(claims(harness.service.issuer), harness.service.issuer.key, "EdDSA", {"kid": kid})
            for kid in kids
        ]
        for response in await asyncio.gather(*(request(api.http, token) for token in invented_tokens)):
            assert_rejected(response)

    async with server.open():
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200
        await send_invented_tokens()
        assert server.requests == 1
        shifted_time.shift += 61
        await send_invented_tokens()
        assert server.requests == 2


async def test_without_any_key_no_token_can_be_checked(
    issuer_and_api: tuple[IssuerServer, ExtraApi], harness: ProceduresHarness
) -> None:
    _, api = issuer_and_api
    response = await request(api.http, signed(harness.service.issuer))
    assert (response.status_code, problem(response)["type"]) == (503, "issuer-unreachable")
    assert response.headers["Retry-After"]
    assert (await api.http.get("/v1/procedures")).status_code == 200


@pytest.mark.parametrize(
    "issuer_response",
    [
        (500, b""),
        (404, b"{}"),
        (200, b"<html>"),
        (200, b""),
        (200, b"{}"),
        (200, b"[]"),
        (200, b'{"keys":[]}'),
        (200, b'{"keys":7}'),
        (200, b'{"keys":[{"kty":"oct","k":"AA","kid":"a","alg":"none"}]}'),
        (200, b"\xff"),
    ],
    ids=str,
)
async def test_an_issuer_with_another_response_counts_as_unreachable(
    issuer_and_api: tuple[IssuerServer, ExtraApi],
    harness: ProceduresHarness,
    issuer_response: tuple[int, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server, api = issuer_and_api
    monkeypatch.setattr(tokens, "WITHOUT_KEYS", 0.0)
    server.response = issuer_response
    async with server.open():
        response = await request(api.http, signed(harness.service.issuer))
        assert (response.status_code, problem(response)["type"]) == (503, "issuer-unreachable")
        server.response = None
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200


async def test_fetched_keys_serve_while_the_issuer_is_unreachable(
    harness: ProceduresHarness, issuer_and_api: tuple[IssuerServer, ExtraApi], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, api = issuer_and_api
    async with server.open():
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200
    monkeypatch.setattr(tokens, "MAX_KEY_AGE", 0.0)
    for _ in range(2):
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200


async def test_requests_that_wait_for_a_failing_issuer_share_one_attempt(
    harness: ProceduresHarness, issuer_and_api: tuple[IssuerServer, ExtraApi]
) -> None:
    server, api = issuer_and_api
    server.response = (503, b"")
    async with server.open():
        responses = await asyncio.gather(*(request(api.http, signed(harness.service.issuer)) for _ in range(20)))
        assert ({response.status_code for response in responses}, server.requests) == ({503}, 1)


async def test_a_failing_issuer_is_not_fetched_from_by_every_request(
    harness: ProceduresHarness,
    issuer_and_api: tuple[IssuerServer, ExtraApi],
    shifted_time: ShiftedTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server, api = issuer_and_api
    async with server.open():
        assert (await request(api.http, signed(harness.service.issuer))).status_code == 200
        server.response = (503, b"")
        monkeypatch.setattr(tokens, "MAX_KEY_AGE", 0.0)
        monkeypatch.setattr(tokens, "MIN_FETCH_INTERVAL", 60.0)
        shifted_time.shift += 61
        for _ in range(5):
            assert (await request(api.http, signed(harness.service.issuer))).status_code == 200
        assert server.requests == 2
