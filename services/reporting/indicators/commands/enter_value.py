"""Enters a value of an indicator, which counts once another person has approved it."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from reporting.indicators.domain.refusals import IndicatorNotFound
from reporting.indicators.domain.values import EnteredValue, check_value, require_place_in_chain
from reporting.indicators.storage.repository import Indicators, Values


async def enter_value(work: UnitOfWork, value: EnteredValue, by: Actor) -> None:
    """Raises `IndicatorNotFound`, and the refusals of `check_value` and `require_place_in_chain`."""
    indicator = await work.of(Indicators).latest(value.indicator)
    if indicator is None:
        raise IndicatorNotFound(value.indicator)
    check_value(value, indicator, work.clock.today())
    await work.of(Values).lock_chain(value)
    number = require_place_in_chain(value, await work.of(Values).last_of_chain(value))
    await work.of(Values).add(value, number, indicator.revision, by.subject, work.clock.now())
