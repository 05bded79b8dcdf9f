"""Defines an indicator, or a later revision of it."""

from dataclasses import replace

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from reporting.indicators.domain.indicators import Indicator
from reporting.indicators.domain.refusals import (
    IndicatorDefinedAlready,
    IndicatorNotFound,
    IndicatorRevisionMissing,
)
from reporting.indicators.storage.repository import Indicators


async def define_indicator(work: UnitOfWork, indicator: Indicator, by: Actor) -> None:
    """Raises `IndicatorInvalid` and `IndicatorDefinedAlready`."""
    indicator.check()
    await work.of(Indicators).lock(indicator.code)
    if await work.of(Indicators).latest(indicator.code) is not None:
        raise IndicatorDefinedAlready(indicator.code)
    await work.of(Indicators).add(indicator, by.subject, work.clock.now())


async def define_indicator_anew(
    work: UnitOfWork, indicator: Indicator, expected_revision: ExpectedRevisions, by: Actor
) -> None:
    """Adds a revision. Raises `IndicatorInvalid`, `IndicatorNotFound`, `IndicatorRevisionMissing`, `RevisionMismatch`
    and `IndicatorUnitFixed`."""
    indicator.check()
    await work.of(Indicators).lock(indicator.code)
    earlier = await work.of(Indicators).latest(indicator.code)
    if earlier is None:
        raise IndicatorNotFound(indicator.code)
    if expected_revision is None:
        raise IndicatorRevisionMissing(indicator.code)
    require_revision(expected_revision, earlier.revision)
    indicator.require_same_measure(earlier)
    await work.of(Indicators).add(replace(indicator, revision=earlier.revision + 1), by.subject, work.clock.now())
