"""What does not agree in a period, by rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.queries.figure_rows import row_parameters
from reporting.reconciliation.domain.rules import ReconciliationRule
from reporting.reconciliation.queries.rule_rows import RULE_ROWS
from reporting.shared.domain.periods import Period

MOST_ROWS = 100
"""How many rows of a rule are named; all are counted."""
STATEMENTS = {
    rule: text(
        f"SELECT id, document, difference, count(*) OVER () AS total"  # noqa: S608 - constants only
        f" FROM ({rows}) AS wrong ORDER BY id LIMIT {MOST_ROWS}"
    )
    for rule, rows in RULE_ROWS.items()
}


@dataclass(frozen=True, slots=True)
class RuleResult:
    """`total` is how many rows do not fit; `rows` are the first of them."""

    rule: ReconciliationRule
    total: int
    rows: Sequence[Row[Any]]


async def reconciliation(read: AsyncConnection, period: Period) -> list[RuleResult]:
    """Every rule in its order, also where all rows fit it. The caller reads in one snapshot."""
    results = []
    for rule, statement in STATEMENTS.items():
        rows = list(await read.execute(statement, row_parameters(period)))
        results.append(RuleResult(rule, rows[0].total if rows else 0, rows))
    return results
