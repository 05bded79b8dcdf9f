"""The processes that answer requests, and the document that says what may be asked."""

import json
from collections.abc import Sequence

from common.http.app import build_api
from common.operations.collector import settle_collector
from common.operations.servers import consumer_parts, own_parts, relay_parts, working
from common.operations.serving import serving
from common.operations.supervision import Part
from common.service.definition import Runtime


def api_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    app = build_api(runtime)
    settle_collector()  # the door came with modules of its own
    return [("api", serving(app, runtime.settings.host, runtime.settings.port))]


async def api(runtime: Runtime, _: Sequence[str]) -> int:
    """Answer HTTP requests."""
    return await working(runtime, api_parts(runtime))


async def everything(runtime: Runtime, _: Sequence[str]) -> int:
    """The API, the relay, the consumers and the service's own parts in one process, for small installations."""
    return await working(
        runtime, [*api_parts(runtime), *relay_parts(runtime), *consumer_parts(runtime), *own_parts(runtime)]
    )


async def openapi(runtime: Runtime, _: Sequence[str]) -> int:
    """Print the OpenAPI document."""
    print(json.dumps(build_api(runtime).openapi(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0
