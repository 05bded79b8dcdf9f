"""`python -m procedures calendar`: fills years of the calendar of working days."""

from argparse import ArgumentParser, Namespace

from common.service.definition import Command, Runtime, Service
from procedures.calendar.commands.fill_calendar import fill_calendar


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("--from", dest="first", type=int, required=True, metavar="YEAR")
    parser.add_argument("--to", dest="last", type=int, required=True, metavar="YEAR")


def check(parser: ArgumentParser, options: Namespace, _: Service) -> None:
    if not 1990 <= options.first <= options.last <= 2099:
        parser.error("--from and --to are years from 1990 to 2099, and --from is not later than --to")


async def fill_years(runtime: Runtime, options: Namespace) -> int:
    """Fill the calendar with the public holidays of Vietnam: `calendar --from 2022 --to 2027`. Days that an officer
    recorded do not change."""
    async with runtime.engine.begin() as connection:
        await fill_calendar(await runtime.work_on(connection), range(options.first, options.last + 1))
    return 0


fill = Command(fill_years, add_arguments, check)
