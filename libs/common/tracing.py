"""Traces by OpenTelemetry: from a request through the log and its carrier to every consumer (docs/adr/0008).

Off, and the SDK not even imported, unless OTEL_* says where to send them. What goes on is the W3C trace context in
`traceparent`, the same
that a record carries beside its hash. A span says which step was taken, of which stream and how much of it: never a
path, a query or an
error's message, which may name a person.
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

LAST_WORDS = 3.0  # seconds that an ending process gives to spans which were not sent yet

Attributes = Mapping[str, str | int]

_provider: "TracerProvider | None" = None
_tracer: Tracer | None = None
_propagator = TraceContextTextMapPropagator()


def start(settings: ServiceSettings, service: str) -> None:
    """Everything that the settings do not say is the SDK's to read: sampler, headers, certificate, limits, attributes
    of the resource."""
    global _provider, _tracer  # noqa: PLW0603 - one for the process, as its logs and metrics are
    if (endpoint := settings.traces_to) is None:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - 0.1 s that most do not need
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    named = {"service.name": os.environ.get("OTEL_SERVICE_NAME") or service}
    _provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
    _provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint)))
    _tracer = _provider.get_tracer("congbo")


def stop() -> None:
    """Send what was not sent yet; a collector that does not answer holds nobody up."""
    global _provider, _tracer  # noqa: PLW0603
    if _provider is not None:
        sending = threading.Thread(target=_provider.shutdown, daemon=True)
        sending.start()
        sending.join(LAST_WORDS)
    _provider = _tracer = None


def is_on() -> bool:
    return _tracer is not None


@contextmanager
def step(
    name: str, attributes: Attributes, kind: SpanKind = SpanKind.INTERNAL, under: str | None = None
) -> Iterator[Span]:
    """One step of the trace that is under way, or of the one that `under` names; what is done inside goes on under
    it."""
    if _tracer is None:
        yield INVALID_SPAN
        return
    with _continuing([_begun(_tracer, name, kind, under or traceparent.get(), attributes)]) as span:
        yield span


@contextmanager
def following(name: str, attributes: Attributes, kind: SpanKind, records: Sequence[Record]) -> Iterator[None]:
    """A step of each trace that the records came with. What is done inside goes on under it, where all are of one
    trace."""
    if _tracer is None:
        yield
        return
    traces: dict[str, list[Record]] = {}
    for record in records:
        if record.traceparent is not None:
            traces.setdefault(record.traceparent, []).append(record)
    spans = [_begun(_tracer, name, kind, trace, {**attributes, **counts_of(its)}) for trace, its in traces.items()]
    with _continuing(spans):
        yield


def counts_of(records: Sequence[Record]) -> Attributes:
    return {"congbo.events": len(records), "congbo.first": records[0].sequence, "congbo.last": records[-1].sequence}


def _begun(tracer: Tracer, name: str, kind: SpanKind, under: str | None, attributes: Attributes) -> Span:
    parent = _propagator.extract({"traceparent": under}, Context()) if under else Context()
    return tracer.start_span(name, parent, kind, dict(attributes))


@contextmanager
def _continuing(spans: Sequence[Span]) -> Iterator[Span]:
    token = traceparent.set(context_of(spans[0]) if len(spans) == 1 else None)
    try:
        yield spans[0] if spans else INVALID_SPAN
    except BaseException as failed:
        for span in spans:
            span.set_status(Status(StatusCode.ERROR, type(failed).__name__))
        raise
    finally:
        traceparent.reset(token)
        for span in spans:
            span.end()


def context_of(span: Span) -> str:
    """As W3C Trace Context writes it."""
    known = span.get_span_context()
    return f"00-{known.trace_id:032x}-{known.span_id:016x}-{known.trace_flags:02x}"
