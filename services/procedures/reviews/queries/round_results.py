"""How far a round of review has come: the law of its first day beside that of a later day, as this system knew both at
one moment."""

from asyncio import to_thread
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.contents import Content
from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import held_true
from procedures.law.storage.content_rows import decode_content
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.reviews.domain.simplification import Course, Grouping, SimplificationResult, results
from procedures.tables import administrative_level, agency, decision, decision_item, period, procedure

CONTENTS = """
    SELECT p.code, v.content::text FROM unnest($1::text[], $2::int[]) AS asked (code, number)
    JOIN procedure p ON p.code = asked.code JOIN version v ON v.procedure_id = p.id AND v.number = asked.number
"""
Versions = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RoundResults:
    """`names` by the key of a group: of a procedure as on the first day."""

    total: SimplificationResult
    groups: list[SimplificationResult]
    names: Mapping[str, str]


async def round_results(
    read: AsyncConnection, of: ReviewRound, group_by: Grouping, on: date, known_on: datetime | None
) -> RoundResults:
    """A procedure that was replaced by another goes on as its successor."""
    begun = await _in_force(read, of.starts_on, known_on)
    ended = await _in_force(read, on, known_on)
    successors = await _successors(read, of.starts_on, on, known_on)
    goes_on = {code: _goes_on(code, successors, ended) for code in begun}
    before = await _contents(read, begun)
    changed = {
        now: ended[now] for code, now in goes_on.items() if now is not None and (now, ended[now]) != (code, begun[code])
    }
    after = await _contents(read, changed)
    courses = [
        Course(code, content, None if (now := goes_on[code]) is None else after.get(now, content))
        for code, content in before.items()
    ]
    total, groups = await to_thread(results, courses, of.targets, group_by)  # others are answered meanwhile
    return RoundResults(total, groups, await _names(read, group_by, before))


def _goes_on(code: str, successors: Mapping[str, str], ended: Versions) -> str | None:
    """The code under which it is in force on the last day; None where it is gone."""
    followed: set[str] = set()
    now: str | None = code
    while now is not None and now not in ended:
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
        select(item.procedure_code, item.successor_code)
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
