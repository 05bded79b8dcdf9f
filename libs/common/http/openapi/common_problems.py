"""The problems that no refusal class stands for, and the operations that they belong to."""

from collections.abc import Callable
from dataclasses import dataclass

from common.http.openapi.operation import Operation

Applies = Callable[[Operation], bool]


@dataclass(frozen=True)
class CommonProblem:
    """`applies` states which operations may answer with the problem; None for one that no operation sends."""

    type: str
    status: int
    when: str
    applies: Applies | None


def every(_: Operation) -> bool:
    return True


def limited(operation: Operation) -> bool:
    return not operation.is_probe


def on_database(operation: Operation) -> bool:
    return not operation.is_probe


COMMON_PROBLEMS = (
    CommonProblem(
        "request-too-large",
        413,
        "The body is larger than the service accepts.",
        lambda operation: operation.reads_body,
    ),
    CommonProblem(
        "request-timeout",
        408,
        "The body did not arrive within the time limit of the service.",
        lambda operation: operation.reads_body,
    ),
    CommonProblem(
        "too-many-requests",
        429,
        "The caller has sent too many requests; `Retry-After` states when the next one is accepted.",
        limited,
    ),
    CommonProblem(
        "response-timeout",
        503,
        "The response did not begin within the time limit of the service; the transaction is rolled back.",
        every,
    ),
    CommonProblem(
        "bad-request",
        400,
        "The connection ended before the body was complete, so that only logs and metrics show it.",
        None,
    ),
    CommonProblem("not-found", 404, "No operation has this path.", lambda operation: operation.has_path_parameters),
    CommonProblem(
        "method-not-allowed",
        405,
        "The path has no operation with this method; `Allow` names the methods that it has.",
        None,
    ),
    CommonProblem(
        "database-not-writable",
        503,
        "The database of the service is read-only or its disk is full; reads still succeed.",
        lambda operation: operation.writes,
    ),
    CommonProblem(
        "database-unreachable", 503, "The database of the service is unreachable or overloaded.", on_database
    ),
    CommonProblem(
        "internal-error",
        500,
        "An unexpected failure; nothing was changed, and the cause is in the log of the service.",
        every,
    ),
)
