"""The indicators, each in its latest revision."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.indicators.domain.indicators import Indicator
from reporting.indicators.domain.refusals import IndicatorNotFound
from reporting.indicators.storage.repository import indicators_of, latest_indicators
from reporting.tables import indicator


async def indicators_defined(read: AsyncConnection, after: tuple[Any, ...], limit: int) -> Sequence[Indicator]:
    """In the order of their codes, starting after the key `after`."""
    statement = latest_indicators().limit(limit)
    return await indicators_of(read, statement.where(indicator.c.code > after[0]) if after else statement)


async def indicator_by_code(read: AsyncConnection, code: str) -> Indicator:
    """Raises `IndicatorNotFound`."""
    found = await indicators_of(read, latest_indicators().where(indicator.c.code == code))
    if not found:
        raise IndicatorNotFound(code)
    return found[0]
