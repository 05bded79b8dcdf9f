"""`python -m reporting due`: reminds of what agencies have to enter."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date

from common.service.definition import Command, Runtime, Service
from reporting.indicators.domain.expected_values import ExpectedValue
from reporting.indicators.queries.due_values import due_values
from reporting.shared.domain.periods import FIRST_YEAR, LAST_YEAR, PeriodKind

KINDS = [kind.value for kind in PeriodKind if kind is not PeriodKind.RANGE]


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("--every", action="append", choices=KINDS, help="what is entered so often; all by default")
    parser.add_argument("--agency", help="only what this agency enters")
    parser.add_argument("--on", type=date.fromisoformat, help="the day; today by default")
    parser.add_argument("--json", action="store_true", help="print JSON, one object per line")


def check(parser: ArgumentParser, options: Namespace, _: Service) -> None:
    if options.on is not None and not FIRST_YEAR <= options.on.year <= LAST_YEAR:
        parser.error(f"--on is a day from {FIRST_YEAR} to {LAST_YEAR}")


async def due(runtime: Runtime, options: Namespace) -> int:
    """Print what agencies have to enter: `due [--every week --every month] [--agency CODE] [--on DAY] [--json]`.
    Exits with 0 also where something is due: a timer sends the lines on to those who are reminded."""
    kinds = [PeriodKind(name) for name in options.every or KINDS]
    async with runtime.engine.connect() as connection:
        values = await due_values(connection, options.agency, kinds, options.on or runtime.clock.today())
    for value in values:
        print(as_json(value) if options.json else as_text(value))
    return 0


def as_json(value: ExpectedValue) -> str:
    members = {
        "agencies": value.indicator.agencies,
        "indicator": value.indicator.code,
        "name": value.indicator.name_vi,
        "place": value.place,
        "period": str(value.period),
        "state": value.state,
    }
    return json.dumps(members, ensure_ascii=False)


def as_text(value: ExpectedValue) -> str:
    place = f" ({value.place})" if value.place else ""
    sent_back = ", sent back" if value.state is not None else ""
    agencies = ", ".join(value.indicator.agencies)
    return f"{agencies}: {value.indicator.code}{place} for {value.period}{sent_back}"


reminders = Command(due, add_arguments, check)
