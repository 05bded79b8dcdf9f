"""What a feed client makes of responses that are no feed."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.consumer.feed_client import FeedClient, FeedUnreachable, SourceBehind

HTML = "<html><body>The proxy is being updated</body></html>"
BEHIND = {"type": "urn:congbo:problem:position-beyond-tail", "detail": "the stream ends at 7"}
READS: dict[str, Callable[[FeedClient], Awaitable[Any]]] = {
    "page": lambda client: client.page(0, 8),
    "heads": lambda client: client.heads(),
    "keys": lambda client: client.keys(),
    "epochs": lambda client: client.epochs(),
}


def client_of(response: httpx.Response, token_file: Path | None = None) -> FeedClient:
    client = FeedClient("procedures", "http://feed.test", token_file)
    client.http = httpx.AsyncClient(
        transport=httpx.MockTransport(lambda request: response), base_url="http://feed.test"
    )
    return client


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, text=HTML),
        httpx.Response(200, text=""),
        httpx.Response(200, text='{"events":[{"specversion":"1.0","id'),
        httpx.Response(200, json={"events": "none"}),
        httpx.Response(200, json=[]),
        httpx.Response(200, content=b"\xff\xfe"),
        httpx.Response(302, headers={"Location": "https://login.test"}),
        httpx.Response(409, text=HTML),
        httpx.Response(409, json={"type": "urn:congbo:problem:epoch-not-higher", "detail": "of another operation"}),
        httpx.Response(409, json={"error": "of a proxy"}),
        httpx.Response(500, text=HTML),
    ],
    ids=lambda response: f"{response.status_code} {response.text[:24]}",
)
async def test_a_response_that_is_no_feed_is_retried(read: str, response: httpx.Response) -> None:
    with pytest.raises(FeedUnreachable, match="procedures answered"):
        await READS[read](client_of(response))


async def test_a_source_that_ends_before_the_position_is_reported_with_its_own_words() -> None:
    with pytest.raises(SourceBehind, match="the stream ends at 7"):
        await client_of(httpx.Response(409, json=BEHIND)).page(0, 8)


@pytest.mark.parametrize("content", [None, b"\xff"], ids=["absent", "not a text"])
async def test_a_token_that_cannot_be_read_for_a_moment_is_read_again(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "token"
    client = client_of(httpx.Response(200, json={"keys": []}), file)
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FeedUnreachable, match="the token for procedures cannot be read"):
        await client.keys()
    file.write_text("token")
    assert await client.keys() == ()
