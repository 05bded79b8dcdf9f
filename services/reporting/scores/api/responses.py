"""Schemes of scores, the ranking of agencies, and the parts of their scores."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Self
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict

from common.http.number_fields import Exact
from reporting.indicators.domain.indicators import Better
from reporting.scores.domain.score_keys import measure_of
from reporting.scores.domain.score_schemes import Certainty, ScoreScheme, ZeroRule
from reporting.scores.domain.scores import AgencyScore, CriterionScore, GroupScore, Provisional, shown_parts
from reporting.scores.queries.ranking import Ranking
from reporting.scores.queries.weighted_cuts import WeightedCut
from reporting.shared.domain.periods import Period

FROM_ATTRIBUTES = ConfigDict(from_attributes=True)


class EvidenceSource(NamedTuple):
    """Of which period the rows behind a score are, and as known on which moment, if not now."""

    period: Period
    known_on: datetime | None


class ExactShareOut(BaseModel):
    """An exact fraction in lowest terms, both numbers as text."""

    numerator: str
    denominator: str

    @classmethod
    def of(cls, exact: Fraction) -> Self:
        return cls(numerator=str(exact.numerator), denominator=str(exact.denominator))


class ScoreCriterionOut(BaseModel):
    """`full_at` is the share at which all points are given, `zero_rule` what 0 of 0 gives. `stand_in`: the denominator
    stands in for the one that the document requires. `certainty` states how the criterion is known."""

    model_config = FROM_ATTRIBUTES

    code: str
    name_vi: str
    name_en: str
    points: Exact
    numerator: list[str]
    denominator: list[str]
    better: Better
    full_at: Exact
    zero_rule: ZeroRule
    stand_in: bool
    certainty: Certainty


class ScoreGroupOut(BaseModel):
    model_config = FROM_ATTRIBUTES

    code: str
    name_vi: str
    name_en: str
    points: Exact
    certainty: Certainty
    criteria: list[ScoreCriterionOut]


class ScoreSchemeOut(BaseModel):
    """A revision of a scheme; the highest one that is valid on the last day of a period applies to it."""

    model_config = FROM_ATTRIBUTES

    code: str
    revision: int
    name_vi: str
    name_en: str
    ground: str
    valid_from: date
    valid_to: date | None
    points: Exact
    groups: list[ScoreGroupOut]
    recorded_by: str
    recorded_at: datetime


class EvidenceLinkOut(BaseModel):
    """Where the rows are that a number counts."""

    key: str
    path: str


class CriterionScoreOut(BaseModel):
    """`share` is the exact part of the points that is gained, null of nothing and where a value is not entered.
    `possible` are the points that count in the total: 0 where the criterion is left out. `points` has two decimals; the
    exact ones are `share` times the points of the criterion, or those of its rule for 0/0. `provisional` states why it
    may still change."""

    code: str
    numerator: ExactShareOut
    denominator: ExactShareOut
    share: ExactShareOut | None
    points: Exact
    possible: Exact
    provisional: list[Provisional]
    evidence: list[EvidenceLinkOut]


class GroupScoreOut(BaseModel):
    """`points` are those of the criteria together."""

    code: str
    points: Exact
    possible: Exact
    criteria: list[CriterionScoreOut]


class AgencyScoreOut(BaseModel):
    """`total` is exact, in relation to all points of the scheme; `points` is the sum of the groups, rounded, out of
    `possible`. Without any criterion that counts there is neither a total nor a rank. Equal totals share a rank."""

    agency: str
    rank: int | None
    total: ExactShareOut | None
    points: Exact
    possible: Exact
    provisional: list[Provisional]
    groups: list[GroupScoreOut]

    @classmethod
    def of(cls, score: AgencyScore, source: EvidenceSource) -> Self:
        parts = [part for group in score.groups for part in group.criteria]
        shown = shown_parts([part.points for part in parts])
        of_code = {part.criterion.code: points for part, points in zip(parts, shown, strict=True)}
        return cls(
            agency=score.agency,
            rank=score.rank,
            total=None if score.total is None else ExactShareOut.of(score.total),
            points=sum(shown, Decimal(0)),
            possible=decimal_of(sum((group.possible for group in score.groups), Fraction(0))),
            provisional=list(score.provisional),
            groups=[_group(group, of_code, score.agency, source) for group in score.groups],
        )


class RankingOut(BaseModel):
    """The agencies by rank, then by code. `names` of groups and criteria are in the scheme."""

    period: str
    first: date
    last: date
    known_on: datetime | None
    scheme: ScoreSchemeOut
    items: list[AgencyScoreOut]

    @classmethod
    def of(cls, ranking: Ranking) -> Self:
        source = EvidenceSource(ranking.period, ranking.known_on)
        return cls(
            period=str(ranking.period),
            first=ranking.period.first,
            last=ranking.period.last,
            known_on=ranking.known_on,
            scheme=scheme_out(ranking.scheme),
            items=[AgencyScoreOut.of(score, source) for score in ranking.scores],
        )


class UnitCutOut(BaseModel):
    """What was cut of a procedure in a unit of time, or without one."""

    unit: str
    numerator: ExactShareOut
    denominator: ExactShareOut


class WeightedCutOut(BaseModel):
    """A procedure that a round has reviewed, with the dossiers that the agency received of it in the period. `share` is
    what was cut, of several units of time the mean."""

    agency: str
    procedure_code: str
    dossiers: int
    round: str
    round_name: str
    units: list[UnitCutOut]
    share: ExactShareOut

    @classmethod
    def of(cls, cut: WeightedCut) -> Self:
        return cls(
            agency=cut.agency,
            procedure_code=cut.procedure_code,
            dossiers=cut.dossiers,
            round=cut.round_id,
            round_name=cut.round_name,
            units=[
                UnitCutOut(
                    unit=unit.unit,
                    numerator=ExactShareOut.of(unit.numerator),
                    denominator=ExactShareOut.of(unit.denominator),
                )
                for unit in cut.units
            ],
            share=ExactShareOut.of(cut.share),
        )


def scheme_out(scheme: ScoreScheme) -> ScoreSchemeOut:
    return ScoreSchemeOut.model_validate(scheme)


def decimal_of(exact: Fraction) -> Decimal:
    """Of points that a scheme states: they are decimal numbers."""
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def evidence_of(keys: Sequence[str], agency: str, source: EvidenceSource) -> list[EvidenceLinkOut]:
    return [EvidenceLinkOut(key=key, path=_path(key, agency, source)) for key in dict.fromkeys(keys)]


def _path(key: str, agency: str, source: EvidenceSource) -> str:
    known = {} if source.known_on is None else {"known_on": source.known_on.isoformat()}
    if (measure := measure_of(key)) is not None:
        query = urlencode({"period": str(source.period), "measure": measure, "agency": agency, **known})
        return f"/v1/scores/simplification?{query}"
    query = urlencode({"period": str(source.period), "by": "agency", "group": agency, **known})
    return f"/v1/figures/{key}/evidence?{query}"


def _group(group: GroupScore, shown: dict[str, Decimal], agency: str, source: EvidenceSource) -> GroupScoreOut:
    return GroupScoreOut(
        code=group.group.code,
        points=sum((shown[part.criterion.code] for part in group.criteria), Decimal(0)),
        possible=decimal_of(group.possible),
        criteria=[_criterion(part, shown[part.criterion.code], agency, source) for part in group.criteria],
    )


def _criterion(part: CriterionScore, shown: Decimal, agency: str, source: EvidenceSource) -> CriterionScoreOut:
    return CriterionScoreOut(
        code=part.criterion.code,
        numerator=ExactShareOut.of(part.numerator),
        denominator=ExactShareOut.of(part.denominator),
        share=None if part.share is None else ExactShareOut.of(part.share),
        points=shown,
        possible=decimal_of(part.possible),
        provisional=list(part.provisional),
        evidence=evidence_of((*part.criterion.numerator, *part.criterion.denominator), agency, source),
    )
