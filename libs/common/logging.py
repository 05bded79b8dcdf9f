"""Logs as JSON lines on standard error: what happened and where, never bodies, tokens or personal data."""

import logging
import re
import sys
from functools import partial

import structlog

from common.eventlog.log import traceparent


def add_service(
    service: str, _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """On every line, also of a library's own thread."""
    event["service"] = service
    return event


def add_trace(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The trace of the request that is being answered, so that a line can be found from what the caller was told."""
    if (trace := traceparent.get()) is not None:
        event["trace"] = trace[3:35]
    return event


DETAIL = re.compile(
    r"(?:\n|\\n)DETAIL: .*?(?=(?:\n|\\n)(?:HINT: |\[SQL: |\(Background |Traceback |\n|  File )|\Z)", re.DOTALL
)
"""What PostgreSQL says beside an error: the very row or key that it refused. In a traceback, or in an error's
`repr`."""


def leave_details_out(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Which constraint refused a row is for the log; whose row it was is not."""
    for place in ("exception", "cause"):
        if isinstance(said := event.get(place), str):
            event[place] = DETAIL.sub("", said)
    return event


def configure(level: str = "INFO", service: str = "") -> None:
    shared: list[structlog.typing.Processor] = [
        partial(add_service, service),
        add_trace,
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
                leave_details_out,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("aiokafka", "httpx", "httpcore", "alembic.runtime.migration"):
        logging.getLogger(chatty).setLevel("WARNING")
    for own in ("uvicorn", "uvicorn.error"):
        logging.getLogger(own).handlers = []
        logging.getLogger(own).propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # requests are measured, and their paths may name a person
