"""The development issuer: publishes its keys, and issues any token to every client on the loopback."""

import asyncio
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel, Field

from common.http.trace_middleware import NO_TELEMETRY
from suite.tokens import LIFETIME, Issuer


class TokenRequest(BaseModel):
    sub: str
    scope: str = Field(description="scopes, separated by spaces")
    name: str = ""
    agency: str = ""
    lifetime: int = Field(default=LIFETIME, ge=1, description="seconds")


def issuer_app(issuer: Issuer) -> FastAPI:
    app = FastAPI(title="Development issuer", telemetry=NO_TELEMETRY)

    @app.get("/.well-known/jwks.json")
    async def jwks() -> dict[str, list[dict[str, str]]]:
        return issuer.jwks()

    @app.post("/token")
    async def token(request: TokenRequest) -> dict[str, str]:
        access_token = issuer.token(request.sub, request.scope.split(), request.name, request.agency, request.lifetime)
        return {"access_token": access_token, "token_type": "Bearer"}

    return app


def serve(key_file: Path, host: str, port: int, url: str | None = None) -> None:
    app = issuer_app(Issuer(key_file, url or f"http://{host}:{port}"))
    config = uvicorn.Config(app, host, port, log_level="warning", server_header=False)
    asyncio.run(uvicorn.Server(config).serve())
