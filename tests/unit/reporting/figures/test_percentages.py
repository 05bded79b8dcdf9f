"""Per cent by the largest remainder, and ranks by exact fractions."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.figures.domain.percentages import percent, percentages, ranks

amounts = st.lists(st.integers(0, 10**9).map(Decimal), min_size=1, max_size=40).filter(lambda parts: sum(parts) > 0)


def test_1_1_1_of_3_are_34_33_33() -> None:
    assert percentages([Decimal(1)] * 3) == [34, 33, 33]


@given(amounts)
def test_whole_per_cent_add_up_to_100_and_none_is_off_by_more_than_one(parts: list[Decimal]) -> None:
    found = percentages(parts)
    assert found is not None
    assert sum(found) == 100
    assert all(abs(part * 100 / sum(parts) - whole) < 1 for part, whole in zip(parts, found, strict=True))


@given(amounts)
def test_a_larger_part_never_has_the_smaller_per_cent(parts: list[Decimal]) -> None:
    found = percentages(parts)
    assert found is not None
    ordered = sorted(zip(parts, found, strict=True))
    for smaller, larger in pairwise(ordered):
        assert smaller[0] == larger[0] or smaller[1] <= larger[1]


@pytest.mark.parametrize("parts", [[], [Decimal(0)], [Decimal(2), Decimal(-1)]])
def test_there_is_no_per_cent_of_nothing_or_of_a_negative_part(parts: list[Decimal]) -> None:
    assert percentages(parts) is None


def test_a_single_share_is_rounded_half_up_to_two_decimals() -> None:
    shares = [
        percent(Decimal(numerator), Decimal(denominator)) for numerator, denominator in ((2, 3), (1, 800), (1, 1))
    ]
    assert shares == [Decimal("66.67"), Decimal("0.13"), Decimal("100.00")]
    assert percent(Decimal(0), Decimal(0)) is None


def test_ranks_compare_exact_fractions_and_equal_ones_share_one() -> None:
    nearly = [Fraction(6667, 10000), Fraction(2, 3), Fraction(66666, 100000), None, Fraction(4, 6)]
    assert ranks(nearly, highest_first=True) == [1, 2, 4, None, 2]
    assert ranks(nearly, highest_first=False) == [4, 2, 1, None, 2]
