"""`python -m procedures calendar`: fills years of the calendar of working days."""

import argparse
from collections.abc import Sequence

from common.service.definition import Runtime
from common.service.unit_of_work import UnitOfWork
from procedures.calendar.commands.fill_calendar import fill_calendar


async def fill(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Fill the calendar with the country's days off: `calendar --from 2022 --to 2027`; days that an officer recorded
    stay."""
    parser = argparse.ArgumentParser(prog="python -m procedures calendar", description=fill.__doc__)
    parser.add_argument("--from", dest="first", type=int, required=True, metavar="YEAR")
    parser.add_argument("--to", dest="last", type=int, required=True, metavar="YEAR")
    span = parser.parse_args(arguments)
    if not 1990 <= span.first <= span.last <= 2099:
        parser.error("the years go from 1990 to 2099, the first one first")
    async with runtime.engine.begin() as connection:
        await fill_calendar(UnitOfWork(connection, runtime.clock), range(span.first, span.last + 1))
    return 0
