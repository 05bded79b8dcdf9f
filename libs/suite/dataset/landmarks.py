"""The procedures that a story can be told about."""

from dataclasses import dataclass
from datetime import date

from suite.dataset.catalogue import Procedure, scenario_procedure
from suite.dataset.contents import population_fields


@dataclass(frozen=True, slots=True)
class Landmark:
    """`population_fields` are what its version in force lets a look-up return."""

    procedure_code: str
    name: str
    agency_code: str
    field_code: str
    population_fields: tuple[str, ...]


def _landmark(procedure: Procedure, on: date) -> Landmark:
    return Landmark(
        procedure_code=procedure.code,
        name=procedure.name,
        agency_code=procedure.agency.code,
        field_code=procedure.subject.field.code,
        population_fields=tuple(population_fields(procedure, on)),
    )


LANDMARK = _landmark(scenario_procedure(), on=date(2022, 12, 31))
"""In force since 2022 and untouched after, online in full, lawful for look-ups: the demo's story repeals it."""
