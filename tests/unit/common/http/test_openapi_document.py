"""The OpenAPI document of a service is composed once, and nothing collects garbage in the thread that does so."""

import asyncio
import gc
from collections.abc import Sequence
from typing import Any

import httpx
from starlette.routing import BaseRoute

from common.http.app import Api


async def test_requests_at_once_compose_the_document_once_and_collect_no_garbage() -> None:
    collected = list[bool]()

    def compose(_routes: Sequence[BaseRoute]) -> dict[str, Any]:
        collected.append(gc.isenabled())
        return {"openapi": "3.1.0"}

    api = Api(compose)
    api.outer_app = api.build_middleware_stack()
    gc.enable()  # tests run without
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://service.test") as client:
            responses = await asyncio.gather(*(client.get("/openapi.json") for _ in range(5)))
        is_enabled_again = gc.isenabled()
    finally:
        gc.disable()
    assert {response.content for response in responses} == {b'{"openapi":"3.1.0"}'}
    assert collected == [False]
    assert is_enabled_again
