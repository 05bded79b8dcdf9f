"""`python -m population_lookup residents`: fills the register from a seed, and checks what is in it."""

import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from itertools import islice

from common.check_state import PrerequisiteMissing
from common.service.definition import Command, Runtime, Service
from population_lookup.personas.commands.fill_register import fill_register
from population_lookup.personas.domain.residents import generate_residents
from population_lookup.personas.queries.broken_rules import broken_rules
from population_lookup.personas.storage.rules import RULES
from population_lookup.register.domain.citizen import Citizen
from population_lookup.settings import Settings


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("act", nargs="?", choices=("load", "check"), default="load")
    parser.add_argument("--count", type=a_count, default=5_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument(
        "--workers", type=a_count, default=os.cpu_count() or 1, help="processes that draw; the residents are the same"
    )
    parser.add_argument(
        "--lifelike", action="store_true", help="numbers with the real first digits, which real people may have"
    )
    parser.add_argument(
        "--examples", type=a_count, default=0, metavar="N", help="print requests that find N of them, as JSON"
    )


def a_count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text} is no number of residents")
    return int(text)


async def keep_residents(runtime: Runtime, options: Namespace) -> int:
    """Fill the register with synthetic residents, or check it: `residents --count 5000 --seed 6 [--workers N]
    [--examples N] | check`."""
    return await (check(runtime) if options.act == "check" else load(runtime, options))


async def check(runtime: Runtime) -> int:
    """Prints the name of each rule that is broken, and in how many rows."""
    async with runtime.engine.begin() as connection:
        broken = await broken_rules(connection)
    for name, rows in broken.items():
        print(f"{name}: {rows} rows", file=sys.stderr)
    print(f"{len(RULES) - len(broken)} of {len(RULES)} rules hold", file=sys.stderr)
    return 1 if broken else 0


async def load(runtime: Runtime, options: Namespace) -> int:
    """Raises `PrerequisiteMissing`."""
    assert isinstance(runtime.settings, Settings)  # noqa: S101 - of this service
    if options.lifelike and not runtime.settings.lifelike_numbers:
        raise PrerequisiteMissing(
            "--lifelike makes numbers that real people may have: in a closed test system, LIFELIKE_NUMBERS=1 allows it"
        )
    async with runtime.engine.begin() as connection:
        changes = await fill_register(
            connection, options.count, options.seed, workers=max(1, options.workers), lifelike=options.lifelike
        )
    print(
        f"{options.count} residents of seed {options.seed}: {changes.added} added, {changes.removed} removed",
        file=sys.stderr,
    )
    for citizen in islice(examples(options.count, options.seed), options.examples):
        print(json.dumps(lookup_key(citizen), ensure_ascii=False))
    return 0


def example(count: int, seed: int) -> Citizen:
    return next(examples(count, seed))


def examples(count: int, seed: int) -> Iterator[Citizen]:
    """Residents who are married and whose day of birth is known."""
    return (
        citizen
        for citizen in generate_residents(count, seed)
        if citizen.spouse is not None and citizen.birth_date.day is not None
    )


def lookup_key(citizen: Citizen) -> dict[str, str]:
    return {"personal_id": citizen.personal_id, "full_name": citizen.full_name, "birth_date": str(citizen.birth_date)}


residents = Command(keep_residents, add_arguments)
