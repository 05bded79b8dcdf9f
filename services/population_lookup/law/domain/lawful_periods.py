"""The law that bounds look-ups: for which procedure, on which day, which fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from population_lookup.register.domain.citizen import FIELDS
from population_lookup.shared.domain.refusals import NoPopulationFields, ProcedureNotFound, ProcedureNotInForce


@dataclass(frozen=True, slots=True)
class Decision:
    """The Decision that made a version law."""

    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str


@dataclass(frozen=True, slots=True)
class LawfulPeriod:
    """A period `[effective_from, effective_to)` in which one version is law, and the population fields that it may
    use."""

    procedure_code: str
    name: str
    version: int
    effective_from: date
    effective_to: date | None
    population_fields: frozenset[str]
    decision: Decision

    def contains(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for name in FIELDS if name in self.population_fields)


def law_on(day: date, procedure_code: str, periods: Sequence[LawfulPeriod]) -> LawfulPeriod:
    """Returns the period in force on that day. Raises `ProcedureNotFound`, `ProcedureNotInForce` or
    `NoPopulationFields`."""
    if not periods:
        raise ProcedureNotFound(procedure_code)
    law = next((period for period in periods if period.contains(day)), None)
    if law is None:
        raise ProcedureNotInForce(procedure_code, day)
    if not law.fields:
        raise NoPopulationFields(procedure_code, law.version)
    return law
