"""`python -m procedures calendar`: fills years of the calendar of working days."""

import argparse
from collections.abc import Sequence

from common.service.definition import Runtime
from procedures.calendar.commands.fill_calendar import fill_calendar


async def fill(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Fill the calendar with the public holidays of Vietnam: `calendar --from 2022 --to 2027`. Days that an officer
    recorded do not change."""
    parser = argparse.ArgumentParser(prog="python -m procedures calendar", description=fill.__doc__)
    parser.add_argument("--from", dest="first", type=int, required=True, metavar="YEAR")
    parser.add_argument("--to", dest="last", type=int, required=True, metavar="YEAR")
    options = parser.parse_args(arguments)
    if not 1990 <= options.first <= options.last <= 2099:
        parser.error("--from and --to are years from 1990 to 2099, and --from is not later than --to")
    async with runtime.engine.begin() as connection:
        await fill_calendar(await runtime.work_on(connection), range(options.first, options.last + 1))
    return 0
