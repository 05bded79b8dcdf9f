"""Which bearer tokens open a door, and what becomes of the doors when the issuer's keys change or cannot be had."""

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
from common.operations.serving import serving
from procedures.registers.api.examples import AGENCIES
from suite.folders_and_ports import free_port
from suite.issuer import issuer_app
from suite.tokens import Issuer
from tests.support.extra_apis import Door, door
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, Office, office, problem

GONE = object()
HOUR = 3600


@pytest.fixture
async def at(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(postgres, tmp_path) as made:
        yield made


def claims(issuer: Issuer, **changes: Any) -> dict[str, Any]:
    """Those of a good token, with changes; GONE leaves one out."""
    now = int(time.time())
    good = {"iss": issuer.url, "aud": "congbo", "sub": "officer-1", "scope": CATALOGUE, "iat": now, "exp": now + HOUR}
    return {name: value for name, value in (good | changes).items() if value is not GONE}


def signed(issuer: Issuer, **changes: Any) -> str:
    return jwt.encode(claims(issuer, **changes), issuer.key, "EdDSA", {"kid": issuer.key_id})


def assembled(issuer: Issuer, header: dict[str, Any], secret: bytes | None) -> str:
    """By hand: no library signs what an attacker signs."""
    parts = [json.dumps(part).encode() for part in (header, claims(issuer))]
    signed = b".".join(urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    signature = hmac.digest(secret, signed, "sha256") if secret else b""
    return (signed + b"." + urlsafe_b64encode(signature).rstrip(b"=")).decode()


async def ask(http: httpx.AsyncClient, token: str) -> httpx.Response:
    return await http.post("/v1/agencies", json=AGENCIES, headers={"Authorization": f"Bearer {token}"})


def assert_not_accepted(answer: httpx.Response) -> None:
    found = problem(answer)
    assert (found["status"], found["type"], answer.headers["WWW-Authenticate"]) == (401, "invalid-token", "Bearer")


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic b2ZmaWNlcjpzZWNyZXQ="}, {"Authorization": "Bearer"}])
async def test_without_a_token_the_door_stays_closed_and_says_what_it_takes(at: Office, header: dict[str, str]) -> None:
    answer = await at.http.post("/v1/agencies", json=AGENCIES, headers=header)
    assert (answer.status_code, problem(answer)["type"], answer.headers["WWW-Authenticate"]) == (401, "token-missing", "Bearer")


async def test_a_good_token_opens_the_door(at: Office) -> None:
    assert (await ask(at.http, signed(at.room.issuer))).status_code == 200


async def test_a_token_of_another_scope_is_refused_and_told_which_it_lacks(at: Office) -> None:
    for scope in ("", "catalogue", f"{CATALOGUE}.more", CATALOGUE.upper(), "decisions.publish events.read"):
        found = problem(await ask(at.http, signed(at.room.issuer, scope=scope)))
        assert (found["status"], found["type"], found["scope"]) == (403, "insufficient-scope", CATALOGUE)


@pytest.mark.parametrize("token", ["garbage", "a.b.c", "..", "ey" * 5_000, "Bearer x", "e30.e30.", "é"])
async def test_what_is_no_token_is_not_accepted(at: Office, token: str) -> None:
    headers = {b"Authorization": f"Bearer {token}".encode()}
    assert_not_accepted(await at.http.post("/v1/agencies", json=AGENCIES, headers=headers))


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
        *({name: GONE} for name in ("exp", "iss", "aud", "sub")),
    ],
    ids="-".join,  # by what is claimed: the hours change from one collection to the next
)  # fmt: skip
async def test_a_well_signed_token_of_another_time_issuer_or_audience_is_not_accepted(
    at: Office, changes: dict[str, Any]
) -> None:
    assert_not_accepted(await ask(at.http, signed(at.room.issuer, **changes)))


