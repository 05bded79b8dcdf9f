"""Logs as JSON lines on standard error. They never hold bodies, tokens or personal data."""

import logging
import re
import sys
from functools import partial

import structlog

from common.eventlog.log import traceparent
from common.request_ids import request_id


def add_service(
    service: str, _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Adds the service to every line, also to those that a library logs in a thread of its own."""
    event["service"] = service
    return event


def add_trace(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Adds the trace of the current request, so that its lines are found by the `traceparent` that its caller sent."""
    if (trace := traceparent.get()) is not None:
        event["trace"] = trace[3:35]
    return event


def add_request_id(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Adds the id of the current request, which its caller has in `Request-Id` and in the problem."""
    if (id := request_id.get()) is not None:
        event["request_id"] = id
    return event


DETAIL = re.compile(
    r"(?:\n|\\n)DETAIL: .*?(?=(?:\n|\\n)(?:HINT: |\[SQL: |\(Background |Traceback |\n|  File )|\Z)", re.DOTALL
)
"""PostgreSQL's DETAIL holds the row or the key that it refused; it is found in a traceback and in an error's `repr`."""


def remove_error_details(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """The log keeps which constraint refused a row, but not the values of the row."""
    for member in ("exception", "cause"):
        if isinstance(text := event.get(member), str):
            event[member] = DETAIL.sub("", text)
    return event


def configure(level: str = "INFO", service: str = "") -> None:
    shared: list[structlog.typing.Processor] = [
        partial(add_service, service),
        add_trace,
        add_request_id,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                remove_error_details,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for library in ("aiokafka", "httpx", "httpcore", "alembic.runtime.migration"):
        logging.getLogger(library).setLevel("WARNING")
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger(
        "uvicorn.access"
    ).disabled = True  # requests are counted by metrics, and their paths may name a person
