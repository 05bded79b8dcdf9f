"""One push by HTTP: a POST that is signed as the Standard Webhooks specification says, and what came back."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import httpx
import orjson
from standardwebhooks import Webhook

from common.delivery.pushes import Message, PushResponse

MOST_READ = 65_536  # bytes of an answer: it is kept as evidence, not as a document
MOST_KEPT = 1_000  # characters
DEFAULT_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20)  # httpx's own
ResolveAddress = Callable[[str, int], Awaitable[str]]


class Webhooks:
    """`secrets` is the folder with one file for each receiver's secret, as an orchestrator mounts them; read on each
    use, since they
    are renewed. A file may hold several, one a line: each signs, until the receiver knows the new one.

    `resolve_address` chooses the network address that a host is reached at, or refuses it by an `OSError`: for
    addresses that others state.
    """

    def __init__(self, secrets: Path | None, timeout: float, resolve_address: ResolveAddress | None = None) -> None:
        self.secrets = secrets
        self.timeout = timeout
        self.resolve_address = resolve_address
        self.http = httpx.AsyncClient(
            timeout=timeout,
            follow_redirects=False,  # a signed message goes where it was addressed
            trust_env=resolve_address is None,  # a proxy would look the name up again
            limits=DEFAULT_LIMITS
            if resolve_address is None
            else httpx.Limits(max_keepalive_connections=0),  # two names may share an address
        )

    async def send(self, message: Message) -> PushResponse:
        try:
            async with asyncio.timeout(self.timeout):  # of the whole: httpx counts each read anew
                return await self._send(message)
        except (TimeoutError, httpx.TimeoutException):
            return PushResponse(None, f"no answer within {self.timeout:g} s")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as error:
            return PushResponse(None, f"{type(error).__name__}: {error}"[:MOST_KEPT])

    async def close(self) -> None:
        await self.http.aclose()

    async def _send(self, message: Message) -> PushResponse:
        url, headers, extensions = httpx.URL(message.url), self._headers(message), {}
        if self.resolve_address is not None:
            headers["host"], extensions["sni_hostname"] = url.netloc.decode(), url.host
            url = url.copy_with(
                host=await self.resolve_address(url.host, url.port or (443 if url.scheme == "https" else 80))
            )
        async with self.http.stream(
            "POST", url, content=message.body, headers=headers, extensions=extensions
        ) as response:
            body = b""
            async for part in response.aiter_bytes():
                body += part
                if len(body) > MOST_READ:
                    break
            return response_of(response, body[:MOST_READ])

    def _headers(self, message: Message) -> dict[str, str]:
        text = message.body.decode()
        signatures = [
            Webhook(secret).sign(message.id, message.at, text) for secret in self._secrets(message.secret_name)
        ]
        return {
            "content-type": "application/json",
            "user-agent": "congbo",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(message.at.timestamp())),
            "webhook-signature": " ".join(signatures),
        }

    def _secrets(self, name: str) -> Iterator[str]:
        if self.secrets is None:
            raise ValueError("the setting that names the folder of secrets is empty")
        found = (self.secrets / name).read_text().split()
        if not found:
            raise ValueError(f"the secret {name} is empty")
        yield from found


def response_of(response: httpx.Response, body: bytes) -> PushResponse:
    """Where it says that it published: `Location`, or `url` in a JSON body; what else it said is kept as a note."""
    text = body.decode("utf-8", "replace").replace("\0", "").strip()[:MOST_KEPT]
    if not response.is_success:
        return PushResponse(response.status_code, f"it answered {response.status_code}: {text}")
    url = response.headers.get("location") or _url_in(body)
    full = str(response.request.url.join(url)) if url else None
    return PushResponse(
        response.status_code, url=full if full and full.startswith(("http:", "https:")) else None, note=text or None
    )


def _url_in(body: bytes) -> str | None:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    url = found.get("url") if isinstance(found, dict) else None
    return url if isinstance(url, str) else None
