"""An expectation: which calls of a session it is for, and the faults that it plays for them."""

from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256

from population_lookup.expectations.domain.fault_kinds import Faults

STEPS = 2**64


@dataclass(frozen=True, slots=True, repr=False)
class Call:
    """One look-up as it came, before it was decided. `number` is the personal number or that of the old card;
    `problem` is the type of the problem where it was malformed, and then nothing else of it is known."""

    endpoint: str
    client: str
    agency_code: str
    officer_id: str
    request_id: str
    operation: str
    number: str
    procedure_code: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    member: str
    expected: str
    received: str


@dataclass(frozen=True, slots=True, repr=False)
class CallPattern:
    """Calls that have each of these values; a value of None is one that any call has."""

    operation: str | None = None
    number: str | None = None
    procedure_code: str | None = None
    agency_code: str | None = None

    def differences(self, call: Call) -> list[Difference]:
        """Where the call is not as the pattern states; nothing where it is one of its calls."""
        stated = {field.name: getattr(self, field.name) for field in fields(self)}
        return [
            Difference(member, expected, getattr(call, member))
            for member, expected in stated.items()
            if expected is not None and expected != getattr(call, member)
        ]


@dataclass(frozen=True, slots=True, repr=False)
class Expectation:
    """It plays from `plays_from` until `plays_until`, `times` times over all replicas; None: without such a limit.

    Of several that are for a call, the one with the highest priority plays, of equal ones the oldest.
    """

    id: str
    session: str
    pattern: CallPattern
    faults: Faults
    plays_from: datetime
    plays_until: datetime
    times: int | None
    priority: int
    probability: float
    seed: str
    note: str | None

    def is_drawn_for(self, request_id: str) -> bool:
        """The same on every replica and in any order: it depends on the seed and the request id alone."""
        return drawn(self.seed, request_id) < self.probability


def drawn(seed: str, request_id: str, purpose: str = "probability") -> float:
    """A number between 0 and 1, without these two, as if drawn at random."""
    digest = sha256(f"{purpose}\n{seed}\n{request_id}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") // 2**12 + 0.5) / (STEPS // 2**12)
