"""The server span of a request. This outermost middleware is added only where tracing is on.

FastAPI could make such spans itself, but with path and query, which often name a person here.
"""

from fastapi.telemetry import TelemetryConfig
from opentelemetry.trace import SpanKind, Status, StatusCode
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common import tracing
from common.eventlog.log import traceparent
from common.http.outer_middleware import METHODS

NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI's own telemetry would export path, query and messages of errors."""

NAME = b"traceparent"
NOT_TRACED = ("/healthz/", "/metrics", "/v1/events")
"""Polled by monitoring and followers; events are traced where they are recorded and applied."""


class TraceMiddleware:
    """Opens a span, and replaces the `traceparent` of the request by that of the span for everything inside."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(NOT_TRACED):
            await self.app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in METHODS else "other"
        parent = next((value.decode("latin-1") for name, value in scope["headers"] if name == NAME), None)
        with tracing.step(method, {"http.request.method": method}, SpanKind.SERVER, parent) as span:
            headers = [(name, value) for name, value in scope["headers"] if name != NAME]
            inner_scope = {**scope, "headers": [*headers, (NAME, (traceparent.get() or "").encode())]}

            async def send_traced(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= 500:
                        span.set_status(Status(StatusCode.ERROR))
                await send(message)

            try:
                await self.app(inner_scope, receive, send_traced)
            finally:
                route = getattr(inner_scope.get("route"), "path", None)  # the template, never the path itself
                if route is not None:
                    span.set_attribute("http.route", route)
                    span.update_name(f"{method} {route}")
