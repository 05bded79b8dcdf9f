"""The processes that serve the API, and the command that prints its OpenAPI document."""

import json
from collections.abc import Sequence

from common.http.app import build_api
from common.operations.garbage_collector import tune_collector
from common.operations.servers import consumer_parts, own_parts, relay_parts, run_parts
from common.operations.serving import serve_app
from common.operations.supervision import Part
from common.operations.wait_for_migrations import once_migrated
from common.service.definition import Runtime


def api_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    app = build_api(runtime)
    tune_collector()  # the API has imported more modules
    serve = serve_app(app, runtime.settings.host, runtime.settings.port)
    return [("api", once_migrated(runtime, serve))]


async def api(runtime: Runtime, _: Sequence[str]) -> int:
    """Serve the HTTP API."""
    return await run_parts(runtime, [], api_parts(runtime))


async def everything(runtime: Runtime, _: Sequence[str]) -> int:
    """Run the API, the relay, the consumers and the service's own parts in one process, for small installations."""
    parts = [*relay_parts(runtime), *consumer_parts(runtime), *own_parts(runtime)]
    return await run_parts(runtime, parts, api_parts(runtime))


async def openapi(runtime: Runtime, _: Sequence[str]) -> int:
    """Print the OpenAPI document."""
    print(json.dumps(build_api(runtime).openapi(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0
