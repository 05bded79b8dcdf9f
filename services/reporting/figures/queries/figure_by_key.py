"""What the catalogue states of a key, also of one that is entered."""

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_definitions import ENTERED_PREFIX, FigureDefinition, definition_of_indicator
from reporting.figures.domain.refusals import FigureNotFound
from reporting.indicators.domain.refusals import IndicatorNotFound
from reporting.indicators.queries.indicators_defined import indicator_by_code
from reporting.indicators.storage.repository import indicators_of, latest_indicators


async def figure_by_key(read: AsyncConnection, key: str) -> FigureDefinition:
    """Raises `FigureNotFound`."""
    if key in CATALOGUE:
        return CATALOGUE[key]
    if not key.startswith(ENTERED_PREFIX):
        raise FigureNotFound(key)
    try:
        return definition_of_indicator(await indicator_by_code(read, key.removeprefix(ENTERED_PREFIX)))
    except IndicatorNotFound as error:
        raise FigureNotFound(key) from error


async def all_figures(read: AsyncConnection) -> list[FigureDefinition]:
    """The counted ones in the order of the catalogue, then the entered ones in the order of their codes."""
    entered = await indicators_of(read, latest_indicators())
    return [*CATALOGUE.values(), *(definition_of_indicator(indicator) for indicator in entered)]
