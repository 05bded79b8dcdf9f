"""Authenticates a request by the shared secret of its client."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from common.identity import Actor
from population_lookup.clients.domain.basic_credentials import BasicCredentials
from population_lookup.clients.storage.repository import claim_timestamp, client_named
from population_lookup.clients.storage.secrets import read_secret
from population_lookup.shared.domain.refusals import CredentialsNotAccepted

NOBODY = "no client has this secret, since it is compared with a digest of nobody"
ALLOWED = frozenset({"population.lookup"})
WITH_SENSITIVE_FIELDS = ALLOWED | {"population.sensitive"}


async def authenticate_client(
    connection: AsyncConnection,
    credentials: BasicCredentials,
    body: bytes,
    addresses: Sequence[str],
    *,
    now: datetime,
    valid_seconds: float,
    folder: Path | None,
) -> Actor:
    """Raises `CredentialsNotAccepted`, whatever the reason: a caller learns neither which clients there are nor how far
    a guess was right."""
    client = await client_named(connection, credentials.user)
    secret = read_secret(folder, client.secret_file) if client is not None else None
    is_proved = credentials.is_proved_by(secret or NOBODY, addresses)
    if client is None or secret is None or not is_proved:
        raise CredentialsNotAccepted
    if not credentials.is_current(now.timestamp(), valid_seconds):
        raise CredentialsNotAccepted
    kept = timedelta(seconds=2 * valid_seconds)
    if not await claim_timestamp(connection, client.name, credentials.timestamp, sha256(body).digest(), now, kept):
        raise CredentialsNotAccepted
    scopes = WITH_SENSITIVE_FIELDS if client.sees_sensitive_fields else ALLOWED
    return Actor(client.account, client.name, client.agency_code, scopes)
