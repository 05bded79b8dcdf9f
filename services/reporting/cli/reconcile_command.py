"""`python -m reporting reconcile`: whether the figures of a period agree with each other."""

from argparse import ArgumentParser, Namespace

from common.errors import Refusal
from common.service.definition import Command, Runtime, Service
from reporting.reconciliation.domain.rules import RULE_WORDINGS
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
    """Print the rules of reconciliation, and the rows that do not fit: `reconcile --period 2026-Q3`. Exits with 0 where
    all fit, with 1 where any does not."""
    async with runtime.engine.connect() as connection:
        results = await reconciliation(connection, parse_period(options.period))
    for result in results:
        print(f"{result.rule}: {result.total or 'no'} misfits ({RULE_WORDINGS[result.rule].en})")
        for row in result.rows:
            print(f"  {row.id} {row.document or ''}: {row.difference}")
    return 1 if any(result.total for result in results) else 0


reconciler = Command(reconcile, add_arguments, check)
