"""Who calls over SOAP: an officer's system with a bearer token, or a client with a shared secret."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials

from common.http.authentication import bearer, caller, with_scope
from common.http.state import runtime_of
from common.identity import Actor
from population_lookup.clients.commands.authenticate_client import authenticate_client
from population_lookup.clients.domain.basic_credentials import BasicCredentials
from population_lookup.protocols.shared.access import SCOPE
from population_lookup.settings import Settings
from population_lookup.shared.domain.refusals import CredentialsNotAccepted


async def soap_officer(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
) -> Actor:
    """Raises `TokenMissing`, `CredentialsNotAccepted` and what else a token may be refused for. Two headers of one name
    are never accepted: a proxy may have looked at the other one."""
    given = request.headers.getlist("authorization")
    if len(given) > 1:
        raise CredentialsNotAccepted
    if given and given[0][:6].lower() == "basic ":
        return await _client(request, given[0])
    return with_scope(await caller(request, credentials), SCOPE)


soap_officer.scopes = (SCOPE,)  # type: ignore[attr-defined]  # read where docs/scopes.md is generated

SoapOfficer = Annotated[Actor, Depends(soap_officer)]


async def _client(request: Request, authorization: str) -> Actor:
    timestamps = request.headers.getlist("timestamp")
    credentials = BasicCredentials.read(authorization, timestamps[0]) if len(timestamps) == 1 else None
    if credentials is None:
        raise CredentialsNotAccepted
    runtime = runtime_of(request)
    assert isinstance(runtime.settings, Settings)  # noqa: S101 - of this service
    body = await request.body()
    async with runtime.engine.begin() as connection:
        actor = await authenticate_client(
            connection,
            credentials,
            body,
            addresses_of(request, runtime.settings),
            now=runtime.clock.now(),
            valid_seconds=runtime.settings.client_timestamp_seconds,
            folder=runtime.settings.client_secrets_dir,
        )
    request.state.actor = actor
    return actor


def addresses_of(request: Request, settings: Settings) -> list[str]:
    """What a client may have signed: path or URL, as the request has it or as the setting says behind a proxy."""
    addresses = [request.url.path, str(request.url.replace(query=""))]
    if settings.soap_url is not None:
        addresses += [urlsplit(settings.soap_url).path, settings.soap_url]
    return list(dict.fromkeys(addresses))
