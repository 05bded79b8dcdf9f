"""The processes that serve the API, and the command that prints its OpenAPI document."""

import json
from argparse import Namespace

from common.http.app import build_api
from common.operations.garbage_collector import tune_collector
from common.operations.open_runtime import open_runtime
from common.operations.servers import consumer_parts, own_parts, relay_parts, run_parts
from common.operations.serving import serve_app
from common.operations.supervision import Part
from common.operations.wait_for_migrations import once_migrated
from common.service.definition import Command, Runtime, Service

NO_DATABASE = "postgresql://nobody@127.0.0.1/none"
"""Stands where a setting requires a database that is never connected to."""


def api_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    app = build_api(runtime)
    tune_collector()  # the API has imported more modules
    serve = serve_app(app, runtime.settings.host, runtime.settings.port)
    return [("api", once_migrated(runtime, serve))]


async def run_api(runtime: Runtime, _: Namespace) -> int:
    """Serve the HTTP API."""
    return await run_parts(runtime, [], api_parts(runtime))


async def run_everything(runtime: Runtime, _: Namespace) -> int:
    """Run the API, the relay, the consumers and the service's own parts in one process, for small installations."""
    parts = [*relay_parts(runtime), *consumer_parts(runtime), *own_parts(runtime)]
    return await run_parts(runtime, parts, api_parts(runtime))


async def print_openapi(runtime: Runtime, _: Namespace) -> int:
    """Print the OpenAPI document."""
    print(json.dumps(build_api(runtime).openapi(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0


async def print_openapi_offline(service: Service, options: Namespace) -> int:
    async with open_runtime(service, service.settings(database_url=NO_DATABASE)) as runtime:
        return await print_openapi(runtime, options)


api = Command(run_api, needs_schema=False)
everything = Command(run_everything, needs_schema=False)
openapi = Command(print_openapi, offline=lambda _options: print_openapi_offline)
