"""Random look-ups as events, on few days, agencies and procedures, so that many fall into one cell."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from common.calendar.province_days import day_of
from common.contracts.parts import PopulationField
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from common.projection.tables import Row
from tests.support.foreign_events import reference

Lookup = LookupAnswered | LookupRefused
FIRST = datetime(2023, 12, 30, tzinfo=UTC)
HOURS, AGENCIES, PROCEDURES = 96, ("H60.01", "H60.02"), ("1.000001", "1.000002", "")
REASONS = ("procedure-not-in-force", "field-not-lawful")
DECISION = reference(1, FIRST.date())


def random_lookups(seed: int, count: int) -> list[Lookup]:
    random = Random(seed)
    return [_random_lookup(random, f"{seed}-{number}") for number in range(count)]


def _random_lookup(random: Random, id: str) -> Lookup:
    agency, procedure = random.choice(AGENCIES), random.choice(PROCEDURES)
    at = FIRST + timedelta(hours=random.randrange(HOURS))
    if random.random() < 0.3:
        return LookupRefused(
            lookup_id=id,
            procedure_code=procedure,
            agency_code=agency,
            reason=random.choice(REASONS),
            answered_at=at,
            line=1,
            line_hash="00",
        )
    matched = random.random() < 0.7
    return LookupAnswered(
        lookup_id=id,
        procedure_code=procedure,
        agency_code=agency,
        matched=matched,
        fields=tuple(random.sample(list(PopulationField), random.randint(1, 20))) if matched else (),
        decision=DECISION,
        answered_at=at,
        line=1,
        line_hash="00",
    )


def counted_one_by_one(lookups: Sequence[Lookup]) -> tuple[set[Row], ...]:
    """The rows of `lookup_count`, `lookup_day_count` and `lookup_field_count`, by the plainest count."""
    outcomes, days, fields = Counter[Row](), Counter[Row](), Counter[Row]()
    for lookup in lookups:
        day, outcome = day_of(lookup.answered_at), _outcome_of(lookup)
        outcomes[day, lookup.agency_code, lookup.procedure_code, outcome, day] += 1
        days[day, outcome, day] += 1
        for field in () if isinstance(lookup, LookupRefused) else lookup.fields:
            fields[day, lookup.agency_code, str(field), day] += 1
    return tuple([{(*key, count) for key, count in counter.items()} for counter in (outcomes, days, fields)])


def _outcome_of(lookup: Lookup) -> str:
    if isinstance(lookup, LookupRefused):
        return lookup.reason
    return "matched" if lookup.matched else "not_matched"
