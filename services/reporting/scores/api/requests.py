"""Schemes of scores as officers record them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field

from common.http.days import Day
from reporting.indicators.domain.indicators import Better
from reporting.scores.api.examples import SCORE_SCHEME
from reporting.scores.domain.score_schemes import Certainty, ScoreCriterion, ScoreGroup, ScoreScheme, ZeroRule
from reporting.shared.api.entry_fields import Body, EntryCode, ExactIn, Line

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,80}$", examples=["dossiers_received"])]
Keys = Annotated[tuple[Key, ...], Field(min_length=1, max_length=20)]
Points = Annotated[ExactIn, Field(gt=Decimal(0), le=Decimal(1_000))]
WHOLE = Decimal(1)


class ScoreCriterionIn(Body):
    """The numbers of `numerator` and of `denominator` are added up, each by agency: figures by their keys, indicators
    as `entered.CODE`, and `simplification.MEASURE`. `full_at` is the share at which all points are given: 1 if
    it is missing. `zero_rule` states what 0 of 0 gives. `stand_in` marks a denominator that stands in for the one that
    the document requires."""

    code: EntryCode
    name_vi: Line
    name_en: Line
    points: Points
    numerator: Keys
    denominator: Keys
    better: Better = Better.UP
    full_at: Annotated[ExactIn, Field(gt=Decimal(0), le=Decimal(1))] | None = None
    zero_rule: ZeroRule
    stand_in: bool = False
    certainty: Certainty

    def criterion(self) -> ScoreCriterion:
        return ScoreCriterion(**(dict(self) | {"full_at": WHOLE if self.full_at is None else self.full_at}))


class ScoreGroupIn(Body):
    """The points of a group are those of its criteria together. `certainty` states how it is known."""

    code: EntryCode
    name_vi: Line
    name_en: Line
    points: Points
    certainty: Certainty
    criteria: Annotated[tuple[ScoreCriterionIn, ...], Field(min_length=1, max_length=50)]

    def group(self) -> ScoreGroup:
        criteria = tuple(criterion.criterion() for criterion in self.criteria)
        return ScoreGroup(self.code, self.name_vi, self.name_en, self.points, self.certainty, criteria)


class ScoreSchemeIn(Body):
    """A scheme with all of its groups. `replaces` is the last revision that the author has read, null for the first
    one. It applies to periods whose last day is in `[valid_from, valid_to)`."""

    model_config = ConfigDict(json_schema_extra={"examples": [SCORE_SCHEME]})

    code: EntryCode
    replaces: Annotated[int, Field(ge=1, le=2_147_483_647)] | None = None
    name_vi: Line
    name_en: Line
    ground: Line
    valid_from: Day
    valid_to: Day | None = None
    groups: Annotated[tuple[ScoreGroupIn, ...], Field(min_length=1, max_length=50)]

    def scheme(self, by: str, at: datetime) -> ScoreScheme:
        """The revision after the one that it replaces."""
        return ScoreScheme(
            code=self.code,
            revision=(self.replaces or 0) + 1,
            name_vi=self.name_vi,
            name_en=self.name_en,
            ground=self.ground,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            groups=tuple(group.group() for group in self.groups),
            recorded_by=by,
            recorded_at=at,
        )
