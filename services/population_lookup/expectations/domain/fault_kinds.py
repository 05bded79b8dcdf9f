"""The faults that an expectation plays, each with its parameters. They are of four groups, in the order in which they
are played: a delay, a refusal in place of the decision, a change of the record, and what becomes of the response on its
way. An expectation has one of each group at most."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import exp
from statistics import NormalDist
from typing import Any, Self, TypeVar

LONGEST_WAIT = 100.0
"""Seconds: below the time within which every response must begin."""

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class FixedDelay:
    seconds: float

    def wait(self, _: float) -> float:
        return min(self.seconds, LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class LognormalDelay:
    """Half of the waits are longer than the median; `sigma` is the deviation of their logarithm."""

    median_seconds: float
    sigma: float

    def wait(self, draw: float) -> float:
        """`draw` is between 0 and 1, and decides where in the distribution the wait is."""
        return min(self.median_seconds * exp(self.sigma * NormalDist().inv_cdf(draw)), LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class Unavailable:
    """503, with `Retry-After` in seconds."""

    retry_after: int


@dataclass(frozen=True, slots=True)
class Throttled:
    """429, with `Retry-After` in seconds."""

    retry_after: int


@dataclass(frozen=True, slots=True)
class NotAuthenticated:
    """401, as if the token had expired."""


@dataclass(frozen=True, slots=True)
class LawStopped:
    """503, as while the stream of Decisions is stopped."""


@dataclass(frozen=True, slots=True)
class Empty:
    """As if nobody had matched."""


@dataclass(frozen=True, slots=True)
class EmptyName:
    """The record without the name."""


@dataclass(frozen=True, slots=True)
class AnotherPerson:
    """The record of the stated resident, or of the next one in the register."""

    personal_id: str | None = None


@dataclass(frozen=True, slots=True)
class MissingFields:
    """The record without these fields, although the law lists them."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmptyFields:
    """The record with nothing in these fields."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """The record as it was before the citizen moved and married; its moment is so many days ago."""

    days: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The record twice."""


@dataclass(frozen=True, slots=True)
class Dribble:
    """The response in so many pieces, over so many seconds."""

    seconds: float
    pieces: int


@dataclass(frozen=True, slots=True)
class NoResponse:
    """Nothing, until the caller hangs up or so many seconds have passed."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset in place of the response."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends after so many bytes of the body."""

    bytes: int


@dataclass(frozen=True, slots=True)
class Malformed:
    """A whole response whose XML or JSON is not well-formed: its end is missing."""


Delay = FixedDelay | LognormalDelay
RefusalFault = Unavailable | Throttled | NotAuthenticated | LawStopped
RecordFault = Empty | EmptyName | AnotherPerson | MissingFields | EmptyFields | Stale | Duplicate
TransportFault = Dribble | NoResponse | Reset | Cut | Malformed
Fault = Delay | RefusalFault | RecordFault | TransportFault

KINDS: dict[str, type[Fault]] = {
    "fixed_delay": FixedDelay,
    "lognormal_delay": LognormalDelay,
    "unavailable": Unavailable,
    "throttled": Throttled,
    "not_authenticated": NotAuthenticated,
    "law_stopped": LawStopped,
    "empty": Empty,
    "empty_name": EmptyName,
    "another_person": AnotherPerson,
    "missing_fields": MissingFields,
    "empty_fields": EmptyFields,
    "stale": Stale,
    "duplicate": Duplicate,
    "dribble": Dribble,
    "no_response": NoResponse,
    "reset": Reset,
    "cut": Cut,
    "malformed": Malformed,
}
"""The names of the faults, for ever: they are stored."""


def fault_of(document: Mapping[str, Any]) -> Fault:
    parts: dict[str, Any] = {
        name: tuple(part) if isinstance(part, list) else part for name, part in document.items() if name != "kind"
    }
    return KINDS[document["kind"]](**parts)


def document_of(fault: Fault) -> dict[str, Any]:
    """The opposite of `fault_of`."""
    (kind,) = (name for name, each in KINDS.items() if isinstance(fault, each))
    return {"kind": kind, **asdict(fault)}


@dataclass(frozen=True, slots=True)
class Faults:
    """At most one of each group."""

    delay: Delay | None = None
    refusal: RefusalFault | None = None
    record: RecordFault | None = None
    transport: TransportFault | None = None

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> Self:
        """Raises `ValueError` where two of them cannot be played together."""
        refusal, record = _only(faults, RefusalFault), _only(faults, RecordFault)
        if refusal is not None and record is not None:
            raise ValueError("a refusal has no record that could be changed")
        return cls(_only(faults, Delay), refusal, record, _only(faults, TransportFault))

    def documents(self) -> list[dict[str, Any]]:
        parts = (self.delay, self.refusal, self.record, self.transport)
        return [document_of(part) for part in parts if part is not None]


def _only(faults: Sequence[Fault], group: Any) -> Any:
    found = [fault for fault in faults if isinstance(fault, group)]
    if len(found) > 1:
        names = " and ".join(str(document_of(fault)["kind"]) for fault in found)
        raise ValueError(f"{names} cannot be played together")
    return found[0] if found else None
