"""A scheme of scores (bộ chỉ số đánh giá): groups of criteria with their points, as dated data.

A revision never changes; a later one of the same code takes its place for the periods that end in its validity. How
sure a group or a criterion is, is part of the data: much of what is known of such schemes comes from news or memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from reporting.indicators.domain.indicators import Better
from reporting.scores.domain.refusals import ScoreSchemeInvalid


class Certainty(StrEnum):
    """How a group or criterion is known: from the `text` of the document, from a `publication` about it, such as news
    or the code of another system, or from `memory` only, to be confirmed."""

    TEXT = "text"
    PUBLICATION = "publication"
    MEMORY = "memory"


class ZeroRule(StrEnum):
    """What an agency gets where nothing is counted (0/0): all points, none, or the criterion is left out, so that its
    total is in relation to the points of the others."""

    FULL = "full"
    NONE = "none"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ScoreCriterion:
    """`numerator` and `denominator` are keys whose numbers are added up, each by agency. `full_at` is the share at
    which all points are given; where `better` is down, it is the share that is not counted. `stand_in` marks a
    denominator that stands in for the one that the document requires."""

    code: str
    name_vi: str
    name_en: str
    points: Decimal
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    better: Better
    full_at: Decimal
    zero_rule: ZeroRule
    stand_in: bool
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    code: str
    name_vi: str
    name_en: str
    points: Decimal
    certainty: Certainty
    criteria: tuple[ScoreCriterion, ...]


@dataclass(frozen=True, slots=True)
class ScoreScheme:
    """It applies to periods whose last day is in `[valid_from, valid_to)`."""

    code: str
    revision: int
    name_vi: str
    name_en: str
    ground: str
    valid_from: date
    valid_to: date | None
    groups: tuple[ScoreGroup, ...]
    recorded_by: str
    recorded_at: datetime

    @property
    def points(self) -> Decimal:
        return sum((group.points for group in self.groups), Decimal(0))

    @property
    def criteria(self) -> Iterator[ScoreCriterion]:
        return (criterion for group in self.groups for criterion in group.criteria)

    @property
    def keys(self) -> list[str]:
        """The keys of all numbers that are needed, each once."""
        return list(dict.fromkeys(key for each in self.criteria for key in (*each.numerator, *each.denominator)))

    def check(self) -> None:
        """Raises `ScoreSchemeInvalid`."""
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ScoreSchemeInvalid("valid_to", "it comes after valid_from")
        require_different("groups", [group.code for group in self.groups])
        require_different("criteria", [criterion.code for criterion in self.criteria])
        for number, group in enumerate(self.groups):
            if sum(criterion.points for criterion in group.criteria) != group.points:
                raise ScoreSchemeInvalid(f"groups/{number}/points", "they are those of its criteria together")


def require_different(name: str, codes: list[str]) -> None:
    if len(set(codes)) < len(codes):
        raise ScoreSchemeInvalid(name, "each code is used once")
