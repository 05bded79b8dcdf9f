"""The law that bounds look-ups: for which procedure, on which day, which fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from population_lookup.register.domain.citizen import FIELDS
from population_lookup.shared.domain.refusals import (
    AgencyNotEntitled,
    NoPopulationFields,
    ProcedureNotFound,
    ProcedureNotInForce,
)


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
    """A period `[effective_from, effective_to)` in which one version is law, the population fields that it may use of
    the applicant and of the other members of their household, and the agencies that may use it: None where every agency
    may, and with `communes` every commune, too."""

    procedure_code: str
    name: str
    version: int
    effective_from: date
    effective_to: date | None
    population_fields: frozenset[str]
    decision: Decision
    agencies: frozenset[str] | None = None
    communes: bool = False
    household_member_fields: frozenset[str] = frozenset()

    def contains(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)

    def check_agency(self, agency: str, *, is_commune: bool) -> None:
        """An agency below one that is listed belongs to it. `is_commune` says that it is a commune on the day. Raises
        `AgencyNotEntitled`."""
        if self.agencies is None or (self.communes and is_commune):
            return
        parts = agency.split(".")
        if not any(".".join(parts[:length]) in self.agencies for length in range(1, len(parts) + 1)):
            raise AgencyNotEntitled(self.procedure_code, self.version)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for name in FIELDS if name in self.population_fields)


def law_on(day: date, procedure_code: str, periods: Sequence[LawfulPeriod]) -> LawfulPeriod:
    """Returns the period in force on that day; the periods of a recoded procedure have its own code.

    Raises `ProcedureNotFound`, `ProcedureNotInForce` or `NoPopulationFields`."""
    if not periods:
        raise ProcedureNotFound(procedure_code)
    code = periods[0].procedure_code
    law = next((period for period in periods if period.contains(day)), None)
    if law is None:
        raise ProcedureNotInForce(code, day)
    if not law.fields:
        raise NoPopulationFields(code, law.version)
    return law
