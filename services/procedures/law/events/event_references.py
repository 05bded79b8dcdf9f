"""The parts that all events of this service share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from common.contracts.parts import AgencyRef, DecisionRef, FieldRef, InForce, Level, PopulationField
from procedures.law.domain.periods import Period
from procedures.law.domain.references import DecisionReference


@dataclass(frozen=True, slots=True)
class Names:
    """The names of agencies and fields by code at the time when the events are recorded."""

    agencies: Mapping[str, AgencyRef]
    fields: Mapping[str, FieldRef]

    @classmethod
    def of(cls, agencies: Mapping[str, str], fields: Mapping[str, str]) -> "Names":
        return cls(
            {code: AgencyRef(code=code, name=name) for code, name in agencies.items()},
            {code: FieldRef(code=code, name=name) for code, name in fields.items()},
        )


# Each event of a Decision names it, and so do the events of later Decisions about the same procedures.
@lru_cache(4_096)
def decision_ref(decision: DecisionReference) -> DecisionRef:
    return DecisionRef(
        id=str(decision.id),
        number=decision.number,
        issuing_body=decision.issuing_body,
        signed_on=decision.signed_on,
        title=decision.title,
    )


@lru_cache(1_024)
def levels(codes: tuple[str, ...]) -> tuple[Level, ...]:
    return tuple(map(Level, codes))


@lru_cache(1_024)
def population_fields(codes: tuple[str, ...]) -> tuple[PopulationField, ...]:
    return tuple(map(PopulationField, codes))


def in_force(period: Period) -> InForce:
    return InForce(
        effective_from=period.effective_from,
        effective_to=period.effective_to,
        version=period.version,
        name=period.heading.name,
        levels=levels(period.heading.levels),
        population_fields=population_fields(period.heading.population_fields),
        decision=decision_ref(period.ground.decision),
    )
