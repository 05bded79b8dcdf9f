"""The procedure that the demo scenario repeals."""

from dataclasses import dataclass
from datetime import date

from suite.dataset.catalogue import Procedure, scenario_procedure
from suite.dataset.contents import population_fields


@dataclass(frozen=True, slots=True)
class ScenarioProcedure:
    """`population_fields` are the fields that a look-up for its version in force may return."""

    procedure_code: str
    name: str
    agency_code: str
    field_code: str
    population_fields: tuple[str, ...]


def _described(procedure: Procedure, on: date) -> ScenarioProcedure:
    return ScenarioProcedure(
        procedure_code=procedure.code,
        name=procedure.name,
        agency_code=procedure.agency.code,
        field_code=procedure.subject.field.code,
        population_fields=tuple(population_fields(procedure, on)),
    )


SCENARIO_PROCEDURE = _described(scenario_procedure(), on=date(2022, 12, 31))
"""It is in force since 2022, was never changed, is fully online, and permits look-ups."""
