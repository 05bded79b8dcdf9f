"""Is the process alive, and may it be asked? `/metrics` beside it."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from common.consumer.positions import stopped_streams
from common.database.connections import is_connection_lost, refusal_of
from common.http.state import runtime_of
from common.metrics import registry
from common.migrations.heads import is_at_head
from common.service.definition import Runtime

router = APIRouter(tags=["operation"])


@router.get("/healthz/live")
async def live() -> dict[str, str]:
    """The process runs its loop; nothing else is asked, so that a database's trouble does not restart us."""
    return {"status": "alive"}


@router.get("/healthz/ready")
async def ready(request: Request) -> Response:
    """503 with what is wrong: the database, the schema, a stopped stream. Kafka down does not stop reads.

    `degraded` says what does not work while reads go on: a full disk must not take down the public catalogue.
    """
    runtime = runtime_of(request)
    wrong = await whats_wrong(runtime)
    body = {"status": "not ready" if wrong else "ready", "wrong": wrong, "degraded": degraded(runtime)}
    return JSONResponse(body, 503 if wrong else 200)


def degraded(runtime: Runtime) -> list[dict[str, Any]]:
    reason = runtime.writes.reason
    return [] if reason is None else [{"what": "writes", "detail": reason}]


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


async def whats_wrong(runtime: Runtime) -> list[dict[str, Any]]:
    try:
        async with runtime.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
            if not await is_at_head(runtime.service, connection):
                return [{"what": "schema", "detail": "the migrations have not been run"}]
            stopped = await stopped_streams(connection) if runtime.service.subscriptions else []
    except Exception as error:
        if refusal_of(error) is not None:
            return [{"what": "database", "detail": "it refuses this role"}]
        if not is_connection_lost(error):
            raise
        return [{"what": "database", "detail": "it cannot be reached"}]
    return [{"what": "stream", "stream": f"{one.source}/{one.shard}", "detail": one.cause} for one in stopped]
