"""The base class of every refusal. It uses the standard library only, so that the domain may import it.

A refusal is a class with a status and a type, declared beside the rule that it enforces. `common.http.problems` renders
it as an RFC 9457 problem: `detail` is written for people, the keyword facts for programs.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """A request that is not carried out, for a reason that the caller can act on."""

    status: ClassVar[int] = 409
    type: ClassVar[str] = "refused"
    title: ClassVar[str] = ""

    def __init__(self, detail: str, **facts: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts = facts


class MalformedRequest(Refusal):
    """The body or a parameter does not match the schema of the operation; `errors` states where and why."""

    status, type, title = 422, "malformed-request", "The request is malformed"


class MovedPermanently(Refusal):
    """What the address names has another name for ever. The response has the same address with the current name in
    `Location`, so that old links work."""

    status = 308

    def __init__(self, detail: str, former: str, current: str, **facts: Any) -> None:
        super().__init__(detail, **facts)
        self.former, self.current = former, current


class RecordingPaused(Refusal):
    """Nothing can be recorded at present, whatever the request: the same work succeeds once the cause is gone.

    Requests are answered with 503; consumers and pushers wait, and take no event for the cause.
    """

    status, type, title = 503, "recording-paused", "Nothing can be recorded at the moment"
