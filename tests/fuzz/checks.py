"""What Schemathesis holds each response against. It loads this module by its name."""

from threading import Lock
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fuzz.header_values import extra_headers
from tests.fuzz.verdicts import delay_of, fault_of, is_of_another_method

DOCUMENTED = (
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)

schemathesis.openapi.media_type("application/pdf", st.binary(max_size=60).map(lambda rest: b"%PDF-1.7\n" + rest))

headers = extra_headers()
lock = Lock()


@schemathesis.hook
def before_call(ctx: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    with lock:
        more = next(headers)
    if more:
        case.headers.update(more)


@schemathesis.check
def no_fault_of_the_service(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> None:
    if fault := fault_of(response.status_code, response.content or b""):
        raise AssertionError(fault)


@schemathesis.check
def responds_in_time(ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case) -> None:
    if delay := delay_of(response.elapsed, (case.query or {}).get("wait", 0)):
        raise AssertionError(delay)


@schemathesis.check
def responds_as_documented(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> None:
    """A document has no place for the response to a method that its path does not have."""
    if case.method.upper() != case.operation.method.upper():
        if not is_of_another_method(case.method, response.status_code):
            raise AssertionError(f"{case.method} is none of the operation and has the status {response.status_code}")
        return
    for check in DOCUMENTED:
        check(ctx, response, case)
