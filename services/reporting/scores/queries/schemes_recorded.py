"""The revisions of score schemes, and the one that applies on a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.scores.domain.refusals import ScoreSchemeNotFound
from reporting.scores.domain.score_schemes import ScoreScheme
from reporting.scores.storage.repository import schemes_of
from reporting.tables import score_scheme


async def schemes_recorded(read: AsyncConnection, after: tuple[Any, ...], limit: int) -> Sequence[ScoreScheme]:
    """All revisions by code and number, starting after the key `after`."""
    key = score_scheme.c.code, score_scheme.c.revision
    statement = select(score_scheme).order_by(*key).limit(limit)
    return await schemes_of(read, statement.where(tuple_(*key) > after) if after else statement)


async def scheme_on(read: AsyncConnection, code: str, on: date, known_on: datetime | None = None) -> ScoreScheme:
    """The last revision whose validity has the day, of those recorded by `known_on`. Raises `ScoreSchemeNotFound`."""
    columns = score_scheme.c
    statement = (
        select(score_scheme)
        .where(columns.code == code, columns.valid_from <= on, or_(columns.valid_to.is_(None), columns.valid_to > on))
        .order_by(columns.revision.desc())
        .limit(1)
    )
    if known_on is not None:
        statement = statement.where(columns.recorded_at <= known_on)
    found = await schemes_of(read, statement)
    if not found:
        raise ScoreSchemeNotFound(code, on.isoformat())
    return found[0]
