"""The development issuer: publishes its keys, and issues any token to every client on the loopback."""

import asyncio
import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, ValidationError

from common.http.head_requests import HeadMiddleware
from common.http.reference import reference_routes
from common.http.request_id_middleware import RequestIdMiddleware
from common.http.slow_connections import HeadTimeoutProtocol
from common.http.trace_middleware import NO_TELEMETRY
from suite.tokens import LIFETIME, Issuer

FORM = "application/x-www-form-urlencoded"
DISCOVERY = "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"
"""The addresses of OpenID Connect Discovery 1.0 and of RFC 8414; the documents are the same."""
GRANT = "client_credentials"
NOT_STORED = {"Cache-Control": "no-store"}


class TokenRequest(BaseModel):
    sub: str
    scope: str = Field(description="scopes, separated by spaces")
    name: str = ""
    agency: str = ""
    lifetime: int = Field(default=LIFETIME, ge=1, description="seconds")


class TokenOut(BaseModel):
    access_token: str
    token_type: str = "Bearer"  # noqa: S105 - the kind of a token, no secret
    expires_in: int
    scope: str


REQUEST_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": TokenRequest.model_json_schema()},
        FORM: {
            "schema": {
                "type": "object",
                "properties": {
                    "grant_type": {"const": GRANT},
                    "client_id": {"type": "string", "description": "the subject of the token"},
                    "client_secret": {"type": "string", "description": "any"},
                    "scope": {"type": "string"},
                    "agency": {"type": "string"},
                },
                "required": ["grant_type"],
            }
        },
    },
}


class UnusableRequest(Exception):
    """The request for a token cannot be read; `code` is one of RFC 6749, section 5.2."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code


def issuer_app(issuer: Issuer) -> FastAPI:
    app = FastAPI(
        title="Development issuer", version="1", docs_url=None, redoc_url=None, telemetry=NO_TELEMETRY
    )  # for development: it gives any token to anybody
    app.add_middleware(HeadMiddleware)
    app.add_middleware(RequestIdMiddleware)
    app.router.routes.extend(reference_routes("Development issuer"))

    @app.get("/.well-known/jwks.json", operation_id="getKeys")
    async def jwks() -> dict[str, list[dict[str, str]]]:
        """The keys that tokens are verified by (RFC 7517)."""
        return issuer.jwks()

    @app.get(DISCOVERY[0], operation_id="getConfiguration")
    @app.get(DISCOVERY[1], include_in_schema=False)
    async def configuration() -> dict[str, Any]:
        """Where keys and tokens are (OpenID Connect Discovery 1.0, RFC 8414). It issues access tokens only, to clients,
        so there is no authorization endpoint."""
        return configuration_of(issuer.url)

    @app.post("/token", operation_id="issueToken", openapi_extra={"requestBody": REQUEST_BODY})
    async def token(request: Request) -> JSONResponse:
        """Issues a token to a client (RFC 6749, section 4.4), or one with the claims of a JSON body."""
        try:
            requested = token_request(request.headers, await request.body())
        except UnusableRequest as error:
            body = {"error": error.code, "error_description": str(error)}
            return JSONResponse(body, 400, headers=NOT_STORED)
        access_token = issuer.token(
            requested.sub, requested.scope.split(), requested.name, requested.agency, requested.lifetime
        )
        issued = TokenOut(access_token=access_token, expires_in=requested.lifetime, scope=requested.scope)
        return JSONResponse(issued.model_dump(), headers=NOT_STORED)

    return app


def configuration_of(url: str) -> dict[str, Any]:
    return {
        "issuer": url,
        "token_endpoint": f"{url}/token",
        "jwks_uri": f"{url}/.well-known/jwks.json",
        "response_types_supported": ["none"],
        "grant_types_supported": [GRANT],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "service_documentation": f"{url}/docs",
    }


def token_request(headers: Mapping[str, str], body: bytes) -> TokenRequest:
    """Raises `UnusableRequest`."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() == FORM:
        return form_request(headers, body)
    try:
        return TokenRequest.model_validate_json(body)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in error.errors())
        raise UnusableRequest("invalid_request", faults) from error


def form_request(headers: Mapping[str, str], body: bytes) -> TokenRequest:
    form = {name: values[-1] for name, values in parse_qs(body.decode(errors="replace")).items()}
    if form.get("grant_type") != GRANT:
        raise UnusableRequest("unsupported_grant_type", f"the grant type is {GRANT}")
    subject = form.get("client_id") or basic_user(headers.get("authorization", ""))
    if not subject:
        raise UnusableRequest("invalid_request", "client_id is missing: it becomes the subject of the token")
    return TokenRequest(sub=subject, scope=form.get("scope", ""), agency=form.get("agency", ""))


def basic_user(authorization: str) -> str:
    """The client that a Basic header names; empty where there is none. Any secret is accepted."""
    scheme, _, encoded = authorization.partition(" ")
    try:
        given = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return unquote(given.partition(":")[0]) if scheme.lower() == "basic" else ""


def serve(key_file: Path, host: str, port: int, url: str | None = None) -> None:
    app = issuer_app(Issuer(key_file, url or f"http://{host}:{port}"))
    config = uvicorn.Config(app, host, port, log_level="warning", server_header=False, http=HeadTimeoutProtocol)
    asyncio.run(uvicorn.Server(config).serve())
