"""`python -m population_lookup residents`: fills the register from a seed."""

import argparse
import json
import sys
from collections.abc import Sequence

from common.service.definition import Runtime
from population_lookup.personas.commands.fill_register import fill_register
from population_lookup.personas.domain.residents import generate_residents
from population_lookup.register.domain.citizen import Citizen


async def residents(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Fill the register with synthetic residents: `residents --count 5000 --seed 6 [--example]`."""
    parser = argparse.ArgumentParser(prog="python -m population_lookup residents", description=residents.__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--example", action="store_true", help="print the request that finds one of them, as JSON")
    options = parser.parse_args(arguments)
    async with runtime.engine.begin() as connection:
        changes = await fill_register(connection, options.count, options.seed)
    print(
        f"{options.count} residents of seed {options.seed}: {changes.added} added, {changes.removed} removed",
        file=sys.stderr,
    )
    if options.example:
        print(json.dumps(lookup_key(example(options.count, options.seed)), ensure_ascii=False))
    return 0


def example(count: int, seed: int) -> Citizen:
    """The first resident who is married and whose day of birth is known."""
    return next(
        citizen
        for citizen in generate_residents(count, seed)
        if citizen.spouse is not None and citizen.birth_date.day is not None
    )


def lookup_key(citizen: Citizen) -> dict[str, str]:
    return {"personal_id": citizen.personal_id, "full_name": citizen.full_name, "birth_date": str(citizen.birth_date)}
