"""Questions of one service to another, for answers that are worth having but that nothing depends on."""

import asyncio
from typing import Any, TypeVar

import httpx
import structlog
from pydantic import BaseModel

from common.consumer.feed_client import tls_context
from common.service.service_token import authorization_of
from common.settings import ServiceSettings

TIMEOUT = 2.0  # seconds, from the connection to the last byte

log = structlog.get_logger()
T = TypeVar("T", bound=BaseModel)


async def response_of_service(
    service: str, settings: ServiceSettings, method: str, path: str, form: type[T], **request: Any
) -> T | None:
    """Sends the request with the token of this service. Returns None, and logs it, where the other one does not respond
    within two seconds, or not as agreed."""
    try:
        async with (
            asyncio.timeout(TIMEOUT),
            httpx.AsyncClient(base_url=settings.url_of(service), timeout=TIMEOUT, verify=tls_context()) as client,
        ):
            client.headers.update(await authorization_of(settings.service_token_file))
            response = await client.request(method, path, **request)
            response.raise_for_status()
        return form.model_validate_json(response.content)
    except (httpx.HTTPError, OSError, ValueError) as error:
        log.warning("a service does not respond as agreed", service=service, path=path, cause=repr(error))
        return None
