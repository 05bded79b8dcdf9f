"""Scores are exact, ranks are those of exact totals, and shown parts add up."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.indicators.domain.indicators import Better
from reporting.scores.domain.refusals import ScoreSchemeInvalid
from reporting.scores.domain.score_schemes import Certainty, ScoreCriterion, ScoreGroup, ScoreScheme, ZeroRule
from reporting.scores.domain.scores import (
    AgencyNumber,
    AgencyScore,
    Provisional,
    criterion_score,
    scores_of,
    shown_parts,
)

ZERO = Fraction(0)


def criterion(code: str = "c", points: int = 10, **parts: Any) -> ScoreCriterion:
    stated = {
        "numerator": (f"{code}_done",),
        "denominator": (f"{code}_all",),
        "better": Better.UP,
        "full_at": Decimal(1),
        "zero_rule": ZeroRule.LEFT_OUT,
        "stand_in": False,
        "certainty": Certainty.TEXT,
        **parts,
    }
    return ScoreCriterion(code, code, code, Decimal(points), **stated)


def scheme(*criteria: ScoreCriterion, **parts: Any) -> ScoreScheme:
    """Each criterion is a group of its own."""
    groups = tuple(
        ScoreGroup(f"g_{each.code}", each.code, each.code, each.points, Certainty.TEXT, (each,)) for each in criteria
    )
    stated = {"valid_from": date(2026, 1, 1), "valid_to": None, "groups": groups, **parts}
    return ScoreScheme("s", 1, "S", "S", "QĐ", **stated, recorded_by="x", recorded_at=datetime(2026, 1, 1, tzinfo=UTC))


Numbers = dict[tuple[str, bool], AgencyNumber]


def numbers(**counts: tuple[int, int]) -> Numbers:
    """The numerator and denominator of each criterion."""
    return {
        part: AgencyNumber(Fraction(amount))
        for code, (done, all_of) in counts.items()
        for part, amount in (((f"{code}_done", False), done), ((f"{code}_all", True), all_of))
    }


@pytest.mark.parametrize(
    ("rule", "points", "possible"), [(ZeroRule.FULL, 10, 10), (ZeroRule.NONE, 0, 10), (ZeroRule.LEFT_OUT, 0, 0)]
)
def test_nothing_of_nothing_is_scored_by_the_rule_of_the_criterion(rule: ZeroRule, points: int, possible: int) -> None:
    scored = criterion_score(criterion(zero_rule=rule), numbers(c=(0, 0)))
    assert (scored.share, scored.points, scored.possible) == (None, points, possible)


@pytest.mark.parametrize(
    ("done", "all_of", "parts", "points"),
    [
        (1, 3, {}, Fraction(10, 3)),
        (1, 3, {"better": Better.DOWN}, Fraction(20, 3)),
        (9, 10, {"full_at": Decimal("0.9")}, 10),
        (45, 100, {"full_at": Decimal("0.9")}, 5),
        (10, 10, {"full_at": Decimal("0.9")}, 10),
        (4, 3, {}, 10),
        (-1, 3, {}, 0),
        (2, 0, {}, 0),
    ],
)
def test_points_are_in_proportion_to_the_share(done: int, all_of: int, parts: dict[str, Any], points: Fraction) -> None:
    assert criterion_score(criterion(**parts), numbers(c=(done, all_of))).points == points


def test_a_criterion_that_is_left_out_leaves_its_points_to_the_others() -> None:
    first, second = scores_of(
        scheme(criterion("a", 60), criterion("b", 40)),
        {"H60.01": numbers(a=(3, 4), b=(0, 0)), "H60.02": numbers(a=(1, 1), b=(0, 5))},
    )
    assert (first.agency, first.total, first.rank) == ("H60.01", 75, 1)
    assert (second.agency, second.total, second.rank) == ("H60.02", 60, 2)
    (nothing,) = scores_of(scheme(criterion("a")), {"H60.03": numbers(a=(0, 0))})
    assert (nothing.total, nothing.rank) == (None, None)


def test_what_is_not_entered_gives_no_points_and_is_marked() -> None:
    missing = {("c_done", False): AgencyNumber(entered=False), ("c_all", True): AgencyNumber(Fraction(5))}
    scored = criterion_score(criterion(zero_rule=ZeroRule.FULL), missing)
    assert (scored.share, scored.points, scored.possible) == (None, 0, 10)
    assert scored.provisional == (Provisional.NOT_ENTERED,)


def test_every_reason_for_a_provisional_number_is_stated_once() -> None:
    about = {
        ("c_done", False): AgencyNumber(Fraction(1)),
        ("c_all", True): AgencyNumber(Fraction(2), estimated=True),
    }
    (score,) = scores_of(scheme(criterion(stand_in=True)), {"H60": about}, [Provisional.PERIOD_NOT_OVER])
    assert score.provisional == (Provisional.ESTIMATED, Provisional.PERIOD_NOT_OVER, Provisional.STAND_IN)
    (firm,) = scores_of(scheme(criterion()), {"H60": numbers(c=(1, 2))})
    assert firm.provisional == ()


def test_equal_totals_share_a_rank_and_the_next_is_left_out() -> None:
    """One third and two sixths are equal; three tenths, which two decimals of a third come close to, are not."""
    ranked = scores_of(
        scheme(criterion()),
        {
            "D": numbers(c=(33, 100)),
            "C": numbers(c=(2, 6)),
            "B": numbers(c=(1, 3)),
            "A": numbers(c=(3, 10)),
            "E": numbers(c=(0, 0)),
        },
    )
    assert [(score.agency, score.rank) for score in ranked] == [("B", 1), ("C", 1), ("D", 3), ("A", 4), ("E", None)]


COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 30))
AGENCIES = st.dictionaries(st.sampled_from([f"H60.{n:02}" for n in range(12)]), st.tuples(COUNTS, COUNTS), min_size=1)


def ranked(agencies: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]) -> list[AgencyScore]:
    rules = scheme(criterion("a", 3, zero_rule=ZeroRule.FULL), criterion("b", 7))
    return scores_of(rules, {name: numbers(a=of_a, b=of_b) for name, (of_a, of_b) in agencies.items()})


@given(AGENCIES, st.randoms())
def test_a_rank_does_not_depend_on_the_order_of_agencies(
    agencies: dict[str, tuple[tuple[int, int], tuple[int, int]]], random: Any
) -> None:
    shuffled = list(agencies.items())
    random.shuffle(shuffled)
    assert ranked(dict(shuffled)) == ranked(agencies)


@given(AGENCIES)
def test_a_rank_is_one_more_than_how_many_are_better(
    agencies: dict[str, tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    scores = ranked(agencies)
    totals = [score.total for score in scores if score.total is not None]
    for score in scores:
        assert score.rank == (None if score.total is None else 1 + sum(other > score.total for other in totals))
        assert score.total is None or 0 <= score.total <= 10
        gained = sum((part.points for group in score.groups for part in group.criteria), ZERO)
        possible = sum((group.possible for group in score.groups), ZERO)
        assert score.total == (gained * 10 / possible if possible else None)


@given(st.lists(st.fractions(0, 50, max_denominator=97), max_size=12))
def test_shown_parts_add_up_to_the_rounded_sum_and_are_off_by_less_than_one_unit(parts: list[Fraction]) -> None:
    shown = shown_parts(parts)
    exact = sum(parts, ZERO)
    as_decimal = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert sum(shown, Decimal(0)) == as_decimal
    assert all(abs(Fraction(each) - part) < Fraction(1, 100) for each, part in zip(shown, parts, strict=True))


def test_one_one_and_one_of_three_are_shown_as_34_33_and_33() -> None:
    assert shown_parts([Fraction(1, 3)] * 3) == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"valid_to": date(2026, 1, 1)}, "valid_to"),
        ({"groups": (ScoreGroup("g", "g", "g", Decimal(9), Certainty.TEXT, (criterion(),)),)}, "groups/0/points"),
        ({"groups": (ScoreGroup("g", "g", "g", Decimal(20), Certainty.TEXT, (criterion(), criterion())),)}, "criteria"),
        ({"groups": (ScoreGroup("g", "g", "g", Decimal(10), Certainty.TEXT, (criterion(),)),) * 2}, "groups"),
    ],
)
def test_an_incoherent_scheme_is_refused_with_its_field(parts: dict[str, Any], field: str) -> None:
    with pytest.raises(ScoreSchemeInvalid) as refused:
        scheme(**parts).check()
    assert refused.value.facts["field"] == field
