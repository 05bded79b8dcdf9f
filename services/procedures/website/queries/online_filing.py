"""May a dossier be filed online? `online_services` answers, by its public API; the page never waits for it long."""

from datetime import date
from typing import Any

import httpx
import msgspec

from common.consumer.feed_client import tls_context

TIMEOUT = 0.5  # seconds; without an answer by then the page says that it is not known now


class PartialReason(msgspec.Struct, frozen=True):
    name: str
    name_en: str
    legal_basis: str


class SetOfProcedure(msgspec.Struct, frozen=True):
    kind: str
    name: str


class OnlineFiling(msgspec.Struct, frozen=True):
    """The response of `GET /v1/online-filing/{code}`, as far as the page shows it."""

    may_file: bool
    obstacle: str | None
    level: str | None
    offered_from: date | None
    begins: date | None
    ends: date | None
    # an earlier version of the service does not state them
    partial_reason: PartialReason | None = None
    proactive_level: int = 0
    sets: tuple[SetOfProcedure, ...] = ()


_responses = msgspec.json.Decoder(OnlineFiling)


async def online_filing(
    base_url: str, code: str, on: date, transport: httpx.AsyncBaseTransport | None = None
) -> OnlineFiling | None:
    """Returns None where it is not known now: the other service does not answer in time, or not as agreed, or has not
    heard of the procedure yet."""
    options: dict[str, Any] = {"timeout": TIMEOUT, "verify": tls_context(), "transport": transport}
    try:
        async with httpx.AsyncClient(base_url=base_url, **options) as client:
            response = await client.get(f"/v1/online-filing/{code}", params={"on": on.isoformat()})
        return _responses.decode(response.content) if response.status_code == httpx.codes.OK else None
    except (httpx.HTTPError, msgspec.MsgspecError):
        return None