async def test_a_clock_that_is_a_few_seconds_off_does_not_shut_the_door(at: Office) -> None:
    now = int(time.time())
    for changes in ({"iat": now + 5}, {"exp": now - 5}):
        assert (await ask(at.http, signed(at.room.issuer, **changes))).status_code == 200


async def test_a_public_key_is_no_shared_secret(at: Office) -> None:
    issuer = at.room.issuer
    public = issuer.key.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT", "kid": issuer.key_id}
    for secret in (pem, pem.strip(), public_bytes(issuer.key), issuer.jwks()["keys"][0]["x"].encode()):
        assert_not_accepted(await ask(at.http, assembled(issuer, header, secret)))


@pytest.mark.parametrize("alg", ["none", "None", "NONE", ""])
async def test_an_unsigned_token_is_not_accepted(at: Office, alg: str) -> None:
    for kid in ({"kid": at.room.issuer.key_id}, {}):
        assert_not_accepted(await ask(at.http, assembled(at.room.issuer, {"alg": alg, "typ": "JWT", **kid}, None)))


async def test_a_token_signed_by_a_key_of_ones_own_is_not_accepted(at: Office, tmp_path: Path) -> None:
    issuer, stranger = at.room.issuer, Issuer(tmp_path / "stranger.pem", at.room.issuer.url)
    assert_not_accepted(await ask(at.http, signed(stranger)))
    keys: list[tuple[Any, str]] = [
        (stranger.key, "EdDSA"),
        (ec.generate_private_key(ec.SECP256R1()), "ES256"),
        (rsa.generate_private_key(65537, 2048), "RS256"),
    ]
    for key, algorithm in keys:
        assert_not_accepted(await ask(at.http, jwt.encode(claims(issuer), key, algorithm, {"kid": issuer.key_id})))
    for headers in (
        {},
        {"kid": ""},
        {"jwk": stranger.jwks()["keys"][0], "kid": stranger.key_id},
        {"jku": "http://127.0.0.1:9/jwks"},
    ):
        assert_not_accepted(await ask(at.http, jwt.encode(claims(issuer), stranger.key, "EdDSA", headers)))


