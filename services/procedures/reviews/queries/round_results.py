"""The results of a review round: the law of its first day compared with that of a later day, as this system knew both
at one moment."""

from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from sqlalchemy import Table, Text, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.contents import Content
from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import held_true
from procedures.law.storage.content_rows import decode_content
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.reviews.domain.simplification import Grouping, ProcedureComparison, SimplificationResult, results
from procedures.tables import administrative_level, agency, decision, decision_item, period, procedure

CONTENTS = """
    SELECT p.code, v.content::text FROM unnest($1::text[], $2::int[]) AS requested (code, number)
    JOIN procedure p ON p.code = requested.code
    JOIN version v ON v.procedure_id = p.id AND v.number = requested.number
"""
Versions = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RoundResults:
    """`names` holds the name for the key of each group; that of a procedure is its name on the first day."""

    total: SimplificationResult
    groups: list[SimplificationResult]
    names: Mapping[str, str]


async def round_results(
    read: AsyncConnection, round: ReviewRound, group_by: Grouping, on: date, known_on: datetime | None
) -> RoundResults:
    """A procedure that was replaced by another one continues as its successor."""
    comparisons = await compared_procedures(read, round, on, known_on)
    # In a thread, so that other requests are served meanwhile.
    total, groups = await to_thread(results, comparisons, round.targets, group_by)
    before = {comparison.code: comparison.before for comparison in comparisons}
    return RoundResults(total, groups, await _names(read, group_by, before))


async def compared_procedures(
    read: AsyncConnection, round: ReviewRound, on: date, known_on: datetime | None
) -> list[ProcedureComparison]:
    """What became of each procedure that was in force on the round's first day, in the order of their codes."""
    first = await _in_force(read, round.starts_on, known_on)
    last = await _in_force(read, on, known_on)
    successors = await _successors(read, round.starts_on, on, known_on)
    code_after = {code: _code_after(code, successors, last) for code in first}
    before = await _contents(read, first)
    changed = {
        now: last[now]
        for code, now in code_after.items()
        if now is not None and (now, last[now]) != (code, first[code])
    }
    after = await _contents(read, changed)
    return [
        ProcedureComparison(code, content, None if (now := code_after[code]) is None else after.get(now, content))
        for code, content in before.items()
    ]


def _code_after(code: str, successors: Mapping[str, str], last: Versions) -> str | None:
    """The code under which the procedure is in force on the later day; None where it is gone."""
    followed: set[str] = set()
    now: str | None = code
    while now is not None and now not in last:
        followed.add(now)
        now = successors.get(now)
        if now in followed:
            return None
    return now


async def _in_force(read: AsyncConnection, on: date, known_on: datetime | None) -> dict[str, int]:
    statement = (
        select(procedure.c.code, period.c.version)
        .join(period, period.c.procedure_id == procedure.c.id)
        .where(period.c.in_force.contains(on), held_true(known_on))
        .order_by(procedure.c.code)
    )
    return {row.code: row.version for row in await read.execute(statement)}


async def _successors(read: AsyncConnection, after: date, until: date, known_on: datetime | None) -> dict[str, str]:
    item = decision_item.c
    statement = (
        select(
            func.current_code(item.procedure_code, type_=Text).label("procedure_code"),
            func.current_code(item.successor_code, type_=Text).label("successor_code"),
        )
        .join(decision, decision.c.id == item.decision_id)
        .where(item.successor_code.is_not(None), decision.c.status == Status.PUBLISHED.value)
        .where(item.effective_on > after, item.effective_on <= until)
        .order_by(decision.c.recorded_at)
    )
    if known_on is not None:
        statement = statement.where(decision.c.recorded_at <= known_on)
    return {row.procedure_code: row.successor_code for row in await read.execute(statement)}


async def _contents(read: AsyncConnection, versions: Versions) -> dict[str, Content]:
    driver = await driver_of(read)
    rows = await driver.fetch(CONTENTS, list(versions), list(versions.values()))
    return await to_thread(lambda: {code: decode_content(content) for code, content in rows})


async def _names(read: AsyncConnection, group_by: Grouping, before: Mapping[str, Content]) -> dict[str, str]:
    match group_by:
        case Grouping.PROCEDURE:
            return {code: content.name for code, content in before.items()}
        case Grouping.AGENCY:
            return await _names_in(read, agency)
        case Grouping.LEVEL:
            return await _names_in(read, administrative_level)
        case _:
            assert_never(group_by)


async def _names_in(read: AsyncConnection, table: Table) -> dict[str, str]:
    return {row.code: row.name for row in await read.execute(select(table.c.code, table.c.name))}
