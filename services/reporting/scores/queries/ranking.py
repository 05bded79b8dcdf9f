"""The ranking of agencies in a period, with the parts of each score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import stopped_streams
from reporting.scores.domain.score_schemes import ScoreScheme
from reporting.scores.domain.scores import AgencyScore, Provisional, scores_of
from reporting.scores.queries.numbers_by_agency import numbers_by_agency
from reporting.scores.queries.schemes_recorded import scheme_on
from reporting.shared.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Ranking:
    scheme: ScoreScheme
    period: Period
    scores: Sequence[AgencyScore]
    known_on: datetime | None


async def ranking(
    read: AsyncConnection,
    code: str,
    period: Period,
    agency: str | None,
    today: date,
    known_on: datetime | None = None,
) -> Ranking:
    """By rank; with `agency` only of that one and of those below it, ranked among themselves. `today` is the day of
    `known_on` where there is one. The caller reads in one snapshot. Raises `ScoreSchemeNotFound`."""
    scheme = await scheme_on(read, code, period.last, known_on)
    numbers = await numbers_by_agency(read, scheme, period, agency, known_on)
    general = [Provisional.PERIOD_NOT_OVER] if period.last >= today else []
    if await stopped_streams(read):
        general.append(Provisional.STREAM_STOPPED)
    return Ranking(scheme, period, scores_of(scheme, numbers, general), known_on)
