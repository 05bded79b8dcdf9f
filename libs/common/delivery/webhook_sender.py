"""Sends one push by HTTP: a POST that is signed as the Standard Webhooks specification says."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import orjson
from standardwebhooks import Webhook

from common.delivery.pushes import Message, PushResponse
from common.delivery.stated_urls import ResolveAddress, client_for_stated_urls, request_to

MAX_RESPONSE_BYTES = 65_536  # bytes of a response that are read; a note is kept of it, not the document
MAX_NOTE_LENGTH = 1_000  # characters


class Webhooks:
    """`secrets` is a folder with a file for each receiver's secret, as an orchestrator mounts them. They are read for
    each message, since they are renewed. A file may have several secrets, one a line: the message is signed with each,
    until the receiver knows the new one."""

    def __init__(self, secrets: Path | None, timeout: float, resolve_address: ResolveAddress) -> None:
        self.secrets = secrets
        self.timeout = timeout
        self.resolve_address = resolve_address
        self.http = client_for_stated_urls(timeout)

    async def send(self, message: Message) -> PushResponse:
        try:
            async with asyncio.timeout(self.timeout):  # for the whole exchange: httpx's timeout is for each read
                return await self._send(message)
        except (TimeoutError, httpx.TimeoutException):
            return PushResponse(None, f"no answer within {self.timeout:g} s")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as error:
            return PushResponse(None, f"{type(error).__name__}: {error}"[:MAX_NOTE_LENGTH])

    async def close(self) -> None:
        await self.http.aclose()

    async def _send(self, message: Message) -> PushResponse:
        headers = self._headers(message)
        request = await request_to(self.http, "POST", message.url, self.resolve_address, headers, message.body)
        async with request as response:
            body = b""
            async for part in response.aiter_bytes():
                body += part
                if len(body) > MAX_RESPONSE_BYTES:
                    break
            return response_of(response, body[:MAX_RESPONSE_BYTES])

    def _headers(self, message: Message) -> dict[str, str]:
        text = message.body.decode()
        signatures = [
            Webhook(secret).sign(message.id, message.at, text) for secret in self._secrets(message.secret_name)
        ]
        return {
            "content-type": "application/json",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(message.at.timestamp())),
            "webhook-signature": " ".join(signatures),
        }

    def _secrets(self, name: str) -> Iterator[str]:
        if self.secrets is None:
            raise ValueError("the setting that names the folder of secrets is empty")
        secrets = (self.secrets / name).read_text().split()
        if not secrets:
            raise ValueError(f"the secret {name} is empty")
        yield from secrets


def response_of(response: httpx.Response, body: bytes) -> PushResponse:
    """Takes the URL of the publication from `Location` or from `url` in a JSON body.

    The text of a refusal is kept for officers. Nothing else of the body is: the note of a publication is public, and
    the receiver may be another system than the one that was meant.
    """
    if not response.is_success:
        text = body.decode("utf-8", "replace").replace("\0", "").strip()[:MAX_NOTE_LENGTH]
        return PushResponse(response.status_code, f"it answered {response.status_code}: {text}")
    url = response.headers.get("location") or _url_in(body)
    absolute_url = str(response.request.url.join(url)) if url else None
    return PushResponse(
        response.status_code,
        url=absolute_url if absolute_url and absolute_url.startswith(("http:", "https:")) else None,
        note=f"the receiver responded with {response.status_code}",
    )


def _url_in(body: bytes) -> str | None:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    url = document.get("url") if isinstance(document, dict) else None
    return url if isinstance(url, str) else None
