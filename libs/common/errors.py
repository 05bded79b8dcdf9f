"""The base of every refusal. Standard library only, so that a domain may import it.

A refusal is a class with a status and a type, declared beside the rule that it guards. `common.http.problems` renders
each as an
RFC 9457 problem; `detail` is written for people, the keyword facts for programs.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """Something that was asked and is not done, for a reason that the asker can act on."""

    status: ClassVar[int] = 409
    type: ClassVar[str] = "refused"
    title: ClassVar[str] = ""

    def __init__(self, detail: str, **facts: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts = facts
