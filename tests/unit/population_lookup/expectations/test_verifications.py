"""What is verified of the calls of a session, also where older ones are no longer kept."""

import pytest

from population_lookup.expectations.domain.expectations import Call, CallPattern, Difference
from population_lookup.expectations.domain.verifications import (
    Count,
    InOrder,
    Never,
    NumberedCall,
    Statement,
    Verdict,
    verify,
)


def call(sequence: int, number: str, procedure: str = "1.000101") -> NumberedCall:
    return NumberedCall(
        sequence,
        Call("POST /soap", "court", "H60.01", "cb-07", f"r-{sequence}", "TraCuuThongTinCongDan", number, procedure),
    )


A, B = CallPattern(number="1"), CallPattern(number="2")
CALLS = [call(1, "1"), call(2, "2"), call(3, "1")]


@pytest.mark.parametrize(
    ("statement", "whole", "truncated"),
    [
        (Count(A), Verdict.HOLDS, Verdict.HOLDS),
        (Count(A, 2, 2), Verdict.HOLDS, Verdict.UNKNOWN),
        (Count(A, 3), Verdict.FAILS, Verdict.UNKNOWN),
        (Count(A, 0, 1), Verdict.FAILS, Verdict.FAILS),
        (Never(A), Verdict.FAILS, Verdict.FAILS),
        (Never(CallPattern(number="3")), Verdict.HOLDS, Verdict.UNKNOWN),
        (InOrder((A, B, A)), Verdict.HOLDS, Verdict.HOLDS),
        (InOrder((B, B)), Verdict.FAILS, Verdict.UNKNOWN),
        (InOrder((B, A, B)), Verdict.FAILS, Verdict.UNKNOWN),
    ],
)
def test_a_statement_that_forgotten_calls_could_change_is_unknown(
    statement: Statement, whole: Verdict, truncated: Verdict
) -> None:
    assert verify(statement, CALLS, is_truncated=False).verdict is whole
    assert verify(statement, CALLS, is_truncated=True).verdict is truncated


def test_near_misses_are_the_calls_that_differ_least_with_all_that_differs() -> None:
    calls = [*CALLS, call(4, "3", "1.000102"), call(5, "1", "1.000102")]
    pattern = CallPattern(number="3", procedure_code="1.000103", agency_code="H60.01")
    (miss,) = verify(Count(pattern), calls, is_truncated=False).near_misses
    assert miss.call.sequence == 4
    assert miss.differences == (Difference("procedure_code", "1.000103", "1.000102"),)


def test_a_call_that_is_as_expected_is_no_near_miss() -> None:
    verification = verify(Count(A, 3), CALLS, is_truncated=False)
    assert [miss.call.sequence for miss in verification.near_misses] == [2]
    assert verification.matching == 2
