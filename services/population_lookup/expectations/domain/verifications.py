"""What a tester verifies of the calls of a session. Where older calls are no longer kept, a statement that they could
change is neither confirmed nor denied."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from population_lookup.expectations.domain.expectations import Call, CallPattern, Difference

MOST_NEAR_MISSES = 5


class Verdict(StrEnum):
    """`unknown`: it depends on calls that are no longer kept."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """So many calls came; `at_most` is None where any larger number is right too."""

    call: CallPattern
    at_least: int = 1
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Never:
    call: CallPattern


@dataclass(frozen=True, slots=True)
class InOrder:
    """A call of each pattern came, each after that of the pattern before; others may be between them."""

    calls: tuple[CallPattern, ...]


Statement = Count | Never | InOrder


@dataclass(frozen=True, slots=True, repr=False)
class NumberedCall:
    """`sequence` counts the calls of a session from 1."""

    sequence: int
    call: Call


@dataclass(frozen=True, slots=True, repr=False)
class NearMiss:
    """A call that is not one of the pattern, with all that differs."""

    call: NumberedCall
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Verification:
    """`matching` counts the calls that the statement is about, among those that are kept."""

    verdict: Verdict
    matching: int
    near_misses: tuple[NearMiss, ...] = ()


def verify(statement: Statement, calls: Sequence[NumberedCall], *, is_truncated: bool) -> Verification:
    """`calls` are in their order."""
    match statement:
        case Count():
            return _count(statement, calls, is_truncated)
        case Never(call=pattern):
            return _count(Count(pattern, 0, 0), calls, is_truncated)
        case InOrder(calls=patterns):
            return _in_order(patterns, calls, is_truncated)
        case _:
            assert_never(statement)


def _count(statement: Count, calls: Sequence[NumberedCall], is_truncated: bool) -> Verification:
    """Calls that are no longer kept can only make the number larger."""
    matching = len([each for each in calls if not statement.call.differences(each.call)])
    if statement.at_most is not None and matching > statement.at_most:
        return Verification(Verdict.FAILS, matching)
    if matching < statement.at_least:
        verdict = Verdict.UNKNOWN if is_truncated else Verdict.FAILS
        return Verification(verdict, matching, near_misses(statement.call, calls))
    is_certain = statement.at_most is None or not is_truncated
    return Verification(Verdict.HOLDS if is_certain else Verdict.UNKNOWN, matching)


def _in_order(patterns: Sequence[CallPattern], calls: Sequence[NumberedCall], is_truncated: bool) -> Verification:
    left = list(calls)
    for found, pattern in enumerate(patterns):
        place = next((place for place, each in enumerate(left) if not pattern.differences(each.call)), None)
        if place is None:
            verdict = Verdict.UNKNOWN if is_truncated else Verdict.FAILS
            return Verification(verdict, found, near_misses(pattern, left))
        left = left[place + 1 :]
    return Verification(Verdict.HOLDS, len(patterns))


def near_misses(pattern: CallPattern, calls: Sequence[NumberedCall]) -> tuple[NearMiss, ...]:
    """The latest of the calls that differ in the fewest values."""
    misses = [NearMiss(each, tuple(differences)) for each in calls if (differences := pattern.differences(each.call))]
    fewest = min((len(miss.differences) for miss in misses), default=0)
    return tuple(miss for miss in reversed(misses) if len(miss.differences) == fewest)[:MOST_NEAR_MISSES]
