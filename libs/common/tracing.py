"""Traces by OpenTelemetry: from a request through the log and its carrier to every consumer (docs/adr/0008).

Tracing is off, and the SDK is not even imported, unless OTEL_* names a collector. What is passed on is the W3C trace
context in `traceparent`, which a record carries beside its hash. A span states the step, the stream and the number of
events, never a path, a query or the message of an error, since these may name a person.
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from opentelemetry.context import Context
from opentelemetry.trace import INVALID_SPAN, Span, SpanKind, Status, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from common.eventlog.log import traceparent
from common.eventlog.record import Record
from common.settings import ServiceSettings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

FLUSH_TIMEOUT = 3.0  # seconds that a stopping process waits for spans to be sent

Attributes = Mapping[str, str | int]

_provider: "TracerProvider | None" = None
_tracer: Tracer | None = None
_propagator = TraceContextTextMapPropagator()


def start(settings: ServiceSettings, service: str) -> None:
    """Starts tracing where the settings name a collector. The SDK reads the rest from the environment: sampler,
    headers, certificate, limits, resource attributes."""
    global _provider, _tracer  # noqa: PLW0603 - one for the process, as its logs and metrics are
    if (endpoint := settings.traces_endpoint) is None:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - 0.1 s that most do not need
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    attributes = {"service.name": os.environ.get("OTEL_SERVICE_NAME") or service}
    _provider = TracerProvider(resource=Resource.create(attributes), shutdown_on_exit=False)
    _provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint)))
    _tracer = _provider.get_tracer("congbo")


def stop() -> None:
    """Sends the remaining spans, and gives up after `FLUSH_TIMEOUT` where the collector does not respond."""
    global _provider, _tracer  # noqa: PLW0603
    if _provider is not None:
        shutdown = threading.Thread(target=_provider.shutdown, daemon=True)
        shutdown.start()
        shutdown.join(FLUSH_TIMEOUT)
    _provider = _tracer = None


def is_on() -> bool:
    return _tracer is not None


@contextmanager
def step(
    name: str, attributes: Attributes, kind: SpanKind = SpanKind.INTERNAL, parent: str | None = None
) -> Iterator[Span]:
    """A span of the current trace, or of the one that `parent` names. Spans that are opened inside are its children."""
    if _tracer is None:
        yield INVALID_SPAN
        return
    with _current([_start_span(_tracer, name, kind, parent or traceparent.get(), attributes)]) as span:
        yield span


@contextmanager
def step_for_records(name: str, attributes: Attributes, kind: SpanKind, records: Sequence[Record]) -> Iterator[None]:
    """A span in each trace that the records belong to. Spans that are opened inside are children only where all records
    belong to one trace."""
    if _tracer is None:
        yield
        return
    traces: dict[str, list[Record]] = {}
    for record in records:
        if record.traceparent is not None:
            traces.setdefault(record.traceparent, []).append(record)
    spans = [
        _start_span(_tracer, name, kind, trace, {**attributes, **range_of(of_trace)})
        for trace, of_trace in traces.items()
    ]
    with _current(spans):
        yield


def range_of(records: Sequence[Record]) -> Attributes:
    return {"congbo.events": len(records), "congbo.first": records[0].sequence, "congbo.last": records[-1].sequence}


def _start_span(tracer: Tracer, name: str, kind: SpanKind, parent: str | None, attributes: Attributes) -> Span:
    context = _propagator.extract({"traceparent": parent}, Context()) if parent else Context()
    return tracer.start_span(name, context, kind, dict(attributes))


@contextmanager
def _current(spans: Sequence[Span]) -> Iterator[Span]:
    token = traceparent.set(traceparent_of(spans[0]) if len(spans) == 1 else None)
    try:
        yield spans[0] if spans else INVALID_SPAN
    except BaseException as error:
        for span in spans:
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
        raise
    finally:
        traceparent.reset(token)
        for span in spans:
            span.end()


def traceparent_of(span: Span) -> str:
    """Returns the span in the form of W3C Trace Context."""
    context = span.get_span_context()
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
