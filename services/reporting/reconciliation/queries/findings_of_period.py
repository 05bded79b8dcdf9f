"""What does not agree in a period: by the rules alone, or also with what the sources count themselves."""

from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import positions
from common.eventlog.position import Position
from common.settings import ServiceSettings
from reporting.figures.queries.dossiers_of_period import dossiers_of_period
from reporting.figures.queries.figure_rows import ROWS, row_parameters
from reporting.reconciliation.domain.findings import (
    SOURCE_FIGURES,
    SOURCES,
    Findings,
    RuleFinding,
    compared,
)
from reporting.reconciliation.queries.counts_of_sources import counts_of_sources
from reporting.reconciliation.queries.reconciliation import RuleResult, reconciliation
from reporting.shared.domain.periods import Period

OURS = text(
    " UNION ALL ".join(
        f"(SELECT '{figure}' AS figure, count(*) AS value FROM ({ROWS[figure].sql}) AS counted)"  # noqa: S608 - constants only
        for figure in SOURCE_FIGURES
    )
)


async def findings_by_rules(read: AsyncConnection, period: Period) -> Findings:
    """The sources are not asked. The caller reads in one snapshot."""
    return Findings(rule_findings(await reconciliation(read, period)))


async def findings_of_period(
    read: AsyncConnection, settings: ServiceSettings, period: Period, results: Sequence[RuleResult]
) -> Findings:
    """With what the sources count, beside the results of the rules. The caller reads in one snapshot: what is compared
    was counted up to its positions."""
    applied = await positions(read)
    ours = await counted_here(read, period)
    responses = await counts_of_sources(settings, period, applied)
    counts = [
        count
        for stated in responses
        if stated is not None
        for values in ours
        for count in compared(values, sequences_of(stated.source, applied), stated)
    ]
    missing = tuple(source for source, stated in zip(SOURCES, responses, strict=True) if stated is None)
    return Findings(rule_findings(results), tuple(counts), missing)


async def counted_here(read: AsyncConnection, period: Period) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """What the rows behind the figures count, and what the daily sums of dossiers state beside it: only where that is
    something else. Reports are made from the sums."""
    counted = {row.figure: row.value for row in await read.execute(OURS, row_parameters(period))}
    sums = await dossiers_of_period(read, period.first, period.last)
    other = {
        figure.value: number
        for figure, number in sums.items()
        if figure.value in counted and number != counted[figure.value]
    }
    return counted, other


def sequences_of(source: str, applied: Sequence[Position]) -> dict[int, int]:
    return {position.shard: position.sequence for position in applied if position.source == source}


def rule_findings(results: Sequence[RuleResult]) -> tuple[RuleFinding, ...]:
    return tuple(RuleFinding(result.rule, result.total) for result in results)
