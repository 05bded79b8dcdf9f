"""The server's side of a trace, outermost of all, and only there where traces are made: others pay nothing for it.

FastAPI would make such spans itself, with path and query; here they name a person as often as not.
"""

from fastapi.telemetry import TelemetryConfig
from opentelemetry.trace import SpanKind, Status, StatusCode
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common import tracing
from common.eventlog.log import traceparent
from common.http.outer_middleware import METHODS

OWN_TRACES: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI's own telemetry would tell path, query and the messages of errors to whoever collects it."""

NAME = b"traceparent"
NOT_TRACED = ("/healthz/", "/metrics", "/v1/events")
"""Asked again and again by those who watch and follow; what they are told is traced where it was made."""


class Traced:
    """Tells what is inside that the request's trace goes on under its own span, by the very header that it would come
    with."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(NOT_TRACED):
            await self.app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in METHODS else "other"
        came = next((value.decode("latin-1") for name, value in scope["headers"] if name == NAME), None)
        with tracing.step(method, {"http.request.method": method}, SpanKind.SERVER, came) as span:
            others = [(name, value) for name, value in scope["headers"] if name != NAME]
            inside = {**scope, "headers": [*others, (NAME, (traceparent.get() or "").encode())]}

            async def send_traced(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= 500:
                        span.set_status(Status(StatusCode.ERROR))
                await send(message)

            try:
                await self.app(inside, receive, send_traced)
            finally:
                route = getattr(inside.get("route"), "path", None)  # a template, never what stood in its place
                if route is not None:
                    span.set_attribute("http.route", route)
                    span.update_name(f"{method} {route}")
