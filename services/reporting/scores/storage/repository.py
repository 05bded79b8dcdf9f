"""Score schemes with their groups and criteria as rows. PostgreSQL refuses to change them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.indicators.domain.indicators import Better
from reporting.scores.domain.score_schemes import Certainty, ScoreCriterion, ScoreGroup, ScoreScheme, ZeroRule
from reporting.tables import score_criterion, score_group, score_scheme

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 9))")


class ScoreSchemes:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, code: str) -> None:
        """Serialises the revisions of a code. Locking a row would need the right to change it, and none changes."""
        await self._connection.execute(LOCK, {"key": code})

    async def last_revision(self, code: str) -> int | None:
        last = select(func.max(score_scheme.c.revision)).where(score_scheme.c.code == code)
        revision: int | None = await self._connection.scalar(last)
        return revision

    async def add(self, scheme: ScoreScheme) -> None:
        names = (
            "code",
            "revision",
            "name_vi",
            "name_en",
            "ground",
            "valid_from",
            "valid_to",
            "recorded_by",
            "recorded_at",
        )
        await self._connection.execute(insert(score_scheme).values({name: getattr(scheme, name) for name in names}))
        key = {"scheme": scheme.code, "revision": scheme.revision}
        groups = [
            {
                **key,
                "code": group.code,
                "position": position,
                "name_vi": group.name_vi,
                "name_en": group.name_en,
                "points": group.points,
                "certainty": group.certainty.value,
            }
            for position, group in enumerate(scheme.groups, 1)
        ]
        await self._connection.execute(insert(score_group), groups)
        criteria = [
            {
                **key,
                "code": criterion.code,
                "group_code": group.code,
                "position": position,
                "name_vi": criterion.name_vi,
                "name_en": criterion.name_en,
                "points": criterion.points,
                "numerator": list(criterion.numerator),
                "denominator": list(criterion.denominator),
                "better": criterion.better.value,
                "full_at": criterion.full_at,
                "zero_rule": criterion.zero_rule.value,
                "stand_in": criterion.stand_in,
                "certainty": criterion.certainty.value,
            }
            for group in scheme.groups
            for position, criterion in enumerate(group.criteria, 1)
        ]
        await self._connection.execute(insert(score_criterion), criteria)


async def schemes_of(read: AsyncConnection, statement: Select[Any]) -> list[ScoreScheme]:
    """The revisions that the statement selects of `score_scheme`, with their groups and criteria."""
    rows = (await read.execute(statement)).all()
    codes = [row.code for row in rows]
    group, criterion = score_group.c, score_criterion.c
    groups = (await read.execute(select(score_group).where(group.scheme.in_(codes)).order_by(group.position))).all()
    criteria = (
        await read.execute(select(score_criterion).where(criterion.scheme.in_(codes)).order_by(criterion.position))
    ).all()
    return [_scheme_in(row, groups, criteria) for row in rows]


def _scheme_in(row: Row[Any], groups: Sequence[Row[Any]], criteria: Sequence[Row[Any]]) -> ScoreScheme:
    own = [group for group in groups if (group.scheme, group.revision) == (row.code, row.revision)]
    return ScoreScheme(
        code=row.code,
        revision=row.revision,
        name_vi=row.name_vi,
        name_en=row.name_en,
        ground=row.ground,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        groups=tuple(
            ScoreGroup(
                code=group.code,
                name_vi=group.name_vi,
                name_en=group.name_en,
                points=group.points,
                certainty=Certainty(group.certainty),
                criteria=tuple(
                    _criterion_in(each)
                    for each in criteria
                    if (each.scheme, each.revision, each.group_code) == (row.code, row.revision, group.code)
                ),
            )
            for group in own
        ),
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


def _criterion_in(row: Row[Any]) -> ScoreCriterion:
    return ScoreCriterion(
        code=row.code,
        name_vi=row.name_vi,
        name_en=row.name_en,
        points=row.points,
        numerator=tuple(row.numerator),
        denominator=tuple(row.denominator),
        better=Better(row.better),
        full_at=row.full_at,
        zero_rule=ZeroRule(row.zero_rule),
        stand_in=row.stand_in,
        certainty=Certainty(row.certainty),
    )