class Desk:
    """The development issuer over HTTP, its answers counted; `answers` replaces them."""

    def __init__(self, issuer: Issuer) -> None:
        self.port = free_port()
        self.asked = 0
        self.answers: tuple[int, bytes] | None = None
        self.state = SimpleNamespace()
        self.issue(issuer)

    def issue(self, issuer: Issuer) -> None:
        self.app = issuer_app(issuer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/.well-known/jwks.json"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.asked += 1
            await asyncio.sleep(0.05)  # long enough that all who ask at once have come
            if self.answers is not None:
                await send({"type": "http.response.start", "status": self.answers[0], "headers": []})
                await send({"type": "http.response.body", "body": self.answers[1]})
                return
        await self.app(scope, receive, send)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        running = asyncio.ensure_future(serving(self, "127.0.0.1", self.port)(stop))  # type: ignore[arg-type]
        async with httpx.AsyncClient() as http, asyncio.timeout(10):
            while True:
                try:
                    await http.get(self.url)
                    break
                except httpx.ConnectError:
                    await asyncio.sleep(0.01)
        self.asked = 0
        yield
        stop.set()
        await running


@pytest.fixture
async def guarded(at: Office) -> AsyncIterator[tuple[Desk, Door]]:
    desk = Desk(at.room.issuer)
    async with door(at.room.runtime, jwks_url=desk.url) as made:
        yield desk, made


async def test_a_token_of_a_new_key_is_accepted_once_the_issuer_publishes_it(
    at: Office, guarded: tuple[Desk, Door], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, made = guarded
    monkeypatch.setattr(tokens, "NOT_SOONER", 0.0)
    new = Issuer(tmp_path / "new.pem", at.room.issuer.url)
    async with desk.open():
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200
        assert_not_accepted(await ask(made.http, signed(new)))
        desk.issue(new)
        assert (await ask(made.http, signed(new))).status_code == 200
        assert_not_accepted(await ask(made.http, signed(at.room.issuer)))


async def test_keys_are_fetched_once_for_all_who_ask_and_again_when_they_are_old(
    at: Office, guarded: tuple[Desk, Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, made = guarded
    async with desk.open():
        answers = await asyncio.gather(*(ask(made.http, signed(at.room.issuer)) for _ in range(20)))
        assert {answer.status_code for answer in answers} == {200}
        assert desk.asked == 1
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200
        assert desk.asked == 1
        monkeypatch.setattr(tokens, "KEEP", 0.0)
        monkeypatch.setattr(tokens, "NOT_SOONER", 0.0)
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200
        assert desk.asked == 2


async def test_invented_key_ids_do_not_flood_the_issuer(
    at: Office, guarded: tuple[Desk, Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, made = guarded
    monkeypatch.setattr(tokens, "NOT_SOONER", 0.3)

    async def invented() -> None:
        kids = [f"kid-{number}" for number in range(20)]
        made_up = [jwt.encode(claims(at.room.issuer), at.room.issuer.key, "EdDSA", {"kid": kid}) for kid in kids]
        for answer in await asyncio.gather(*(ask(made.http, token) for token in made_up)):
            assert_not_accepted(answer)

    async with desk.open():
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200
        await invented()
        assert desk.asked == 1
        await asyncio.sleep(0.3)
        await invented()
        assert desk.asked == 2


async def test_without_any_key_no_token_can_be_checked(guarded: tuple[Desk, Door], at: Office) -> None:
    _, made = guarded
    answer = await ask(made.http, signed(at.room.issuer))
    assert (answer.status_code, problem(answer)["type"]) == (503, "issuer-unreachable")
    assert answer.headers["Retry-After"]
    assert (await made.http.get("/v1/procedures")).status_code == 200


@pytest.mark.parametrize(
    "answers",
    [(500, b""), (404, b"{}"), (200, b"<html>"), (200, b""), (200, b"{}"), (200, b"[]"), (200, b'{"keys":[]}'),
     (200, b'{"keys":7}'), (200, b"\xff")],
    ids=str,
)  # fmt: skip
async def test_an_issuer_that_answers_something_else_is_as_good_as_unreachable(
    guarded: tuple[Desk, Door], at: Office, answers: tuple[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, made = guarded
    monkeypatch.setattr(tokens, "WITHOUT_KEYS", 0.0)
    desk.answers = answers
    async with desk.open():
        answer = await ask(made.http, signed(at.room.issuer))
        assert (answer.status_code, problem(answer)["type"]) == (503, "issuer-unreachable")
        desk.answers = None
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200


async def test_keys_that_are_known_serve_while_the_issuer_is_away(
    at: Office, guarded: tuple[Desk, Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, made = guarded
    async with desk.open():
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200
    monkeypatch.setattr(tokens, "KEEP", 0.0)
    for _ in range(2):
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200


async def test_who_waits_for_an_issuer_that_is_away_is_told_at_once_when_another_has_tried(
    at: Office, guarded: tuple[Desk, Door]
) -> None:
    desk, made = guarded
    desk.answers = (503, b"")
    async with desk.open():
        answers = await asyncio.gather(*(ask(made.http, signed(at.room.issuer)) for _ in range(20)))
        assert ({answer.status_code for answer in answers}, desk.asked) == ({503}, 1)


async def test_an_issuer_that_fails_is_not_asked_again_by_every_request(
    at: Office, guarded: tuple[Desk, Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, made = guarded
    async with desk.open():
        assert (await ask(made.http, signed(at.room.issuer))).status_code == 200
        desk.answers = (503, b"")
        monkeypatch.setattr(tokens, "KEEP", 0.0)
        monkeypatch.setattr(tokens, "NOT_SOONER", 0.3)
        await asyncio.sleep(0.3)
        for _ in range(5):
            assert (await ask(made.http, signed(at.room.issuer))).status_code == 200
        assert desk.asked == 2
