"""The scores of agencies: exact fractions, rounded only where they are shown.

A criterion gives its points in proportion to a share. Totals are ranked by their exact values; equal ones share a rank.
Where points are shown they have two decimals, and the parts of an agency add up to its total: by the largest remainder,
of equal ones the first in the order of the scheme.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from reporting.figures.domain.percentages import by_largest_remainder, ranks
from reporting.indicators.domain.indicators import Better
from reporting.scores.domain.score_schemes import ScoreCriterion, ScoreGroup, ScoreScheme, ZeroRule

SHOWN_UNITS = 100
"""Points are shown in hundredths."""


class Provisional(StrEnum):
    """Why a number is provisional: a part of it is an estimate (khoảng), the period is not over, an agency has not
    entered what it has to enter, a stream that it is counted from is stopped, or its denominator stands in for the one
    that the document requires."""

    ESTIMATED = "estimated"
    PERIOD_NOT_OVER = "period_not_over"
    NOT_ENTERED = "not_entered"
    STREAM_STOPPED = "stream_stopped"
    STAND_IN = "stand_in"


@dataclass(frozen=True, slots=True)
class AgencyNumber:
    """What one key has for one agency; `entered` is False where an agency has not entered what it has to."""

    amount: Fraction = Fraction(0)
    estimated: bool = False
    entered: bool = True


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """`share` is None of nothing, and where a value is not entered. `possible` are the points that count in the total:
    none where the criterion is left out."""

    criterion: ScoreCriterion
    numerator: Fraction
    denominator: Fraction
    share: Fraction | None
    points: Fraction
    possible: Fraction
    provisional: tuple[Provisional, ...]


@dataclass(frozen=True, slots=True)
class GroupScore:
    group: ScoreGroup
    points: Fraction
    possible: Fraction
    criteria: tuple[CriterionScore, ...]


@dataclass(frozen=True, slots=True)
class AgencyScore:
    """`total` is in relation to all points of the scheme: where criteria are left out, the points of the others stand
    for them. It is None where every criterion is left out; then there is no rank."""

    agency: str
    total: Fraction | None
    rank: int | None
    groups: tuple[GroupScore, ...]

    @property
    def provisional(self) -> tuple[Provisional, ...]:
        """The reasons of all parts, in the order of their declaration."""
        found = {reason for group in self.groups for part in group.criteria for reason in part.provisional}
        return tuple(reason for reason in Provisional if reason in found)


Numbers = Mapping[str, Mapping[tuple[str, bool], AgencyNumber]]
"""By agency, and then by key and whether it is in a denominator: an entered share has another number there."""


def scores_of(scheme: ScoreScheme, numbers: Numbers, general: Sequence[Provisional] = ()) -> list[AgencyScore]:
    """By rank and then by code; agencies without a total come last. `general` are the reasons that hold for every
    number of the period."""
    scored = [(agency, _groups(scheme, numbers[agency], general)) for agency in sorted(numbers)]
    totals = [total_of(scheme, groups) for _, groups in scored]
    ranked = ranks(totals, highest_first=True)
    scores = [
        AgencyScore(agency, total, rank, groups)
        for (agency, groups), total, rank in zip(scored, totals, ranked, strict=True)
    ]
    return sorted(scores, key=lambda score: (score.rank is None, score.rank or 0, score.agency))


def total_of(scheme: ScoreScheme, groups: Sequence[GroupScore]) -> Fraction | None:
    possible = sum((group.possible for group in groups), Fraction(0))
    gained = sum((group.points for group in groups), Fraction(0))
    return gained * Fraction(scheme.points) / possible if possible else None


def shown_parts(parts: Sequence[Fraction], units: int = SHOWN_UNITS) -> list[Decimal]:
    """The parts rounded to `1/units`, by the largest remainder, so that they add up to their sum rounded half up."""
    whole = (sum(parts, Fraction(0)) * units + Fraction(1, 2)).__floor__()
    return [Decimal(shown) / units for shown in by_largest_remainder([part * units for part in parts], whole)]


def _groups(
    scheme: ScoreScheme, numbers: Mapping[tuple[str, bool], AgencyNumber], general: Sequence[Provisional]
) -> tuple[GroupScore, ...]:
    groups = []
    for group in scheme.groups:
        scores = tuple(criterion_score(criterion, numbers, general) for criterion in group.criteria)
        points = sum((score.points for score in scores), Fraction(0))
        possible = sum((score.possible for score in scores), Fraction(0))
        groups.append(GroupScore(group, points, possible, scores))
    return tuple(groups)


def criterion_score(
    criterion: ScoreCriterion, numbers: Mapping[tuple[str, bool], AgencyNumber], general: Sequence[Provisional] = ()
) -> CriterionScore:
    """A value that is not entered gives no points. Counted keys without a number are 0."""
    upper = [numbers.get((key, False), AgencyNumber()) for key in criterion.numerator]
    lower = [numbers.get((key, True), AgencyNumber()) for key in criterion.denominator]
    numerator = sum((number.amount for number in upper), Fraction(0))
    denominator = sum((number.amount for number in lower), Fraction(0))
    reasons = set(general)
    reasons |= {Provisional.ESTIMATED} if any(number.estimated for number in (*upper, *lower)) else set()
    reasons |= {Provisional.STAND_IN} if criterion.stand_in else set()
    all_points = Fraction(criterion.points)
    share, points, possible = None, Fraction(0), all_points
    if not all(number.entered for number in (*upper, *lower)):
        reasons.add(Provisional.NOT_ENTERED)
    elif denominator or numerator:
        share = gained_share(criterion, numerator, denominator)
        points = all_points * share
    else:
        points, possible = _of_nothing(criterion.zero_rule, all_points)
    ordered = tuple(reason for reason in Provisional if reason in reasons)
    return CriterionScore(criterion, numerator, denominator, share, points, possible, ordered)


def gained_share(criterion: ScoreCriterion, numerator: Fraction, denominator: Fraction) -> Fraction:
    """Which part of the points is gained, from 0 to 1. A numerator above its denominator counts as all of it; something
    of nothing as nothing."""
    if not denominator:
        return Fraction(0)
    counted = min(max(numerator / denominator, Fraction(0)), Fraction(1))
    share = counted if criterion.better is Better.UP else 1 - counted
    return min(share / Fraction(criterion.full_at), Fraction(1))


def _of_nothing(rule: ZeroRule, points: Fraction) -> tuple[Fraction, Fraction]:
    """The points that are gained, and those that count in the total."""
    match rule:
        case ZeroRule.FULL:
            return points, points
        case ZeroRule.NONE:
            return Fraction(0), points
        case ZeroRule.LEFT_OUT:
            return Fraction(0), Fraction(0)
        case _:
            assert_never(rule)
