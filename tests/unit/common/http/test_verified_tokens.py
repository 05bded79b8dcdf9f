"""Verified tokens are remembered, and nothing but the time that a request takes depends on it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.http import tokens
from common.http.tokens import MAX_KEY_AGE, MIN_FETCH_INTERVAL, InvalidToken, Tokens
from common.http.verified_tokens import PublishedKey, VerifiedToken, VerifiedTokens, thumbprint_of
from common.identity import Actor

ISSUER, AUDIENCE = "http://issuer.test", "congbo"
KEYS = [ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(3)]


class Clock:
    """The time of `common.http.tokens` and of PyJWT."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def datetime(self) -> type[datetime]:
        clock = self

        class ClockDatetime(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> "ClockDatetime":
                return cls.fromtimestamp(clock.now, tz or UTC)

        return ClockDatetime


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(tokens, "time", SimpleNamespace(time=lambda: clock.now, monotonic=lambda: clock.now))
    monkeypatch.setattr("jwt.api_jwt.datetime", clock.datetime())
    return clock


class Verifications:
    """Counts how often PyJWT verifies a token."""

    def __init__(self) -> None:
        self.count = 0

    def decode(self, *arguments: Any, **options: Any) -> Any:
        self.count += 1
        return DECODE(*arguments, **options)


DECODE = jwt.decode


@pytest.fixture
def verifications(monkeypatch: pytest.MonkeyPatch) -> Verifications:
    verifications = Verifications()
    monkeypatch.setattr("jwt.decode", verifications.decode)
    return verifications


class JwksFile:
    """The published keys of an issuer."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def publish(self, keys: Mapping[str, ed25519.Ed25519PrivateKey], **members: str) -> None:
        published = [
            {**jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": key_id, **members}
            for key_id, key in keys.items()
        ]
        self.path.write_text(json.dumps({"keys": published}))

    def tokens(self, issuer: str = ISSUER, audience: str = AUDIENCE, remembered: int = 100) -> Tokens:
        return Tokens(self.path.as_uri(), issuer, audience, remembered)


@pytest.fixture
def jwks(tmp_path: Path) -> JwksFile:
    file = JwksFile(tmp_path / "jwks.json")
    file.publish({"first": KEYS[0]})
    return file


def token(
    clock: Clock, key: ed25519.Ed25519PrivateKey = KEYS[0], key_id: str = "first", after: float = 3600, **claims: Any
) -> str:
    """Returns a token that expires `after` so many seconds."""
    valid = {"iss": ISSUER, "aud": AUDIENCE, "sub": "officer-1", "exp": int(clock.now + after), "scope": "a b"}
    return jwt.encode(valid | claims, key, "EdDSA", {"kid": key_id})


async def result(checker: Tokens, bearer: str) -> Actor | None:
    try:
        return await checker.actor_of(bearer)
    except InvalidToken:
        return None


async def test_a_token_is_verified_once_and_always_names_the_same_actor(
    clock: Clock, jwks: JwksFile, verifications: Verifications
) -> None:
    checker, bearer = jwks.tokens(), token(clock, agency="H60.01")
    actors = {await checker.actor_of(bearer) for _ in range(10)}
    assert actors == {Actor("officer-1", "officer-1", "H60.01", frozenset({"a", "b"}))}
    assert verifications.count == 1
    assert checker.subject_of(bearer) == "officer-1"


async def test_a_remembered_token_ends_when_it_expires(
    clock: Clock, jwks: JwksFile, verifications: Verifications
) -> None:
    checker, bearer = jwks.tokens(), token(clock, after=60)
    began = clock.now
    for seconds, accepted, count in ((0, True, 1), (59.9, True, 1), (60, True, 2), (69.9, True, 3), (70, False, 4)):
        clock.now = began + seconds
        assert (await result(checker, bearer) is not None, verifications.count) == (accepted, count), seconds
    assert checker.subject_of(bearer) is None


@pytest.mark.parametrize("claim", ["nbf", "iat"])
async def test_a_clock_that_is_set_back_before_the_token_begins_ends_it(
    clock: Clock, jwks: JwksFile, claim: str
) -> None:
    begins: dict[str, Any] = {claim: int(clock.now)}
    checker, bearer = jwks.tokens(), token(clock, **begins)
    assert await result(checker, bearer) is not None
    clock.now -= 5  # clocks may differ as much
    assert await result(checker, bearer) is not None
    clock.now -= 6
    assert await result(checker, bearer) is None


async def test_a_withdrawn_key_ends_its_tokens_when_the_keys_are_old(clock: Clock, jwks: JwksFile) -> None:
    checker, bearer = jwks.tokens(), token(clock)
    assert await result(checker, bearer) is not None
    jwks.publish({"second": KEYS[1]})
    clock.now += MAX_KEY_AGE + 1
    assert await result(checker, bearer) is None
    assert checker.subject_of(bearer) is None


async def test_a_withdrawn_key_ends_its_tokens_as_soon_as_the_keys_are_fetched_for_another_token(
    clock: Clock, jwks: JwksFile
) -> None:
    checker, bearer = jwks.tokens(), token(clock)
    assert await result(checker, bearer) is not None
    jwks.publish({"second": KEYS[1]})
    clock.now += MIN_FETCH_INTERVAL + 1
    assert await result(checker, token(clock, KEYS[1], "second")) is not None
    assert checker.subject_of(bearer) is None
    assert await result(checker, bearer) is None


async def test_a_key_that_is_replaced_under_the_same_id_ends_its_tokens(clock: Clock, jwks: JwksFile) -> None:
    checker, bearer = jwks.tokens(), token(clock)
    assert await result(checker, bearer) is not None
    jwks.publish({"first": KEYS[1]})
    clock.now += MAX_KEY_AGE + 1
    assert await result(checker, bearer) is None
    assert await result(checker, token(clock, KEYS[1])) is not None


async def test_a_key_that_is_fetched_again_keeps_its_tokens_however_it_is_written(
    clock: Clock, jwks: JwksFile, verifications: Verifications
) -> None:
    checker, bearer = jwks.tokens(), token(clock)
    assert await result(checker, bearer) is not None
    jwks.publish({"second": KEYS[1], "first": KEYS[0]}, use="sig", x5t="AA")
    clock.now += MAX_KEY_AGE + 1
    assert await result(checker, bearer) is not None
    assert verifications.count == 1


async def test_a_token_that_another_audience_or_issuer_has_verified_is_refused(clock: Clock, jwks: JwksFile) -> None:
    bearer = token(clock)
    assert await result(jwks.tokens(), bearer) is not None
    assert await result(jwks.tokens(audience="another"), bearer) is None
    assert await result(jwks.tokens(issuer="http://another.test"), bearer) is None


async def test_a_refused_token_is_not_remembered(clock: Clock, jwks: JwksFile, verifications: Verifications) -> None:
    checker, bearer = jwks.tokens(), token(clock, KEYS[1])  # signed by another key than its id names
    assert [await result(checker, bearer) for _ in range(3)] == [None] * 3
    assert verifications.count == 3
    assert checker.subject_of(bearer) is None
    jwks.publish({"first": KEYS[1]})
    clock.now += MAX_KEY_AGE + 1
    assert await result(checker, bearer) is not None


async def test_only_the_very_token_that_was_verified_is_remembered(clock: Clock, jwks: JwksFile) -> None:
    checker, bearer = jwks.tokens(), token(clock)
    assert await result(checker, bearer) is not None
    signed, signature = bearer.rsplit(".", 1)
    for other in (f"{signed}.", f"{signed}.{signature[::-1]}", f"{signed}.{'A' * len(signature)}", f"{bearer}A"):
        assert await result(checker, other) is None
        assert checker.subject_of(other) is None


async def test_invented_tokens_push_out_no_remembered_ones(
    clock: Clock, jwks: JwksFile, verifications: Verifications
) -> None:
    checker, bearer = jwks.tokens(remembered=2), token(clock)
    assert await result(checker, bearer) is not None
    for number in range(10):
        assert await result(checker, token(clock, KEYS[1], sub=f"invented-{number}")) is None
    count = verifications.count
    assert await result(checker, bearer) is not None
    assert verifications.count == count


async def test_the_tokens_that_were_used_last_are_remembered(
    clock: Clock, jwks: JwksFile, verifications: Verifications
) -> None:
    checker = jwks.tokens(remembered=2)
    first, second, third = (token(clock, sub=f"officer-{number}") for number in range(3))
    for bearer in (first, second, first, third, first):
        assert await result(checker, bearer) is not None
    assert verifications.count == 3
    assert await result(checker, second) is not None
    assert verifications.count == 4


def test_the_number_of_remembered_tokens_is_bounded_and_the_tokens_are_not_kept() -> None:
    remembered = VerifiedTokens(100)
    names = [f"token-{number}" for number in range(1_000)]
    for name in names:
        remembered.add(name, VerifiedToken(Actor("s", "n"), PublishedKey("k", "t"), 0, 10))
    assert len(remembered) == 100
    assert [name for name in names if remembered.get(name, 5)] == names[-100:]
    assert not any(name in repr(remembered._tokens) for name in names)


USED: list[dict[str, Any]] = [
    {"key": KEYS[0], "key_id": "first"},
    {"key": KEYS[0], "key_id": "first", "after": 30},
    {"key": KEYS[0], "key_id": "first", "nbf": 1_800_000_020},
    {"key": KEYS[1], "key_id": "first"},
    {"key": KEYS[0], "key_id": "second", "aud": "another"},
]
CHANGES = st.sampled_from(
    [{"first": KEYS[0]}, {"first": KEYS[1]}, {"first": KEYS[0], "second": KEYS[0]}, -15.0, 0.0, 10.0, 40.0]
)
STEPS = st.lists(st.tuples(CHANGES, st.lists(st.sampled_from(USED), min_size=2, max_size=3)), min_size=4, max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_remembering_changes_no_result_whatever_the_clock_and_the_issuer_do(
    clock: Clock, jwks: JwksFile, steps: list[tuple[Any, list[dict[str, Any]]]]
) -> None:
    start = Clock()
    clock.now = start.now
    jwks.publish({"first": KEYS[0]})
    checker = jwks.tokens(remembered=3)
    for change, used in steps:
        if isinstance(change, float):
            clock.now += change
        else:
            jwks.publish(change)
            checker._fetched = checker._tried = float("-inf")  # as if the keys were old
        for bearer in (token(start, **parts) for parts in used):
            assert await result(checker, bearer) == await result(jwks.tokens(), bearer)


def test_the_thumbprint_is_that_of_rfc_7638() -> None:
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3okn"
        "jhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qM"
        "QvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJz"
        "KnqDKgw"
    )
    key = jwt.PyJWK({"kty": "RSA", "n": modulus, "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"})
    assert thumbprint_of(key) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (lambda: ec.generate_private_key(ec.SECP256R1()).public_key(), jwt.algorithms.ECAlgorithm),
        (lambda: rsa.generate_private_key(65537, 2048).public_key(), jwt.algorithms.RSAAlgorithm),
        (KEYS[0].public_key, jwt.algorithms.OKPAlgorithm),
        (lambda: b"a shared secret", jwt.algorithms.HMACAlgorithm),
    ],
    ids=["EC", "RSA", "OKP", "oct"],
)
def test_every_kind_of_key_has_a_thumbprint(key: Any, algorithm: Any) -> None:
    members = algorithm.to_jwk(key(), as_dict=True)
    assert thumbprint_of(jwt.PyJWK(members)) == thumbprint_of(jwt.PyJWK({**members, "kid": "a", "use": "sig"}))
