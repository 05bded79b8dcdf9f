"""The development issuer can be used by stock libraries: its configuration is where they look for it, and a client gets
a token as RFC 6749 describes it."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import jwt
import pytest

from suite.issuer import DISCOVERY, issuer_app
from suite.tokens import AUDIENCE, Issuer

URL = "http://issuer.test"


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = issuer_app(Issuer(tmp_path / "issuer.pem", URL))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=URL) as client:
        yield client


@pytest.mark.parametrize("path", DISCOVERY)
async def test_the_configuration_names_addresses_that_respond(http: httpx.AsyncClient, path: str) -> None:
    """OpenID Connect Discovery 1.0, section 4; RFC 8414, section 3: the issuer is exactly that of the tokens."""
    configuration = (await http.get(path)).raise_for_status().json()
    assert configuration["issuer"] == URL
    keys = await http.get(urlsplit(configuration["jwks_uri"]).path)
    assert keys.json()["keys"][0]["alg"] in configuration["id_token_signing_alg_values_supported"]
    assert (await http.get(urlsplit(configuration["service_documentation"]).path)).status_code == 200


async def test_a_client_gets_a_token_with_its_credentials_in_the_form_or_the_header(http: httpx.AsyncClient) -> None:
    grant = {"grant_type": "client_credentials", "scope": "reports.read events.read"}
    configuration = (await http.get(DISCOVERY[0])).json()
    key = jwt.PyJWKSet.from_dict((await http.get(configuration["jwks_uri"])).json()).keys[0]
    for request in (
        {"data": {**grant, "client_id": "land registry"}},
        {"data": grant, "auth": ("land registry", "any")},
    ):
        response = await http.post(configuration["token_endpoint"], **request)
        token = response.json()
        claims = jwt.decode(token["access_token"], key, algorithms=["EdDSA"], audience=AUDIENCE, issuer=URL)
        assert (claims["sub"], claims["scope"]) == ("land registry", grant["scope"])
        assert (token["token_type"], token["scope"]) == ("Bearer", grant["scope"])
        assert claims["exp"] - claims["iat"] == token["expires_in"]
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("request_parts", "code"),
    [
        ({"data": {"grant_type": "password"}}, "unsupported_grant_type"),
        ({"data": {"grant_type": "client_credentials"}}, "invalid_request"),
        ({"data": {"grant_type": "client_credentials"}, "headers": {"Authorization": "Basic ?"}}, "invalid_request"),
        ({"json": {"sub": "me"}}, "invalid_request"),
        ({"json": {"sub": "me", "scope": "", "lifetime": 0}}, "invalid_request"),
        ({"content": b"\xff"}, "invalid_request"),
        ({}, "invalid_request"),
    ],
)
async def test_a_request_that_cannot_be_read_is_refused_with_a_code_of_the_standard(
    http: httpx.AsyncClient, request_parts: dict[str, object], code: str
) -> None:
    response = await http.post("/token", **request_parts)  # type: ignore[arg-type]  # of httpx
    assert (response.status_code, response.json()["error"]) == (400, code)
    assert response.json()["error_description"]


@pytest.mark.parametrize("path", [*DISCOVERY, "/.well-known/jwks.json", "/docs", "/openapi.json"])
async def test_whatever_is_read_takes_head_and_every_response_has_a_request_id(
    http: httpx.AsyncClient, path: str
) -> None:
    read, head = await http.get(path), await http.head(path, headers={"Request-Id": "mine-0001"})
    assert (read.status_code, head.status_code, head.content) == (200, 200, b"")
    assert head.headers["Content-Length"] == str(len(read.content))
    assert head.headers["Request-Id"] == "mine-0001"
    assert read.headers["Request-Id"] not in ("", "mine-0001")
    refused = await http.post("/token", content=b"{", headers={"Request-Id": "mine-0002"})
    assert (refused.status_code, refused.headers["Request-Id"]) == (400, "mine-0002")
