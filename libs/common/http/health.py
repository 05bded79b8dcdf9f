"""Liveness and readiness probes, and `/metrics`."""

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import text
from typing_extensions import TypeAliasType

from common.consumer.positions import stopped_streams
from common.database.connections import driver_of, is_connection_lost, refusal_of
from common.http.state import runtime_of
from common.metrics import registry
from common.migrations.heads import is_at_head
from common.service.definition import Runtime

router = APIRouter(tags=["operation"])
ReadinessStatus = TypeAliasType("ReadinessStatus", Literal["ready", "not ready"])


class Liveness(BaseModel):
    status: Literal["alive"]


class FailedComponent(BaseModel):
    """`component` is database, schema, stream, clock, writes, or the name of a part of the process. `stream` names the
    stream that has stopped."""

    component: str
    detail: str | None
    stream: str | None = None


class Readiness(BaseModel):
    """`degraded` lists what does not work while reads go on."""

    status: ReadinessStatus
    failures: list[FailedComponent]
    degraded: list[FailedComponent]


NOT_READY = {"model": Readiness, "description": "Requests should go to another process."}


@router.get("/healthz/live", operation_id="getLiveness")
async def live() -> Liveness:
    """The process runs its event loop. Nothing else is checked, so that a database failure restarts no process."""
    return Liveness(status="alive")


@router.get("/healthz/ready", operation_id="getReadiness", responses={200: {"model": Readiness}, 503: NOT_READY})
async def ready(request: Request) -> Response:
    """503 with the failures: the database, the schema, a stopped stream. Reads need no Kafka.

    `degraded` lists what does not work while reads go on: a full disk, a wrong clock, or a part of the process that has
    failed and is started again, must not take down the public catalogue.
    """
    runtime = runtime_of(request)
    failures = await readiness_failures(runtime)
    body = {"status": "not ready" if failures else "ready", "failures": failures, "degraded": degraded(runtime)}
    return JSONResponse(body, 503, {"Retry-After": "1"}) if failures else JSONResponse(body)


def degraded(runtime: Runtime) -> list[dict[str, Any]]:
    reasons = {"clock": runtime.clock_check.reason, "writes": runtime.writes.reason, **runtime.parts.failures}
    return [{"component": component, "detail": reason} for component, reason in reasons.items() if reason is not None]


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


async def readiness_failures(runtime: Runtime) -> list[dict[str, Any]]:
    try:
        async with runtime.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
            if not await is_at_head(runtime.service, connection):
                return [{"component": "schema", "detail": "the migrations have not been run"}]
            await runtime.clock_check.measure(await driver_of(connection), runtime.clock)
            stopped = await stopped_streams(connection) if runtime.service.subscriptions else []
    except Exception as error:
        if refusal_of(error) is not None:
            return [{"component": "database", "detail": "it refuses this role"}]
        if not is_connection_lost(error):
            raise
        return [{"component": "database", "detail": "it cannot be reached"}]
    return [
        {"component": "stream", "stream": f"{stream.source}/{stream.shard}", "detail": stream.cause}
        for stream in stopped
    ]
