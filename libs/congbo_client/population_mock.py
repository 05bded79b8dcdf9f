"""The population look-up as a mock in tests of a system that calls it: one session of one test (docs/faults.md)."""

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

import httpx

from congbo_client.connection import TIMEOUT, Token
from congbo_client.population_lookup import PopulationLookup
from congbo_client.population_lookup_schemas import (
    CallPatternInput,
    Citizen,
    CountInput,
    Expectation,
    ExpectationInput,
    FaultInput,
    InOrderInput,
    NearMiss,
    NeverInput,
    RecordedCall,
    SessionPersonaInput,
    Verification,
)

HEADER = "X-Test-Session"
LONGEST_NAME = 60
"""Characters of the name of a test in that of its session."""


class PopulationMock:
    """Orders faults for the calls of `session`, and asserts which calls came in it. What the tested system sends must
    carry `headers`, or the session be the subject of its token. At the end all of the session is removed.

    `lookups` is the client of the service that this uses itself, in the session.
    """

    def __init__(self, url: str, token: Token, session: str) -> None:
        self.session = session
        self.headers = {HEADER: session}
        self._http = httpx.Client(timeout=TIMEOUT, follow_redirects=True, headers=self.headers)
        self.lookups = PopulationLookup(url, token=token, http=self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.clear()
        finally:
            self._http.close()

    def clear(self) -> None:
        """Removes the expectations and the personas of the session, and forgets its calls."""
        self.lookups.remove_expectations()
        self.lookups.remove_personas()
        self.lookups.forget_calls()

    def expect(
        self,
        *faults: FaultInput,
        call: CallPatternInput | None = None,
        times: int | None = None,
        starts_at: datetime | None = None,
        ttl: int = 3_600,
        priority: int = 0,
        probability: float = 1.0,
        seed: str = "",
        note: str | None = None,
    ) -> Expectation:
        """Plays the faults for the calls that have each value of `call`; without it, for any call of the session."""
        body: ExpectationInput = {
            "faults": list(faults),
            "call": call or {},
            "times": times,
            "starts_at": None if starts_at is None else starts_at.isoformat(),
            "ttl": ttl,
            "priority": priority,
            "probability": probability,
            "seed": seed,
            "note": note,
        }
        return self.lookups.add_expectation(body).body

    def add_persona(self, persona: SessionPersonaInput) -> Citizen:
        """Adds a person whom the look-ups of the session alone find; returns the record that they find."""
        return self.lookups.add_persona(persona).body["citizen"]

    def calls(self) -> list[RecordedCall]:
        """The look-ups that came, in their order, as far as they are kept."""
        return list(self.lookups.iterate_calls())

    def assert_called(
        self, call: CallPatternInput | None = None, *, at_least: int = 1, at_most: int | None = None
    ) -> None:
        """Raises `AssertionError` unless so many calls with these values came."""
        statement: CountInput = {"kind": "count", "call": call or {}, "at_least": at_least, "at_most": at_most}
        largest = "" if at_most is None else f" and at most {at_most}"
        self._assert(statement, f"at least {at_least}{largest} calls with {call or 'any values'}")

    def assert_called_once(self, call: CallPatternInput | None = None) -> None:
        self.assert_called(call, at_least=1, at_most=1)

    def assert_never_called(self, call: CallPatternInput | None = None) -> None:
        """Raises `AssertionError` if a call with these values came."""
        statement: NeverInput = {"kind": "never", "call": call or {}}
        self._assert(statement, f"no call with {call or 'any values'}")

    def assert_called_in_order(self, *calls: CallPatternInput) -> None:
        """Raises `AssertionError` unless a call of each came, each after the one before; others may be between."""
        statement: InOrderInput = {"kind": "in_order", "calls": list(calls)}
        self._assert(statement, f"in this order: {', then '.join(str(call) for call in calls)}")

    def _assert(self, statement: CountInput | NeverInput | InOrderInput, expected: str) -> None:
        verification = self.lookups.verify_calls({"statement": statement}).body
        if verification["verdict"] != "holds":
            raise AssertionError(report(expected, verification))


def report(expected: str, verification: Verification) -> str:
    """What was expected and what came, with the calls that come nearest."""
    if verification["verdict"] == "unknown":
        return f"expected {expected}: unknown, since older calls of the session are no longer kept"
    lines = [f"expected {expected}; {verification['matching']} came"]
    return "\n".join([*lines, *_near_misses(verification["near_misses"])])


def _near_misses(misses: Sequence[NearMiss]) -> list[str]:
    return [f"  call {miss['call']['sequence']} to {miss['call']['endpoint']}: {_differences(miss)}" for miss in misses]


def _differences(miss: NearMiss) -> str:
    return ", ".join(
        f"{each['member']} is {each['received']!r}, not {each['expected']!r}" for each in miss["differences"]
    )


def new_session(name: str) -> str:
    """A session that nobody else has; `name` is for people."""
    return f"{re.sub('[^!-~]+', '-', name)[:LONGEST_NAME]}-{uuid.uuid4().hex}"
