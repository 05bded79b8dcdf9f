"""`python -m reporting reproduce ID`: whether a kept report follows from the log."""

from argparse import ArgumentParser, Namespace
from uuid import UUID

from common.service.definition import Command, Runtime, Service
from reporting.kept_reports.commands.reproduce_report import foreign_positions, reproduce_report
from reporting.kept_reports.queries.reports_kept import kept_report_by_id
from reporting.kept_reports.storage.repository import kept_report_in


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("id", type=UUID, help="of a kept report")


async def reproduce(runtime: Runtime, options: Namespace) -> int:
    """Compute a kept report again from the events up to its positions, and compare: `reproduce ID`. Exits with 1 if a
    number differs, and prints which. It needs the owner of the database, and changes nothing."""
    async with runtime.engine.connect() as connection:
        report = kept_report_in(await kept_report_by_id(connection, options.id))
        if foreign := await foreign_positions(connection, report):
            print(f"{report.id}: the history is another one: {', '.join(foreign)} is not the event that was counted")
            return 1
        found = await reproduce_report(runtime, connection, report)
        await connection.rollback()
    for difference in found:
        print(f"{difference.line}: kept {difference.kept}, computed {difference.computed}")
    state = f"{len(found)} numbers differ" if found else f"{len(report.lines)} numbers are equal"
    print(f"{report.kind} {report.period}, kept at {report.kept_at.isoformat()}: {state}")
    return 1 if found else 0


command = Command(reproduce, add_arguments)
