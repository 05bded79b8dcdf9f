"""The faults that an expectation plays together, and the draws that decide for which calls."""

from statistics import median

import pytest

from population_lookup.expectations.domain.expectations import drawn
from population_lookup.expectations.domain.fault_kinds import (
    KINDS,
    LONGEST_WAIT,
    Cut,
    Empty,
    EmptyFields,
    Fault,
    Faults,
    FixedDelay,
    LognormalDelay,
    Reset,
    Unavailable,
    document_of,
    fault_of,
)

DELAY, CUT = FixedDelay(1.0), Cut(10)


def test_one_fault_of_each_group_is_played() -> None:
    assert Faults.of([CUT, Empty(), DELAY]) == Faults(delay=DELAY, record=Empty(), transport=CUT)
    assert Faults.of([Unavailable(3)]) == Faults(refusal=Unavailable(3))


@pytest.mark.parametrize(
    ("faults", "named"),
    [
        ([DELAY, LognormalDelay(1.0, 0.5)], "fixed_delay and lognormal_delay"),
        ([CUT, Reset()], "cut and reset"),
        ([Unavailable(3), Empty()], "a refusal"),
    ],
)
def test_two_faults_that_cannot_be_played_together_are_refused(faults: list[Fault], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Faults.of(faults)


@pytest.mark.parametrize("fault", [DELAY, CUT, Empty(), EmptyFields(("sex", "religion")), Unavailable(30)])
def test_a_stored_fault_is_the_same_fault(fault: Fault) -> None:
    assert fault_of(document_of(fault)) == fault


def test_the_name_of_each_fault_is_its_own() -> None:
    assert len(set(KINDS.values())) == len(KINDS)


def test_half_of_the_lognormal_delays_are_longer_than_the_median_and_none_is_endless() -> None:
    delay = LognormalDelay(2.0, 1.0)
    waits = [delay.wait(drawn("7", f"r-{number}")) for number in range(2_000)]
    assert median(waits) == pytest.approx(2.0, rel=0.1)
    assert min(waits) < 0.5
    assert max(waits) > 10
    assert LognormalDelay(100.0, 5.0).wait(0.999) == LONGEST_WAIT


def test_a_draw_depends_on_seed_and_request_id_alone() -> None:
    draws = [drawn("7", f"r-{number}") for number in range(2_000)]
    assert draws[::-1] == [drawn("7", f"r-{number}") for number in reversed(range(2_000))]
    assert 0.45 < sum(draw < 0.5 for draw in draws) / len(draws) < 0.55
    assert draws[:9] != [drawn("8", f"r-{number}") for number in range(9)]
    assert all(0 < draw < 1 for draw in draws)
