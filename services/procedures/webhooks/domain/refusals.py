"""Refusals about subscribers of events.

Refusal
└── SubscriberNotFound, ReplayBeyondTail
"""

from common.errors import Refusal


class SubscriberNotFound(Refusal):
    """A subscriber must be recorded before events are replayed to it."""

    status, type, title = 404, "subscriber-not-found", "There is no such subscriber"

    def __init__(self, code: str) -> None:
        super().__init__(f"no subscriber has the code {code}", subscriber=code)


class ReplayBeyondTail(Refusal):
    """Events are sent from a sequence that the stream has reached."""

    status, type, title = 409, "replay-beyond-tail", "The stream ends before this sequence"

    def __init__(self, after: int, tail: int) -> None:
        super().__init__(f"the stream ends at {tail}, before {after}", after=after, tail=tail)
