"""`python -m reporting reconcile`: whether the figures of a period agree with each other and with their sources."""

from argparse import ArgumentParser, Namespace

from sqlalchemy import text

from common.errors import Refusal
from common.service.definition import Command, Runtime, Service
from reporting.reconciliation.domain.rules import RULE_WORDINGS
from reporting.reconciliation.queries.findings_of_period import findings_of_period
from reporting.reconciliation.queries.reconciliation import reconciliation
from reporting.shared.domain.periods import parse_period


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("--period", required=True, help="such as 2026, 2026-Q3 or 2026-07-01..2026-07-15")


def check(parser: ArgumentParser, options: Namespace, _: Service) -> None:
    try:
        parse_period(options.period)
    except Refusal as refusal:
        parser.error(refusal.detail)


async def reconcile(runtime: Runtime, options: Namespace) -> int:
    """Print the rules of reconciliation with the rows that do not fit, and what the sources count themselves:
    `reconcile --period 2026-Q3`. Exits with 0 where all agrees, with 1 where anything does not; a source that does not
    answer is printed, and changes nothing."""
    period = parse_period(options.period)
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        results = await reconciliation(connection, period)
        findings = await findings_of_period(connection, runtime.settings, period, results)
    for result in results:
        print(f"{result.rule}: {result.total or 'no'} misfits ({RULE_WORDINGS[result.rule].en})")
        for row in result.rows:
            print(f"  {row.id} {row.document or ''}: {row.difference}")
    for count in findings.counts:
        print(f"{count.source} {count.figure}: {count.state} (here {count.ours}, there {count.own})")
    for source in findings.not_compared:
        print(f"{source}: not asked, or no answer")
    return 1 if findings.errors else 0


reconciler = Command(reconcile, add_arguments, check)
